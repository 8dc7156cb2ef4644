import { sharing } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { sharesRevokeApi } from "@/lib/wire/api/sharing";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(sharesRevokeApi, {
  POST: async ({ actor, body }) => ({ data: { revoked: await sharing.revokeMany(actor, body) } }),
});
