import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { qualityAgentsApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(qualityAgentsApi, {
  GET: async ({ actor, query }) => ({ data: await quality.figures.agents(actor, query) }),
});
