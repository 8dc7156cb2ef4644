"use client";

import { useRef } from "react";
import { CallCard } from "./call-card";
import { useBoardKeys } from "./use-board-keys";
import type { BoardItem } from "./use-board-order";
import { useRowWindow } from "./use-row-window";

export type BoardListProps = {
  items: readonly BoardItem[];
  peekId: string;
  onPeek: (id: string | null) => void;
  /** the reader is busy with the board */
  onTouch: () => void;
};

const CARD_REM = 10.5;
const GAP_REM = 0.75;

/** The board as cards. Only the rows on the screen are in the page once there are many. */
export function BoardCards({ items, peekId, onPeek, onTouch }: BoardListProps) {
  const ref = useRef<HTMLUListElement>(null);
  const { from, to, abovePx, belowPx } = useRowWindow(ref, items.length, CARD_REM + GAP_REM);
  const { selectedId, handlers } = useBoardKeys({
    ref,
    ids: items.map(({ call }) => call.id),
    rowRem: CARD_REM + GAP_REM,
    peekId,
    onPeek,
  });
  return (
    <>
      <p id="board-keys" className="sr-only">
        Arrow keys move between calls, Enter opens a call, Space shows it beside the board.
      </p>
      <ul
        ref={ref}
        aria-label="Calls"
        aria-describedby="board-keys"
        style={{ paddingTop: abovePx, paddingBottom: belowPx }}
        className="grid auto-rows-[10.5rem] grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] content-start gap-3"
        {...handlers}
        onPointerMove={onTouch}
        onKeyDown={(event) => {
          onTouch();
          handlers.onKeyDown(event);
        }}
      >
        {items.slice(from, to).map(({ call, gone }, index) => (
          <li
            key={call.id}
            data-call-id={call.id}
            aria-setsize={items.length}
            aria-posinset={from + index + 1}
            className="min-w-0 scroll-mt-32 scroll-mb-4"
          >
            <CallCard call={call} gone={gone} tabbable={call.id === selectedId} peeked={call.id === peekId} />
          </li>
        ))}
      </ul>
    </>
  );
}
