import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { View } from "@/lib/access/view";
import type { BoardCall } from "@/lib/calls/board";
import type { Search } from "@/lib/calls/search";
import { hitOf, lookInto } from "@/lib/calls/search-hits";
import type { BoardState } from "@/lib/live/board";
import type { Board } from "@/lib/wire/contract";
import { earshot } from "./earshot";

/** A new word over a full floor takes some ten milliseconds; nobody else waits for all of them. */
const PIECE_MS = 8;

/** A search of one version of the board in one view. `version` changes when more of the talk could be searched. */
export type SearchedBoard = { version: string; of(body: Board): Board };

/**
 * Searches everything that was said in the calls on the board, and what they are called by, all of it as this view shows
 * it: what somebody may not see finds nothing.
 * @param seen the calls that this view has
 */
export async function searchBoard(
  search: Search,
  view: View,
  board: BoardState,
  seen: readonly BoardCall[],
): Promise<SearchedBoard> {
  const { talk } = earshot();
  const wholes = seen.flatMap(({ id }) => board.wholeOf(id) ?? []);
  await talk.prepare(view, wholes);
  let sinceMs = performance.now();
  for (const whole of wholes) {
    lookInto(search, talk.of(view, whole) ?? []);
    if (performance.now() - sinceMs < PIECE_MS) continue;
    await nextTurn();
    sinceMs = performance.now();
  }
  return {
    version: `.${talk.version(view)}`,
    of: (body) => foundIn(body, search, view, board),
  };
}

function foundIn({ data, meta }: Board, search: Search, view: View, board: BoardState): Board {
  const { talk } = earshot();
  const calls: BoardCall[] = [];
  const hits: NonNullable<Board["data"]["hits"]> = [];
  const searched = { said: view.lines, notRead: 0, notReady: 0, startsCut: 0 };
  for (const call of data.calls) {
    const whole = board.wholeOf(call.id);
    const said = whole === null ? null : talk.of(view, whole);
    if (view.lines) {
      if (whole === null || !whole.isRead) searched.notRead += 1;
      else if (said === null) searched.notReady += 1;
      else if (whole.omittedMessages > 0) searched.startsCut += 1;
    }
    const hit = hitOf(search, call, said ?? []);
    if (hit === null) continue;
    calls.push(call);
    hits.push(hit);
  }
  return { data: { ...data, calls, hits }, meta: { ...meta, search: searched } };
}
