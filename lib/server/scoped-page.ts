import type { CallListItem } from "@/lib/calls/call";
import type { ListFilters } from "@/lib/calls/call-list";
import type { PageResult } from "@/lib/live/pages";

const ROWS_READ = 100;
/** The newest rows that match the filters are looked through this far; a time range leads further back. */
const MOST_PAGES = 4;
const DEFAULT_LIMIT = 50;

/**
 * A page of only the rows somebody may see. It is counted in those rows alone: where a page begins, how full it is and
 * whether more follow tells nothing of the others. Of what is read, the oldest time and the first fault hold.
 * @param read one page of everybody's rows
 */
export async function scopedPage(
  read: (filters: ListFilters) => Promise<PageResult>,
  filters: ListFilters,
  isSeen: (item: CallListItem) => boolean,
): Promise<PageResult> {
  const { limit = DEFAULT_LIMIT, offset = 0 } = filters;
  // A row may move to the next page between two reads.
  const seen = new Map<string, CallListItem>();
  let asOfMs = Number.POSITIVE_INFINITY;
  let fault: Extract<PageResult, { kind: "page" }>["fault"] = null;
  for (let place = 0; place < MOST_PAGES && seen.size <= offset + limit; place += 1) {
    const result = await read({ ...filters, limit: ROWS_READ, offset: place * ROWS_READ });
    if (result.kind === "fault") return result;
    for (const item of result.page.calls) if (isSeen(item)) seen.set(item.id, item);
    asOfMs = Math.min(asOfMs, result.asOfMs);
    fault ??= result.fault;
    if (!result.page.pagination.hasMore) break;
  }
  const calls = [...seen.values()];
  const pagination = { total: null, limit, offset, hasMore: calls.length > offset + limit };
  return {
    kind: "page",
    page: { calls: calls.slice(offset, offset + limit), pagination, droppedRows: 0 },
    asOfMs,
    fault,
  };
}
