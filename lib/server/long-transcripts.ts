import "server-only";
import { longPartOfCall, type Visibility } from "@/lib/access/visibility";
import type { CallView } from "@/lib/live/call-view";
import { withheldAtMs } from "@/lib/redaction/redact-call";
import { earshot } from "./earshot";

type Lines = NonNullable<CallView["call"]["transcript"]>;
/** A call with what is masked in its talk. */
type Talk = Pick<CallView, "call" | "contactName" | "campaignId" | "roster">;

/** What is under way, by transcript: everybody who asks for the same at once waits for the same work. */
const underWay = new WeakMap<Lines, Map<string, Promise<void>>>();

/**
 * Has a long transcript looked through away from the main thread, so that `callFor` finds the work done. Where that
 * failed, `callFor` withholds every line of it, until it is tried again some seconds later.
 * @param asker whose turn it takes
 * @returns part of the answer's version: it changes when what was withheld no longer is
 */
export async function lookThrough(visibility: Visibility, view: Talk, asker: string): Promise<string> {
  const lines = view.call.transcript;
  if (lines === null) return "";
  const key = JSON.stringify([visibility.masked, visibility.redacted, view.contactName, view.call.status]);
  const running = underWay.get(lines) ?? new Map<string, Promise<void>>();
  underWay.set(lines, running);
  const work = running.get(key) ?? workOff(visibility, view, asker).finally(() => running.delete(key));
  running.set(key, work);
  await work;
  return String(withheldAtMs(lines) ?? "");
}

/** Numbers, then names; once more where another view of the same call came in between. */
const MOST_PARTS = 4;

async function workOff(visibility: Visibility, view: Talk, asker: string): Promise<void> {
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    const part = longPartOfCall(visibility, view);
    if (part === null) return;
    part.settle(await earshot().redaction.look(part, asker));
  }
}
