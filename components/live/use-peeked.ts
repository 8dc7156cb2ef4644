"use client";

import { useCallback, useState } from "react";
import type { BoardCall } from "@/lib/calls/board";

/**
 * The call in the drawer, as the board has it or as it was last seen there: what somebody reads does not vanish. Null: no
 * call of this id has been seen.
 */
export function usePeeked(id: string, calls: readonly BoardCall[]): { call: BoardCall; gone: boolean } | null {
  const [seen, setSeen] = useState<BoardCall | null>(null);
  const now = id === "" ? undefined : calls.find((call) => call.id === id);
  if (now && now !== seen) setSeen(now);
  if (now) return { call: now, gone: false };
  return seen !== null && seen.id === id ? { call: seen, gone: true } : null;
}

/** Closes the drawer; focus that was in it goes back to the call's card or row, or to the one that took its place. */
export function useClosePeek(id: string, onPeek: (id: string | null) => void): () => void {
  return useCallback(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest("aside")) {
      const own = document.querySelector<HTMLElement>(`[data-call-id="${CSS.escape(id)}"] [data-open-call]`);
      (own ?? document.querySelector<HTMLElement>("[data-open-call][tabindex='0']"))?.focus({ preventScroll: true });
    }
    onPeek(null);
  }, [id, onPeek]);
}
