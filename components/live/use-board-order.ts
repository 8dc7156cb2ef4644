"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BoardCall } from "@/lib/calls/board";
import { type BoardOrder, type BoardSort, nextOrder } from "./board-order";

/** A pointer or key at work holds the board this long; a pointer left lying on it does not hold it for ever. */
const HOLD_MS = 6000;

export type BoardItem = { call: BoardCall; gone: boolean };

/**
 * The calls in the order of their places. `touch` says the reader is busy with the board: nothing moves for a while.
 * `release` lets waiting moves happen at once.
 */
export function useBoardOrder(calls: readonly BoardCall[], sort: BoardSort, view: string) {
  const [order, setOrder] = useState<BoardOrder | null>(null);
  const [held, setHeld] = useState(false);
  const before = useRef<Known>({ now: new Map(), left: new Map() });
  const lastTouchMs = useRef(0);
  const now = useMemo(() => new Map(calls.map((call) => [call.id, call])), [calls]);

  const next = nextOrder(order, calls, { sort, view, held });
  if (next !== order) setOrder(next);

  // What was seen last of each call that has left: it can keep its place while the board is held.
  useEffect(() => {
    before.current = { now, left: leftOf(before.current, now, next.ids) };
  }, [now, next]);

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

  const touch = useCallback(() => {
    lastTouchMs.current = performance.now();
    setHeld(true);
  }, []);
  const release = useCallback(() => setHeld(false), []);

  const items: BoardItem[] = [];
  for (const id of next.ids) {
    const call = now.get(id);
    const last = call ?? lastOf(before.current, id);
    if (last !== undefined) items.push({ call: last, gone: call === undefined });
  }
  return { items, waiting: next.waiting, touch, release };
}

/** The calls of the poll before, and the last of those that had left by then and still had a place. */
type Known = { now: ReadonlyMap<string, BoardCall>; left: ReadonlyMap<string, BoardCall> };

const lastOf = ({ now, left }: Known, id: string) => now.get(id) ?? left.get(id);

function leftOf(before: Known, now: Known["now"], placed: readonly string[]): Known["left"] {
  const left = new Map<string, BoardCall>();
  for (const id of placed) {
    const last = now.has(id) ? undefined : lastOf(before, id);
    if (last !== undefined) left.set(id, last);
  }
  return left;
}
