import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { accountPasswordApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(accountPasswordApi, {
  async POST({ request, actor, body }) {
    return { data: { count: await identity.account.changePassword(actor, request.headers, body) } };
  },
});
