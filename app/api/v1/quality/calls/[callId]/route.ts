import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { callQualityApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(callQualityApi, {
  GET: ({ actor, params: { callId } }) => quality.calls.ofCall(actor, callId),
});
