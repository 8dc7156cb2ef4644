import { sharing } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { shareApi } from "@/lib/wire/api/sharing";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(shareApi, {
  DELETE: async ({ actor, params }) => ({ data: { revoked: await sharing.revokeOne(actor, params.shareId) } }),
});
