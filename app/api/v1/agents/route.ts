import { agentsAnswer } from "@/lib/server/agents";
import { serve } from "@/lib/server/http/serve";
import { agentsApi } from "@/lib/wire/api/agents";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(agentsApi, {
  GET: ({ actor }) => agentsAnswer(actor),
});
