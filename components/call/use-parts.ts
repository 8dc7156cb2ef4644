"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { CallPart } from "./call-tabs";
import type { ReadingPosition } from "./reading-position";
import type { TranscriptHandle } from "./transcript-list";

/** As wide as this both parts stand side by side. */
const WIDE = "(min-width: 64rem)";

/**
 * Which part of the call a small screen shows. Both share the page's scroll, so the place in the transcript is kept while
 * somebody looks at the other part.
 */
export function useParts(first: CallPart, handle: RefObject<TranscriptHandle | null>, reading: ReadingPosition) {
  const [part, setPart] = useState(first);
  const left = useRef<{ topPx: number; following: boolean } | null>(null);
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
    }
  }, [part, handle, reading]);
  const choose = (next: CallPart) => {
    if (next === "about" && part === "transcript") {
      left.current = { topPx: document.documentElement.scrollTop, following: reading.get().following };
    }
    setPart(next);
  };
  return { part, choose };
}
