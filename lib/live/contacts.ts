import type { ListFilters } from "@/lib/calls/call-list";
import { timeMs } from "@/lib/calls/time";
import { type CallWatch, takeContact } from "./call-watch";
import type { Clock } from "./clock";
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

type Asked = { watch: CallWatch; filters: ListFilters; askedAtMs: number; isReading: boolean };

/**
 * Who is at the other end of calls: only the list tells that, and nobody reads the list while no board is open, nor does
 * it go on naming calls that have ended. Asked for once a call, in its turn within the budget like everything else.
 */
export function createContacts(parts: {
  source: Pick<CallSource, "listCalls">;
  exchange: Exchange;
  clock: Clock;
  waiters: Waiters;
  run: (read: () => Promise<void>) => void;
  pump: () => void;
}) {
  const { source, exchange, clock, waiters } = parts;
  const asked = new Map<string, Asked>();
  const failedAtMs = new WeakMap<CallWatch, number>();

  async function read(one: Asked): Promise<void> {
    const { watch, filters } = one;
    one.isReading = true;
    try {
      const key = `contact:${watch.id}`;
      const { value } = await exchange.read(key, RETRY_MS, () => source.listCalls(filters, { isLone: true }));
      takeContact(watch, value.calls.find(({ id }) => id === watch.id)?.contact?.name ?? null);
    } catch (error) {
      one.isReading = false;
      // It had its turn, but the token was gone: it waits for the next one.
      if (faultOf(error).kind === "request_budget") return;
      failedAtMs.set(watch, clock.nowMs());
    }
    asked.delete(watch.id);
    waiters.wake(waitingFor(watch.id));
  }

  return {
    /** The call whose contact somebody has waited for longest; what nobody waits for any more is given up. */
    next(): { dueMs: number; start: () => void } | null {
      for (const [id, one] of asked) {
        if (one.isReading) continue;
        if (clock.nowMs() - one.askedAtMs < GIVE_UP_MS) {
          return { dueMs: one.askedAtMs, start: () => parts.run(() => read(one)) };
        }
        asked.delete(id);
        failedAtMs.set(one.watch, clock.nowMs());
      }
      return null;
    },
    /**
     * Asks the list who is at the other end of a call that was read, if nobody has. Never rejects: when it cannot be
     * told in time, the watch says that it is not known.
     */
    async lookUp(watch: CallWatch): Promise<void> {
      if (watch.isContactKnown || clock.nowMs() - (failedAtMs.get(watch) ?? Number.NEGATIVE_INFINITY) < RETRY_MS)
        return;
      const filters = filtersFor(watch);
      if (filters === null) return takeContact(watch, null);
      if (asked.get(watch.id)?.watch !== watch) {
        asked.set(watch.id, { watch, filters, askedAtMs: clock.nowMs(), isReading: false });
      }
      const answered = waiters.next(waitingFor(watch.id), LONGEST_WAIT_MS);
      parts.pump();
      await answered;
    },
  };
}

/** The page of the list that names the call: by its number, else by when it was made. */
function filtersFor({ call }: CallWatch): ListFilters | null {
  const number = call?.phoneNumber ?? "";
  if (number.replace(/\D/g, "").length >= SHORTEST_NUMBER) return { phoneNumber: number, limit: LARGEST_PAGE };
  const madeMs = timeMs(call?.createdAt ?? null);
  if (madeMs === null) return null;
  const at = (ms: number) => new Date(madeMs + ms).toISOString();
  return { startDate: at(-AROUND_MS), endDate: at(AROUND_MS), limit: LARGEST_PAGE };
}

const waitingFor = (id: string) => `contact:${id}`;
