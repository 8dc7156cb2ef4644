import { callAnswer } from "@/lib/server/answers";
import { cancelCall } from "@/lib/server/call-actions";
import { serve } from "@/lib/server/http/serve";
import { callApi } from "@/lib/wire/api/calls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(callApi, {
  GET: ({ actor, params, query }) =>
    callAnswer(actor, params.callId, { messages: query.messages ?? null, form: query.as }),

  /** 200: it is over; 202: the call service did not confirm. */
  async DELETE({ actor, params, body }) {
    const result = await cancelCall(actor, params.callId, body.reason ?? "");
    if (result.kind === "error") return result;
    return { ...result, status: result.answer.meta.outcome === "unconfirmed" ? 202 : 200 };
  },
});
