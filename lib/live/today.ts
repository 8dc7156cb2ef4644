import type { Clock } from "./clock";
import type { CallSource, Exchange } from "./source";

const INTERVAL_MS = 60_000;

/** Calls that were completed from this moment on, ms since the epoch. The same object as long as it says the same. */
export type Answered = { count: number; sinceMs: number };

export type Today = {
  /** when the next count is due, or null while one is under way */
  nextMs(nowMs: number): number | null;
  /** the last count of the day that is now; null when there is none */
  value(): Answered | null;
  read(): Promise<void>;
};

/** How many calls were completed since midnight: one small count request a minute, with what the budget has left. */
export function createToday(parts: { source: CallSource; exchange: Exchange; clock: Clock; timeZone: string }): Today {
  const { source, exchange, clock, timeZone } = parts;
  let triedAtMs: number | null = null;
  let isReading = false;
  let counted: Answered | null = null;

  return {
    nextMs: (nowMs) => (isReading ? null : triedAtMs === null ? nowMs : triedAtMs + INTERVAL_MS),
    value: () => (counted?.sinceMs === midnightMs(clock.nowMs() + clock.skewMs(), timeZone) ? counted : null),
    async read() {
      triedAtMs = clock.nowMs();
      isReading = true;
      const since = midnightMs(triedAtMs + clock.skewMs(), timeZone);
      try {
        const filters = { status: "completed", startDate: new Date(since).toISOString(), limit: 1 };
        const { value: page } = await exchange.read(`count:${since}`, INTERVAL_MS / 2, () => source.listCalls(filters));
        const count = page.pagination.total;
        if (count === null) counted = null;
        else if (counted?.count !== count || counted.sinceMs !== since) counted = { count, sinceMs: since };
      } catch {
        // The tile keeps the last count of the day; the next minute tries again.
      } finally {
        isReading = false;
      }
    },
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The last midnight of `timeZone` (IANA) before `nowMs`, milliseconds since the epoch. */
export function midnightMs(nowMs: number, timeZone: string): number {
  const offsetAt = (ms: number) => localMs(ms, timeZone) - Math.floor(ms / 1000) * 1000;
  const day = 86_400_000;
  const localMidnight = Math.floor(localMs(nowMs, timeZone) / day) * day;
  // The offset at midnight can differ from the offset now on the day the clocks change; two rounds settle it.
  const guess = localMidnight - offsetAt(nowMs);
  return localMidnight - offsetAt(guess);
}

/** The wall clock of `timeZone` at `ms`, as if it were UTC, whole seconds. */
function localMs(ms: number, timeZone: string): number {
  let format = formatters.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
}
