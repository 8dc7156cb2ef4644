"use client";

import { useSyncExternalStore } from "react";

/** The palette or the list of keys: at most one lies over the page. */
export type Overlay = "palette" | "keys" | null;

let open: Overlay = null;
let opener: Element | null = null;
const listeners = new Set<() => void>();

/** Shows one, or none. What had the focus before gets it back: a dialog without a trigger of its own would lose it. */
export function showOverlay(next: Overlay) {
  if (open === null && next !== null) opener = document.activeElement;
  const isClosing = open !== null && next === null;
  open = next;
  for (const listener of listeners) listener();
  if (!isClosing) return;
  const back = opener;
  opener = null;
  // After the dialog has gone, and unless a page it led to is there instead.
  setTimeout(() => {
    if (back instanceof HTMLElement && back.isConnected && document.activeElement === document.body) back.focus();
  });
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
    () => null,
  );
}
