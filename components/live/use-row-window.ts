"use client";

import { type RefObject, useEffect, useState } from "react";
import { type RowWindow, rowWindow } from "./row-window";

/** Columns a CSS grid has right now; 1 for anything else. */
export function gridColumns(list: Element): number {
  const columns = getComputedStyle(list).gridTemplateColumns;
  return columns === "none" ? 1 : columns.split(" ").length;
}

/**
 * Keeps the part of a long list that is on the screen, following scroll and size. `rowRem`: height of a row with its gap.
 * Renders only when the part changes.
 */
export function useRowWindow(ref: RefObject<HTMLElement | null>, items: number, rowRem: number): RowWindow {
  const [shown, setShown] = useState(() => rowWindow({ items, columns: 1, rowPx: 0, topPx: 0, screenPx: 0 }));
  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    const look = () => {
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const next = rowWindow({
        items,
        columns: gridColumns(list),
        rowPx: rowRem * remPx,
        topPx: list.getBoundingClientRect().top,
        screenPx: window.innerHeight,
      });
      setShown((known) =>
        known.from === next.from && known.to === next.to && known.belowPx === next.belowPx ? known : next,
      );
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(list);
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      resized.disconnect();
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [ref, items, rowRem]);
  // A list that just shrank must not wait for the next look to be whole.
  return shown.to > items ? rowWindow({ items, columns: 1, rowPx: 0, topPx: 0, screenPx: 0 }) : shown;
}
