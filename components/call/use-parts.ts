"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { CallPart } from "./call-tabs";
import type { ReadingPosition } from "./reading-position";
import type { TranscriptHandle } from "./transcript-list";

/** As wide as this both parts stand side by side. */
const WIDE = "(min-width: 64rem)";

/** Where the reader was: the page's scroll, and the first line on the screen with where it stood there, in pixels. */
type Left = { topPx: number; following: boolean; row: number | null; rowTopPx: number };

const rowElement = (row: number | null): Element | null =>
  row === null ? null : document.querySelector(`[role=listitem][data-index="${row}"]`);

/**
 * Which part of the call a small screen shows. Both share the page's scroll, so the place in the transcript is kept while
 * somebody looks at the other part.
 */
export function useParts(first: CallPart, handle: RefObject<TranscriptHandle | null>, reading: ReadingPosition) {
  const [part, setPart] = useState(first);
  const left = useRef<Left | null>(null);
  useEffect(() => {
    const wide = window.matchMedia(WIDE);
    const look = () => wide.matches && setPart(first);
    wide.addEventListener("change", look);
    return () => wide.removeEventListener("change", look);
  }, [first]);
  useLayoutEffect(() => {
    const page = document.documentElement;
    if (part === "about") {
      page.scrollTop = 0;
      return;
    }
    const before = left.current;
    left.current = null;
    if (before === null) return;
    if (before.following) handle.current?.toEnd();
    else {
      reading.letGo();
      page.scrollTop = before.topPx;
      // What stands above the line may have changed meanwhile, and the line itself is drawn only once it is near the screen.
      const settle = () => {
        const row = rowElement(before.row);
        if (row !== null) page.scrollTop += row.getBoundingClientRect().top - before.rowTopPx;
      };
      settle();
      const frame = requestAnimationFrame(settle);
      return () => cancelAnimationFrame(frame);
    }
  }, [part, handle, reading]);
  const choose = (next: CallPart) => {
    if (next === "about" && part === "transcript") {
      const { following, first: row } = reading.get();
      const seen = rowElement(row)?.getBoundingClientRect().top;
      const topPx = document.documentElement.scrollTop;
      left.current = { topPx, following, row: seen === undefined ? null : row, rowTopPx: seen ?? 0 };
    }
    setPart(next);
  };
  return { part, choose };
}
