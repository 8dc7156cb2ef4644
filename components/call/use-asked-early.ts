"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Lines, TranscriptHandle } from "./transcript-list";

/** What the keys and the ribbon ask of the list before it is there is done once it is: the last of it. */
export function useAskedEarly(handle: Lines["handle"], log: RefObject<HTMLDivElement | null>, isThere: boolean) {
  const asked = useRef<((list: TranscriptHandle) => void) | null>(null);
  useLayoutEffect(() => {
    if (!isThere) {
      handle.current = {
        toEnd: () => {
          asked.current = (list) => list.toEnd();
        },
        toStart: () => {
          asked.current = (list) => list.toStart();
        },
        toRow: (index) => {
          asked.current = (list) => list.toRow(index);
        },
        focus: () => log.current?.focus({ preventScroll: true }),
      };
      return;
    }
    if (handle.current !== null) asked.current?.(handle.current);
    asked.current = null;
  }, [handle, log, isThere]);
}
