"use client";

import { useMemo, useRef } from "react";
import { CallCard } from "./call-card";
import { useBoardKeys } from "./use-board-keys";
import type { BoardItem, useBoardOrder } from "./use-board-order";
import { useRowWindow } from "./use-row-window";

export type BoardListProps = {
  items: readonly BoardItem[];
  peekId: string;
  onPeek: (id: string | null) => void;
  /** what tells that the reader is at the board */
  atBoard: ReturnType<typeof useBoardOrder>["atBoard"];
};

const CARD_REM = 11.5;
const GAP_REM = 0.75;

/** The board as cards. Only the rows on the screen are in the page once there are many. */
export function BoardCards({ items, peekId, onPeek, atBoard }: BoardListProps) {
  const ref = useRef<HTMLUListElement>(null);
  const { from, to, abovePx, belowPx } = useRowWindow(ref, items.length, CARD_REM + GAP_REM);
  const ids = useMemo(() => items.map(({ call }) => call?.id ?? null), [items]);
  const { selectedId, handlers } = useBoardKeys({
    ref,
    ids,
    rowRem: CARD_REM + GAP_REM,
    peekId,
    onPeek,
  });
  const empty = useMemo(() => ids.flatMap((id, place) => (id === null ? [place] : [])), [ids]);
  const calls = ids.length - empty.length;
  let position = from - empty.filter((place) => place < from).length;
  return (
    <>
      <p id="board-keys" className="sr-only">
        Arrow keys move between calls, Enter opens a call, Space shows it over the board's edge.
      </p>
      <ul
        ref={ref}
        aria-label="Calls"
        aria-describedby="board-keys"
        style={{ paddingTop: abovePx, paddingBottom: belowPx }}
        className="grid auto-rows-[11.5rem] grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] content-start gap-3 min-[160rem]:grid-cols-6"
        {...handlers}
        {...atBoard}
      >
        {items.slice(from, to).map(({ place, call, gone }) => {
          if (call === null) return <EmptyPlace key={`empty ${place}`} />;
          position += 1;
          return (
            <li
              key={call.id}
              data-call-id={call.id}
              aria-setsize={calls}
              aria-posinset={position}
              className="min-w-0 scroll-mt-32 scroll-mb-4"
            >
              <CallCard call={call} gone={gone} tabbable={call.id === selectedId} peeked={call.id === peekId} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** A call stood here: the others keep their places, and the next call that comes takes this one. */
function EmptyPlace() {
  return <li aria-hidden data-empty-place className="rounded-xl border border-line/60 border-dashed" />;
}
