"use client";

import { useSyncExternalStore } from "react";
import { freezeClock } from "@/components/ui/clock";

/**
 * One pause for every live thing of the page: queries read it (`enabled: !paused`) and the clock stands still with it.
 * Letting go jumps to now, because nothing was kept back.
 */
let paused = false;
const listeners = new Set<() => void>();

export function setPaused(next: boolean) {
  if (next === paused) return;
  paused = next;
  freezeClock(next);
  for (const listener of listeners) listener();
}

export const isPaused = () => paused;
export const togglePause = () => setPaused(!paused);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the page is frozen, and how to freeze it or let it go. */
export function usePause(): { paused: boolean; setPaused: (paused: boolean) => void; togglePause: () => void } {
  const value = useSyncExternalStore(
    subscribe,
    () => paused,
    () => false,
  );
  return { paused: value, setPaused, togglePause };
}
