import { walls } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { wallsApi } from "@/lib/wire/api/walls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(wallsApi, {
  GET: ({ actor }) => walls.list(actor),
  POST: async ({ actor, body }) => ({ data: await walls.claim(actor, body) }),
});
