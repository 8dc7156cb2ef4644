import { aCall, aMessage, at } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import type { Database } from "@/lib/database/database";
import { transact } from "@/lib/database/transaction";
import type { EndedCall } from "./record";
import { createArchiveStores } from "./stores";

/** Test code: calls that are over. */

/** A completed call of these lines, alternately the agent's and the caller's, a second apart. */
export function aTalk(lines: readonly string[], overrides: Partial<Call> = {}): Call {
  const transcript = lines.map((content, place) =>
    aMessage({ role: place % 2 === 0 ? "assistant" : "user", content, timestamp: at(place * 1_000) }),
  );
  const ended = {
    status: "completed",
    endedAt: at(lines.length * 1_000),
    duration: lines.length,
    liveRoomStatus: null,
  };
  return aCall({ ...ended, transcript, summary: null, ...overrides });
}

/** The same with what is known beside it; nobody watched it unless said otherwise. */
export function anEnded(call: Call, overrides: Partial<EndedCall> = {}): EndedCall {
  return {
    call,
    contactName: null,
    campaignId: null,
    omittedMessages: 0,
    isSettled: true,
    readAtMs: Date.UTC(2026, 0, 5, 9),
    watched: null,
    endedBy: null,
    ...overrides,
  };
}

/** Stores calls, a change each. */
export async function keepAll(database: Database, calls: readonly EndedCall[], nowMs = Date.UTC(2026, 0, 5, 10)) {
  const { archive: store } = createArchiveStores({ database, nowMs: () => nowMs });
  for (const ended of calls) await transact(database, (tx) => store.put(tx, ended, { keepsTalk: true }));
  return store;
}
