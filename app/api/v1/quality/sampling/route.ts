import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { samplingApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(samplingApi, {
  GET: async ({ actor }) => ({ data: await quality.reviews.sampling(actor) }),
  PUT: async ({ actor, body }) => ({ data: await quality.reviews.setSampling(actor, body) }),
});
