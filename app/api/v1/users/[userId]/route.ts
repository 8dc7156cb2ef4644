import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { userApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(userApi, {
  PATCH: ({ actor, params, body }) => identity.users.change(actor, params.userId, body),

  async DELETE({ actor, params }) {
    await identity.users.remove(actor, params.userId);
    return { data: { count: 1 } };
  },
});
