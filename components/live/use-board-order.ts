"use client";

import { type FocusEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BoardCall } from "@/lib/calls/board";
import type { BoardSort } from "./board-order";
import { type BoardSlots, nextSlots } from "./board-slots";

/** A pointer or key at work holds the board this long; a pointer left lying on it holds no more than its card. */
const HOLD_MS = 6000;

/** A place on the board. `call` null: that of a call that left, which no other has taken yet. */
export type BoardItem = { place: number; call: BoardCall | null; gone: boolean };

/** The card an event happened on. */
export const callIdOf = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>("[data-call-id]")?.dataset.callId ?? null) : null;

/**
 * The calls in their places. `atBoard` goes on the list: pointer and keys at work hold every card, the one under the
 * pointer and the one with the focus stay as long as they are. `sortNow` places everything anew at once.
 * @param calls those that the filter lets through, which have places, and all there are: one that is held and passes no
 * more is shown as it is now
 */
export function useBoardOrder(
  calls: { passing: readonly BoardCall[]; all: readonly BoardCall[] },
  sort: BoardSort,
  view: string,
) {
  const [slots, setSlots] = useState<BoardSlots | null>(null);
  const [asked, setAsked] = useState(0);
  const { held, pinned, atBoard } = useAtBoard();
  const before = useRef<Known>({ now: new Map(), left: new Map() });
  const { passing, all } = calls;
  const now = useMemo(() => new Map(all.map((call) => [call.id, call])), [all]);

  const next = useMemo(
    () =>
      nextSlots(slots, passing, { sort, view: `${asked} ${view}`, held, pinned }, passing === all ? now : undefined),
    [slots, passing, all, now, sort, asked, view, held, pinned],
  );
  if (next !== slots) setSlots(next);

  const { places } = next;
  const items = useMemo(
    () =>
      places.map((id, place): BoardItem => {
        const call = id === null ? undefined : now.get(id);
        const last = id === null ? undefined : (call ?? lastOf(before.current, id));
        return { place, call: last ?? null, gone: call === undefined };
      }),
    [places, now],
  );

  // What was seen last of each call that has left: it can keep its place while somebody is at the board.
  useEffect(() => {
    before.current = { now, left: leftOf(items) };
  }, [now, items]);

  const sortNow = useCallback(() => setAsked((count) => count + 1), []);
  return { items, arrived: next.arrived, waiting: next.waiting, atBoard, sortNow };
}

/** Whether somebody is at work on the board, and which cards are under the pointer and have the focus. */
function useAtBoard() {
  const [held, setHeld] = useState(false);
  const [hovered, setHovered] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const lastTouchMs = useRef(0);

  useEffect(() => {
    if (!held) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (delayMs: number) => {
      timer = setTimeout(() => {
        const leftMs = HOLD_MS - (performance.now() - lastTouchMs.current);
        if (leftMs > 0) wait(leftMs);
        else setHeld(false);
      }, delayMs);
    };
    wait(HOLD_MS);
    return () => clearTimeout(timer);
  }, [held]);

  const atBoard = useMemo(() => {
    const touch = () => {
      lastTouchMs.current = performance.now();
      setHeld(true);
    };
    return {
      onPointerMove: (event: PointerEvent) => {
        touch();
        setHovered(callIdOf(event.target));
      },
      onPointerLeave: () => setHovered(null),
      onKeyDownCapture: touch,
      onFocusCapture: (event: FocusEvent) => setFocused(callIdOf(event.target)),
      onBlurCapture: () => setFocused(null),
    };
  }, []);
  const pinned = useMemo(() => new Set([hovered, focused].filter((id) => id !== null)), [hovered, focused]);
  return { held, pinned, atBoard };
}

/** The calls of the poll before, and the last of those that had left by then and still had a place. */
type Known = { now: ReadonlyMap<string, BoardCall>; left: ReadonlyMap<string, BoardCall> };

const lastOf = ({ now, left }: Known, id: string) => now.get(id) ?? left.get(id);

function leftOf(items: readonly BoardItem[]): Known["left"] {
  const left = new Map<string, BoardCall>();
  for (const { call, gone } of items) if (gone && call !== null) left.set(call.id, call);
  return left;
}
