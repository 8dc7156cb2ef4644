import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { scorerApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(scorerApi, {
  GET: async ({ actor }) => ({ data: await quality.scorer.current(actor) }),
  PUT: async ({ actor, body }) => ({ data: await quality.scorer.set(actor, body) }),
});
