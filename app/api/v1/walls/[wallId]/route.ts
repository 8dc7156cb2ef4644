import { walls } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { wallPassApi } from "@/lib/wire/api/walls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(wallPassApi, {
  PATCH: async ({ actor, params, body }) => ({ data: await walls.change(actor, params.wallId, body) }),
  DELETE: async ({ actor, params }) => ({ data: await walls.revoke(actor, params.wallId) }),
});
