"use client";

import { useCallback, useEffect, useRef, useState } from "react";
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
  const lastSeen = useRef(new Map<string, BoardCall>());
  const lastTouchMs = useRef(0);

  const next = nextOrder(order, calls, { sort, view, held });
  if (next !== order) setOrder(next);

  // The last that was seen of each call that has a place: one that left can keep it while the board is held.
  useEffect(() => {
    const seen = lastSeen.current;
    for (const call of calls) seen.set(call.id, call);
    const placed = new Set(next.ids);
    for (const id of seen.keys()) if (!placed.has(id)) seen.delete(id);
  }, [calls, next]);

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

  const now = new Map(calls.map((call) => [call.id, call]));
  const items = next.ids.flatMap((id): BoardItem[] => {
    const call = now.get(id);
    if (call) return [{ call, gone: false }];
    const last = lastSeen.current.get(id);
    return last ? [{ call: last, gone: true }] : [];
  });
  return { items, waiting: next.waiting, touch, release };
}
