"use client";

import { useRef } from "react";
import type { BoardListProps } from "./board-cards";
import { CallRow } from "./call-row";
import { useBoardKeys } from "./use-board-keys";
import { useRowWindow } from "./use-row-window";

const ROW_REM = 2.75;
const HEADS = [
  "Status",
  "Time",
  "Call with",
  "Agent",
  "Attention",
  "Who spoke when",
  "Last line",
  "Lines",
  "In room",
  "Answers in",
  "Campaign",
];

/** Its line is drawn as a shadow, because a collapsed border stays behind when the head sticks. */
const HEAD =
  "bg-surface [box-shadow:inset_0_-1px_var(--line)] @min-[87rem]:sticky @min-[87rem]:top-[6.25rem] @min-[87rem]:z-[5]";

/** The board as a table: the same facts as the cards, denser. */
export function BoardTable({ items, peekId, onPeek, atBoard }: BoardListProps) {
  const ref = useRef<HTMLTableSectionElement>(null);
  const { from, to, abovePx, belowPx } = useRowWindow(ref, items.length, ROW_REM);
  const { selectedId, handlers } = useBoardKeys({
    ref,
    ids: items.map(({ call }) => call?.id ?? null),
    rowRem: ROW_REM,
    peekId,
    onPeek,
  });
  return (
    <div className="@container">
      {/* Where every column fits, nothing scrolls sideways and the head can stay below the toolbar. */}
      <div className="relative overflow-x-auto rounded-xl border border-line bg-surface @min-[87rem]:overflow-x-visible">
        <table className="w-full min-w-[72rem] border-collapse text-left text-xs" aria-rowcount={items.length + 1}>
          <caption className="sr-only">
            Calls. Arrow keys move between calls, Enter opens a call, Space shows it over the board's edge.
          </caption>
          <thead>
            <tr className="h-9 text-muted">
              {HEADS.map((head) => (
                <th
                  key={head}
                  scope="col"
                  className={`${HEAD} whitespace-nowrap px-2 font-medium first:rounded-tl-xl first:pl-3`}
                >
                  {head}
                </th>
              ))}
              <th
                scope="col"
                className={`${HEAD} sticky right-0 w-10 rounded-tr-xl @max-[87rem]:[box-shadow:inset_0_-1px_var(--line),-10px_0_8px_-8px_var(--line)]`}
              >
                <span className="sr-only">Peek</span>
              </th>
            </tr>
          </thead>
          <tbody ref={ref} {...handlers} {...atBoard}>
            <Spacer heightPx={abovePx} />
            {items
              .slice(from, to)
              .map(({ place, call, gone }) =>
                call === null ? (
                  <EmptyRow key={`empty ${place}`} />
                ) : (
                  <CallRow
                    key={call.id}
                    call={call}
                    gone={gone}
                    place={place + 2}
                    tabbable={call.id === selectedId}
                    peeked={call.id === peekId}
                  />
                ),
              )}
            <Spacer heightPx={belowPx} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** A call stood here: the others keep their places, and the next call that comes takes this one. */
function EmptyRow() {
  return (
    <tr aria-hidden data-empty-place className="h-11 border-line border-b bg-raised/40">
      <td colSpan={HEADS.length + 1} />
    </tr>
  );
}

function Spacer({ heightPx }: { heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={HEADS.length + 1} style={{ height: heightPx }} />
    </tr>
  );
}
