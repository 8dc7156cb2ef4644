import { isCallId } from "@/lib/calls/id";
import { actorOf } from "@/lib/server/actor";
import { callAnswer } from "@/lib/server/answers";
import { cancelCall } from "@/lib/server/call-actions";
import { requireOwnPage } from "@/lib/server/http/change";
import { errorAnswer, wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { send } from "@/lib/server/http/send";
import { MAX_CALL_MESSAGES } from "@/lib/wire/paths";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ callId: string }> };

/**
 * One call, `data` field for field as upstream or as much of it as the role may see; `?as=read` gives it as Earshot reads
 * it. `?messages=N` cuts the transcript to its newest N.
 */
export const GET = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  const { callId } = await params;
  if (!isCallId(callId)) return errorAnswer("invalid_call_id");
  const { searchParams } = new URL(request.url);
  const messages = readMessages(searchParams.get("messages"));
  if (messages === "invalid") {
    return errorAnswer("invalid_request", {
      message: `messages should be a whole number from 1 to ${MAX_CALL_MESSAGES}.`,
    });
  }
  const form = searchParams.get("as") ?? "sent";
  if (form !== "sent" && form !== "read") {
    return errorAnswer("invalid_request", { message: "as should be sent or read." });
  }
  return send(request, await callAnswer(actor, callId, { messages, form }));
});

function readMessages(text: string | null): number | null | "invalid" {
  if (text === null) return null;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MAX_CALL_MESSAGES ? count : "invalid";
}

/** Ends a call. 200: it is over; 202: the call service did not confirm, `data.status` is the truth as read afterwards. */
export const DELETE = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor);
  const { callId } = await params;
  if (!isCallId(callId)) return errorAnswer("invalid_call_id");
  const result = await cancelCall(actor, callId);
  if (result.kind === "error") return errorAnswer(result.reason, result);
  return noStore(result.answer, result.answer.meta.outcome === "unconfirmed" ? 202 : 200);
});

const refused = wrongMethod("GET, HEAD, DELETE");

export { refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
