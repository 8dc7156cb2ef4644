import { setMaxListeners } from "node:events";
import { isDeepStrictEqual } from "node:util";
import { readAfterEndMs } from "@/lib/calls/after-end";
import type { Call } from "@/lib/calls/call";
import { isCallId } from "@/lib/calls/id";
import { isFinal } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import type { Transaction } from "@/lib/database/transaction";
import { isOfOneCall, type Reads, ReadsWait } from "./reads";
import type { EndedCall } from "./record";

/**
 * What came of a call that was to be kept. `open`: it is not over. `gone`: the call service has no such call, or cannot give
 * it. `skipped`: it is older than anything is kept, or a newer reading of it is kept already.
 */
export type Gathered = "kept" | "open" | "gone" | "skipped";

/** Writes along with calls that are kept; the same function once for all that are kept in one transaction, with their number. */
export type Also = (tx: Transaction, count: number) => Promise<void>;

/** A call that fails so often is given up: before each of these tries a page of the list was read, so it is this call. */
const MOST_TRIES = 3;
const MAY_BE_OF_ONE_CALL: readonly string[] = ["upstream_error", "malformed", "timeout"];
const AT_ONCE = 3;

export type Gather = ReturnType<typeof createGather>;

/** Reads calls that nobody watched and has them kept. */
export function createGather(parts: {
  reads: Pick<Reads, "readCall">;
  keep: (ended: Omit<EndedCall, "endedBy">, also?: Also) => Promise<boolean>;
  /** the call as it is kept; null: it is not */
  kept: (callId: string) => Promise<Call | null>;
  campaignOf: (call: Call) => string | null;
  /** what the call service's clock is ahead of ours */
  skewMs: () => number;
}) {
  const { reads, keep, kept, campaignOf, skewMs } = parts;
  const tries = new Map<string, number>();

  /**
   * @param options.isKept it is kept already, so what is new in it matters
   * @throws ReadsWait; DatabaseUnavailableError; the signal's reason
   */
  async function gather(
    callId: string,
    signal: AbortSignal,
    { isKept = false, also }: { isKept?: boolean; also?: Also } = {},
  ): Promise<Gathered> {
    if (!isCallId(callId)) return "gone";
    const read = await reads.readCall(callId, signal);
    if (read.kind === "fault") {
      const { kind } = read.fault;
      const count = (tries.get(callId) ?? 0) + 1;
      const isGone = isOfOneCall(kind) || (MAY_BE_OF_ONE_CALL.includes(kind) && count >= MOST_TRIES);
      tries.delete(callId);
      if (isGone) return "gone";
      tries.set(callId, count);
      throw new ReadsWait(kind);
    }
    tries.delete(callId);
    const { call, contactName, omittedMessages, readAtMs } = read;
    if (!isFinal(call.status)) return "open";
    const before = isKept ? await kept(callId) : null;
    const nextMs = readAfterEndMs({
      endedAtMs: endOf(call, skewMs()) ?? readAtMs,
      readAtMs,
      hasSummary: call.summary !== null,
      broughtNews: before !== null && !isDeepStrictEqual(plain(before), plain(call)),
    });
    const ended = {
      call,
      contactName,
      omittedMessages,
      readAtMs,
      campaignId: campaignOf(call),
      isSettled: nextMs === null,
    };
    return (await keep({ ...ended, watched: null }, also)) ? "kept" : "skipped";
  }

  return { gather };
}

/** When a call that is over ended, by our clock, as far as it says; else when it was. */
function endOf({ endedAt, updatedAt, startedAt, createdAt }: Call, skewMs: number): number | null {
  const toldMs = timeMs(endedAt) ?? timeMs(updatedAt) ?? timeMs(startedAt) ?? timeMs(createdAt);
  return toldMs === null ? null : toldMs - skewMs;
}

const plain = (call: Call): unknown => JSON.parse(JSON.stringify(call));

/**
 * Does it for each, some at a time, until one throws. The others are told by their signal: in an outage reads wait longer
 * and longer for their turn, and waited for one after the other they would hide it for minutes.
 * @throws what the first of them threw
 */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  atOnce = AT_ONCE,
): Promise<void> {
  const waiting = items.values();
  let failure: { error: unknown } | null = null;
  const together = new AbortController();
  // Each read at once listens to it, in several places: Node takes more than ten for a leak, and says so in the log.
  setMaxListeners(0, together.signal);
  const stop = () => together.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const worker = async () => {
    for (const item of waiting) {
      if (failure !== null) return;
      await work(item, together.signal).catch((error: unknown) => {
        failure ??= { error };
        together.abort(error);
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  signal.removeEventListener("abort", stop);
  if (failure !== null) throw (failure as { error: unknown }).error;
}
