import type { Clock } from "./clock";
import { type CallPage, type CallSource, type Exchange, faultOf, type ListFilters, type SourceFault } from "./source";

export type PageResult = { kind: "page"; page: CallPage; asOfMs: number } | { kind: "fault"; fault: SourceFault };

const MAX_HELD_PAGES = 100;
/** A page that cannot be refreshed is still shown, with its age, for this long. */
const LONGEST_STALE_MS = 60_000;

/**
 * Pages of the list for people who browse: everybody who asks for the same filters within `maxAgeMs` shares one read.
 */
export function createPages(parts: { source: CallSource; exchange: Exchange; clock: Clock; maxAgeMs: number }) {
  const { source, exchange, clock, maxAgeMs } = parts;
  const held = new Map<string, { page: CallPage; asOfMs: number }>();
  const reading = new Map<string, Promise<PageResult>>();

  async function read(key: string, filters: ListFilters): Promise<PageResult> {
    const asOfMs = clock.nowMs();
    try {
      const page = await exchange.read(`page:${key}`, maxAgeMs, () => source.listCalls(filters));
      held.delete(key);
      held.set(key, { page, asOfMs });
      const oldest = held.keys().next().value;
      if (held.size > MAX_HELD_PAGES && oldest !== undefined) held.delete(oldest);
      return { kind: "page", page, asOfMs };
    } catch (error) {
      const last = held.get(key);
      if (last && clock.nowMs() - last.asOfMs < LONGEST_STALE_MS) return { kind: "page", ...last };
      return { kind: "fault", fault: faultOf(error) };
    }
  }

  return {
    page(filters: ListFilters): Promise<PageResult> {
      const key = JSON.stringify(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)));
      const last = held.get(key);
      if (last && clock.nowMs() - last.asOfMs < maxAgeMs) return Promise.resolve({ kind: "page", ...last });
      const shared = reading.get(key) ?? read(key, filters).finally(() => reading.delete(key));
      reading.set(key, shared);
      return shared;
    },
  };
}
