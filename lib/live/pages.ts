import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import type { Clock } from "./clock";
import { type CallSource, type Exchange, faultOf, type SourceFault } from "./source";
import type { Waiters } from "./waiters";

/** A page, when it was true, and what reading it anew has failed with since. */
export type PageResult =
  | { kind: "page"; page: CallPage; asOfMs: number; fault: SourceFault | null }
  | { kind: "fault"; fault: SourceFault };

const MAX_HELD_PAGES = 100;
/** A page that cannot be refreshed is still shown, with its age, for this long. */
const LONGEST_STALE_MS = 60_000;

type Asked = { filters: ListFilters; askedAtMs: number; isReading: boolean };
type Known = { page: CallPage | null; asOfMs: number; fault: SourceFault | null };

export type Pages = {
  /** The page that somebody has waited for longest. */
  next(): { dueMs: number; start: () => void } | null;
  /** It can be handed out without a request. */
  isYoung(filters: ListFilters): boolean;
  page(filters: ListFilters): Promise<PageResult>;
};

/**
 * Pages of the list for people who browse. Whoever asks for the same filters within `maxAgeMs` shares one read, and the
 * loop reads them in their turn like everything else.
 */
export function createPages(parts: {
  source: Pick<CallSource, "listCalls">;
  exchange: Exchange;
  clock: Clock;
  waiters: Waiters;
  maxAgeMs: number;
  run: (read: () => Promise<void>) => void;
  pump: () => void;
}): Pages {
  const { source, exchange, clock, waiters, maxAgeMs } = parts;
  const known = new Map<string, Known>();
  const asked = new Map<string, Asked>();

  function keep(key: string, entry: Known): void {
    known.delete(key);
    known.set(key, entry);
    const oldest = known.keys().next().value;
    if (known.size > MAX_HELD_PAGES && oldest !== undefined) known.delete(oldest);
  }

  function young(key: string) {
    const held = known.get(key);
    return held?.page && held.fault === null && clock.nowMs() - held.asOfMs < maxAgeMs
      ? { page: held.page, asOfMs: held.asOfMs }
      : null;
  }

  async function read(key: string, one: Asked): Promise<void> {
    one.isReading = true;
    try {
      const { value: page, beganMs: asOfMs } = await exchange.read(`page:${key}`, maxAgeMs, () =>
        source.listCalls(one.filters, { isLone: true }),
      );
      keep(key, { page, asOfMs, fault: null });
    } catch (error) {
      const fault = faultOf(error);
      one.isReading = false;
      // It had its turn, but the token was gone: it waits for the next one.
      if (fault.kind === "request_budget") return;
      keep(key, { ...(known.get(key) ?? { page: null, asOfMs: 0 }), fault });
    }
    asked.delete(key);
    waiters.wake(waitingFor(key));
  }

  return {
    next() {
      for (const [key, one] of asked) {
        if (!one.isReading) return { dueMs: one.askedAtMs, start: () => parts.run(() => read(key, one)) };
      }
      return null;
    },
    isYoung: (filters) => young(keyOf(filters)) !== null,
    async page(filters) {
      const key = keyOf(filters);
      const shared = young(key);
      if (shared !== null) return { kind: "page", ...shared, fault: null };
      if (!asked.has(key)) asked.set(key, { filters, askedAtMs: clock.nowMs(), isReading: false });
      const answered = waiters.next(waitingFor(key));
      parts.pump();
      await answered;
      // Still waiting for its turn after all that time: nobody waits for it any more.
      const isStarved = asked.get(key)?.isReading === false && asked.delete(key);
      const last = known.get(key);
      const fault = isStarved ? STARVED : (last?.fault ?? null);
      if (last?.page && clock.nowMs() - last.asOfMs < LONGEST_STALE_MS) {
        return { kind: "page", page: last.page, asOfMs: last.asOfMs, fault };
      }
      return { kind: "fault", fault: fault ?? SLOW };
    },
  };
}

const STARVED: SourceFault = { kind: "request_budget", retryAfterMs: null };
const SLOW: SourceFault = { kind: "timeout", retryAfterMs: null };
const keyOf = (filters: ListFilters) => JSON.stringify(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)));
const waitingFor = (key: string) => `page:${key}`;
