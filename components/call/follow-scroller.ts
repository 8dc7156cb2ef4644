import type { Virtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import type { ReadingPosition } from "./reading-position";
import { onScrollOf, onSizeOf, type Scroller } from "./scroller";

type List = Virtualizer<Scroller, HTMLDivElement>;

/** Tells the reading position of every scroll, and keeps the reader's place when the scroller itself changes its size. */
export function followScroller(scroller: Scroller, reading: ReadingPosition, virtual: List, width: RefObject<number>) {
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    reading.scrolled(scrollTop, scrollHeight - clientHeight - scrollTop);
  };
  onScroll();
  const stopSizes = onSizeOf(scroller, () => {
    const { following, first } = reading.get();
    if (scroller.clientWidth !== width.current) {
      width.current = scroller.clientWidth;
      measureAgain(virtual);
      if (!following && first !== null && scroller.scrollTop > 0) virtual.scrollToIndex(first, { align: "start" });
    }
    if (following) virtual.scrollToEnd();
  });
  const stopScrolls = onScrollOf(scroller, onScroll);
  return () => {
    stopSizes();
    stopScrolls();
  };
}

/** Every height known so far was of another width: those on screen are measured at once, the others when they come. */
function measureAgain(virtual: List) {
  virtual.measure();
  for (const element of virtual.elementsCache.values()) virtual.measureElement(element);
}

/**
 * Keeps the line that is read where it is while what stands above the lines changes its height: the end of the call, its
 * summary, a note. Only whoever stands at the very top, where something stands already, reads that itself.
 * @param onMargin told how far below the beginning of what scrolls the lines begin, pixels
 * @returns its undoing
 */
export function keepBelow(
  scroller: Scroller,
  { lead, list, onMargin }: { lead: HTMLElement; list: HTMLElement; onMargin: (marginPx: number) => void },
): () => void {
  const isPage = scroller === document.documentElement;
  /** As if nothing had been scrolled. */
  const placePx = () =>
    list.getBoundingClientRect().top + scroller.scrollTop + (isPage ? 0 : document.documentElement.scrollTop);
  let before = { placePx: placePx(), leadPx: lead.offsetHeight };
  const look = () => {
    const now = { placePx: placePx(), leadPx: lead.offsetHeight };
    const movedPx = now.placePx - before.placePx;
    const isReadingIt = before.leadPx > 0 && scroller.scrollTop <= 0;
    if (Math.abs(movedPx) >= 0.5 && !isReadingIt) scroller.scrollTop += movedPx;
    before = now;
    onMargin(marginOf(scroller, list));
  };
  const resized = new ResizeObserver(look);
  resized.observe(lead);
  resized.observe(isPage ? document.body : scroller);
  // The browser's own anchoring would do part of it a second time.
  const { overflowAnchor } = scroller.style;
  scroller.style.overflowAnchor = "none";
  return () => {
    resized.disconnect();
    scroller.style.overflowAnchor = overflowAnchor;
  };
}

/** How far below the beginning of what scrolls the lines begin, pixels. */
export function marginOf(scroller: Scroller, list: HTMLElement): number {
  const topPx = scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top;
  return list.getBoundingClientRect().top + scroller.scrollTop - topPx;
}
