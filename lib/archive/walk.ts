import type { CallListItem } from "@/lib/calls/call";
import type { CallPage } from "@/lib/calls/call-list";
import type { WalkColumn } from "@/lib/database/schema";

/**
 * Where a walk through pages of the list is. `offset`: rows gone through, of those that are still in it; `tail`: the last of
 * them, which the next page begins with.
 */
export type Walk = WalkColumn;

/** What a page has brought. `next` null: the list is at its end. `passed`: rows gone through in all. */
type Step = { rows: CallListItem[]; unreadable: number; next: Walk | null; passed: number };

export const WALK_PAGE = 100;
/** A page begins with so many rows of the one before: rows that went or came in between hide none. */
const OVERLAP = 10;

export const START: Walk = { offset: 0, tail: [] };

/** The part of the list that is to be read next. */
export function pageOf({ offset, tail }: Walk): { limit: number; offset: number } {
  return { limit: WALK_PAGE, offset: Math.max(0, offset - tail.length) };
}

/**
 * Goes on by the page that was read for `pageOf(walk)`. A page that has none of the rows it should begin with proves nothing:
 * rows went in front of it. Then it goes back until it finds them, at the latest to the beginning.
 */
export function stepOn(walk: Walk, { calls, droppedRows, pagination }: CallPage): Step {
  const known = new Set(walk.tail);
  const asked = pageOf(walk).offset;
  const count = calls.length + droppedRows;
  const isJoined = walk.tail.length === 0 || calls.some(({ id }) => known.has(id));
  if (!isJoined && asked > 0) {
    const offset = Math.max(0, asked - WALK_PAGE + walk.tail.length);
    const next = offset - walk.tail.length > 0 ? { offset, tail: walk.tail } : START;
    return { rows: [], unreadable: 0, next, passed: next.offset };
  }
  const rows = calls.filter(({ id }) => !known.has(id));
  const passed = asked + count;
  const isNews = rows.length > 0 || droppedRows > 0;
  // A service that takes no offset gives the same page for ever; as many new rows in front give it once.
  const isSame = walk.tail.length > 0 && calls.at(-1)?.id === walk.tail.at(-1);
  const isMore = pagination.hasMore && isNews && !(isSame && passed >= (pagination.total ?? 0));
  const tail = count > 2 * OVERLAP ? calls.slice(-OVERLAP).map(({ id }) => id) : [];
  return { rows, unreadable: droppedRows, next: isMore ? { offset: passed, tail } : null, passed };
}
