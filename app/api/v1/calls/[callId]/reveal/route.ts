import { isCallId } from "@/lib/calls/id";
import { actorOf } from "@/lib/server/actor";
import { hideCall, revealCall } from "@/lib/server/call-actions";
import { requireOwnPage } from "@/lib/server/http/change";
import { errorAnswer, wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ callId: string }> };

/** Shows whoever asks this call's numbers and names for a quarter of an hour; that they asked is recorded. */
export const POST = changing(revealCall);

/** Hides them again. */
export const DELETE = changing(hideCall);

function changing(make: typeof revealCall) {
  return route(async (request, { params }: Context) => {
    const actor = await actorOf(request.headers);
    requireOwnPage(request, actor);
    const { callId } = await params;
    if (!isCallId(callId)) return errorAnswer("invalid_call_id");
    const result = await make(actor, callId);
    return result.kind === "error" ? errorAnswer(result.reason, result) : noStore(result.answer);
  });
}

const refused = wrongMethod("POST, DELETE");

export { refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
