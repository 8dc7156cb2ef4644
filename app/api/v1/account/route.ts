import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { accountApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(accountApi, {
  PATCH: async ({ actor, body }) => identity.signIn.answer(await identity.account.rename(actor, body.name)),
});
