import "server-only";
import type { CallEnd } from "@/lib/access/audit";
import { can } from "@/lib/access/can";
import { noteFor } from "@/lib/access/visibility";
import { isFinal } from "@/lib/calls/status";
import type { CallAnswer } from "@/lib/wire/contract";
import { access } from "./access";
import { calmSkewMs } from "./answer";
import type { SeenCall } from "./audience";
import { earshot } from "./earshot";

/** Nobody waits longer than this for the name of whoever ended a call: the call itself is there. */
const MOST_WAITED_MS = 400;

/** Who ended a call; null: nobody that is known, or the database cannot say so for now. */
async function endOfCall(id: string): Promise<CallEnd | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MOST_WAITED_MS);
  });
  const known = access()
    .then(({ callEnds }) => callEnds.of(id))
    .catch(() => null);
  const end = await Promise.race([known, late]);
  clearTimeout(timer);
  return end;
}

/** Who ended it and why is told to whoever may end calls; others learn that a person did. A link's visitor learns neither. */
export async function endedBy({
  id,
  actor,
  view,
  subject,
  result,
}: Pick<SeenCall, "id" | "actor" | "view" | "subject" | "result">): Promise<CallAnswer["meta"]["endedBy"]> {
  if (!isFinal(result.view.call.status) || actor.kind !== "person") return null;
  const end = await endOfCall(id);
  if (end === null) return null;
  const at = new Date(end.at.getTime() + calmSkewMs(earshot().clock)).toISOString();
  const { confirmed } = end;
  if (!can(actor, "call.cancel", subject).allowed) return { at, name: null, reason: null, confirmed };
  return { at, confirmed, name: end.name, reason: end.reason === null ? null : noteFor(view, result.view, end.reason) };
}
