import { isCallId } from "@/lib/calls/id";
import type { CancelAnswer } from "@/lib/http/contract";
import { errorAnswer, wrongMethod } from "@/lib/http/errors";
import { MAX_CALL_MESSAGES } from "@/lib/http/paths";
import { isSameOriginJson, route } from "@/lib/http/route";
import { callAnswer, refusal } from "@/lib/server/answers";
import { earshot } from "@/lib/server/earshot";
import { send } from "@/lib/server/send";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ callId: string }> };

/** One call, `data` field for field as upstream. `?messages=N` cuts the transcript to its newest N. */
export const GET = route(async (request, { params }: Context) => {
  const { callId } = await params;
  if (!isCallId(callId)) return errorAnswer("invalid_call_id");
  const messages = readMessages(new URL(request.url).searchParams.get("messages"));
  if (messages === "invalid") {
    return errorAnswer("invalid_request", {
      message: `messages should be a whole number from 1 to ${MAX_CALL_MESSAGES}.`,
    });
  }
  return send(request, await callAnswer(callId, { messages }));
});

function readMessages(text: string | null): number | null | "invalid" {
  if (text === null) return null;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MAX_CALL_MESSAGES ? count : "invalid";
}

const MESSAGES: Record<CancelAnswer["meta"]["outcome"], string> = {
  cancelled: "Call cancelled successfully",
  already_ended: "The call had already ended.",
  unconfirmed: "The call service did not confirm in time. This is what a fresh read says of the call.",
};

/** Ends a call. 200: it is over; 202: the call service did not confirm, `data.status` is the truth as read afterwards. */
export const DELETE = route(async (request, { params }: Context) => {
  if (!isSameOriginJson(request)) return errorAnswer("cross_site");
  const { callId } = await params;
  if (!isCallId(callId)) return errorAnswer("invalid_call_id");
  const result = await earshot().live.cancel(callId);
  if (result.kind === "fault") {
    const { reason, retryAfterMs } = refusal(result.fault);
    return errorAnswer(reason, { retryAfterMs });
  }
  const answer: CancelAnswer = {
    data: { id: callId, status: result.status ?? "unknown" },
    message: MESSAGES[result.kind],
    meta: { outcome: result.kind },
  };
  const status = result.kind === "unconfirmed" ? 202 : 200;
  return Response.json(answer, { status, headers: { "Cache-Control": "private, no-store" } });
});

const refused = wrongMethod("GET, HEAD, DELETE");

export { refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
