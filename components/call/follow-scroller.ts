import type { Virtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import type { ReadingPosition } from "./reading-position";

type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** Tells the reading position of every scroll, and keeps the reader's place when the scroller itself changes its size. */
export function followScroller(
  element: HTMLDivElement | null,
  reading: ReadingPosition,
  virtual: List,
  width: RefObject<number>,
) {
  if (!element) return;
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = element;
    reading.scrolled(scrollTop, scrollHeight - clientHeight - scrollTop);
  };
  const resized = new ResizeObserver(() => {
    const { following, first } = reading.get();
    if (element.clientWidth !== width.current) {
      width.current = element.clientWidth;
      measureAgain(virtual);
      if (!following && first !== null) virtual.scrollToIndex(first, { align: "start" });
    }
    if (following) virtual.scrollToEnd();
  });
  onScroll();
  resized.observe(element);
  element.addEventListener("scroll", onScroll, { passive: true });
  return () => {
    resized.disconnect();
    element.removeEventListener("scroll", onScroll);
  };
}

/** Every height known so far was of another width: those on screen are measured at once, the others when they come. */
function measureAgain(virtual: List) {
  virtual.measure();
  for (const element of virtual.elementsCache.values()) virtual.measureElement(element);
}
