import "server-only";
import type { Actor } from "@/lib/access/actor";
import { callFor } from "@/lib/access/visibility";
import { seeCall } from "./audience";
import { refusalOf } from "./error-mapping";
import { lookThrough } from "./long-transcripts";
import { askerOf } from "./read-limits";

/** One call, whole, as this actor sees it, to be taken away. @throws RequestError as seeCall does, and for what the call service says */
export async function shownCall(actor: Actor, callId: string): Promise<ReturnType<typeof callFor>> {
  const seen = await seeCall(actor, "call.export", callId);
  if (seen.kind === "fault") throw refusalOf(seen.fault);
  const { view, result } = seen;
  await lookThrough(view, result.view, askerOf(actor) ?? "");
  return callFor(view, result.view);
}
