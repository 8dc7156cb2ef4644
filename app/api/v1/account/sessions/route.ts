import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { accountSessionsApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(accountSessionsApi, {
  GET: ({ actor }) => identity.account.sessions(actor),
});
