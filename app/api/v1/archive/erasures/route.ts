import { archive } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { erasuresApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(erasuresApi, {
  POST: async ({ actor, body }) => ({ data: await archive.erase(actor, body) }),
});
