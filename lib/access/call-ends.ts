import type { Audit, CallEnd } from "./audit";

/** Who ended a call does not change; that nobody is known to have, or only to have asked, may change at any moment. */
const KEPT_MS = { known: 60_000, unknown: 2_000 };
/** After a failure the database is left alone for this long. */
const AFTER_FAILURE_MS = 5_000;
const MOST_KEPT = 2_000;

type Kept = { end: Promise<CallEnd | null>; untilMs: number };

/**
 * Who ended which call and why, as the audit trail has it. Asked with every poll of a call that is over, so an answer is
 * kept for a while; this process's own ends are known before the trail has them.
 */
export function createCallEnds({ audit, nowMs }: { audit: Pick<Audit, "endOf" | "endsOf">; nowMs: () => number }) {
  const kept = new Map<string, Kept>();

  function keep(callId: string, entry: Kept): Kept {
    kept.delete(callId);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? "");
    kept.set(callId, entry);
    return entry;
  }

  function ask(callId: string): Promise<CallEnd | null> {
    const entry = keep(callId, { end: audit.endOf(callId), untilMs: nowMs() + KEPT_MS.unknown });
    entry.end.then(
      (end) => {
        if (end?.confirmed) entry.untilMs = nowMs() + KEPT_MS.known;
      },
      () => {
        entry.end = Promise.resolve(null);
        entry.untilMs = nowMs() + AFTER_FAILURE_MS;
      },
    );
    return entry.end;
  }

  return {
    /** Null: nobody is known to have ended it from here. @throws DatabaseUnavailableError */
    of(callId: string): Promise<CallEnd | null> {
      const known = kept.get(callId);
      return known !== undefined && known.untilMs > nowMs() ? known.end : ask(callId);
    },

    /** The same of many calls at once. @throws DatabaseUnavailableError */
    async ofAll(callIds: readonly string[]): Promise<Map<string, CallEnd>> {
      const known = callIds.flatMap((id) => {
        const entry = kept.get(id);
        return entry !== undefined && entry.untilMs > nowMs() ? [[id, entry.end] as const] : [];
      });
      const ends = new Map<string, CallEnd>();
      for (const [id, end] of known) {
        const found = await end;
        if (found !== null) ends.set(id, found);
      }
      const others = callIds.filter((id) => !known.some(([one]) => one === id));
      if (others.length > 0) for (const [id, end] of await audit.endsOf(others)) ends.set(id, end);
      return ends;
    },

    /** Somebody has just ended it here. */
    ended(callId: string, end: CallEnd): void {
      keep(callId, { end: Promise.resolve(end), untilMs: nowMs() + KEPT_MS.known });
    },
  };
}

export type CallEnds = ReturnType<typeof createCallEnds>;
