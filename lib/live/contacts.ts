import type { Call } from "@/lib/calls/call";
import type { ListFilters } from "@/lib/calls/call-list";
import { timeMs } from "@/lib/calls/time";
import type { CallLife } from "./call-life";
import type { Clock } from "./clock";
import type { Lives } from "./lives";
import { type CallSource, type Exchange, faultOf } from "./source";
import type { Waiters } from "./waiters";

/** Whoever reads the call waits this long for the name that is to be masked in it. */
const LONGEST_WAIT_MS = 2_000;
/** A look-up that has not had its turn after this is given up. */
const GIVE_UP_MS = 20_000;
/** One that failed is tried again after this, if somebody still reads the call. */
const RETRY_MS = 60_000;
const LARGEST_PAGE = 100;
/** Fewer digits find no number. */
const SHORTEST_NUMBER = 5;
/** Calls that were made this near to it are on one page with it. */
const AROUND_MS = 60_000;

type Asked = { id: string; born: number; filters: ListFilters; askedAtMs: number; isReading: boolean };

export type Contacts = {
  /** The call whose contact somebody has waited for longest; what nobody waits for any more is given up. */
  next(): { dueMs: number; start: () => void } | null;
  /**
   * Asks the list who is at the other end of a call that was read, if nobody has. Never rejects: when it cannot be
   * told in time, its life says that it is not known.
   */
  lookUp(life: CallLife): Promise<void>;
};

/**
 * Who is at the other end of calls: only the list tells that, and nobody reads the list while no board is open, nor does
 * it go on naming calls that have ended. Asked for once a call, in its turn within the budget like everything else.
 */
export function createContacts(parts: {
  lives: Pick<Lives, "get" | "tell">;
  source: Pick<CallSource, "listCalls">;
  exchange: Exchange;
  clock: Clock;
  waiters: Waiters;
  run: (read: () => Promise<void>) => void;
  pump: () => void;
}): Contacts {
  const { lives, source, exchange, clock, waiters } = parts;
  const asked = new Map<string, Asked>();

  /** Of a call that was let go meanwhile nobody needs to know. */
  function tell({ id, born }: Asked, news: Parameters<Lives["tell"]>[1]): void {
    if (lives.get(id)?.born === born) lives.tell(id, news);
  }

  async function read(one: Asked): Promise<void> {
    const { id, filters } = one;
    one.isReading = true;
    try {
      const key = waitingFor(id);
      const { value } = await exchange.read(key, RETRY_MS, () => source.listCalls(filters, { isLone: true }));
      const row = value.calls.find((item) => item.id === id);
      tell(one, { kind: "identified", name: row?.contact?.name ?? null });
    } catch (error) {
      one.isReading = false;
      // It had its turn, but the token was gone: it waits for the next one.
      if (faultOf(error).kind === "request_budget") return;
      tell(one, { kind: "unidentified" });
    }
    asked.delete(id);
    waiters.wake(waitingFor(id));
  }

  return {
    next() {
      for (const [id, one] of asked) {
        if (one.isReading) continue;
        if (clock.nowMs() - one.askedAtMs < GIVE_UP_MS) {
          return { dueMs: one.askedAtMs, start: () => parts.run(() => read(one)) };
        }
        asked.delete(id);
        tell(one, { kind: "unidentified" });
      }
      return null;
    },
    async lookUp({ id, born, contact, details }) {
      if (contact.isKnown || clock.nowMs() - (contact.failedAtMs ?? Number.NEGATIVE_INFINITY) < RETRY_MS) return;
      const filters = details === null ? null : filtersFor(details.call);
      if (filters === null) {
        lives.tell(id, { kind: "identified", name: null });
        return;
      }
      if (asked.get(id)?.born !== born)
        asked.set(id, { id, born, filters, askedAtMs: clock.nowMs(), isReading: false });
      const answered = waiters.next(waitingFor(id), LONGEST_WAIT_MS);
      parts.pump();
      await answered;
    },
  };
}

/** The page of the list that names the call: by its number, else by when it was made. */
function filtersFor({ phoneNumber, createdAt }: Call): ListFilters | null {
  const number = phoneNumber ?? "";
  if (number.replace(/\D/g, "").length >= SHORTEST_NUMBER) return { phoneNumber: number, limit: LARGEST_PAGE };
  const madeMs = timeMs(createdAt);
  if (madeMs === null) return null;
  const at = (ms: number) => new Date(madeMs + ms).toISOString();
  return { startDate: at(-AROUND_MS), endDate: at(AROUND_MS), limit: LARGEST_PAGE };
}

const waitingFor = (id: string) => `contact:${id}`;
