import type { VirtualItem } from "@tanstack/react-virtual";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { marginOf } from "./follow-scroller";
import { estimateRowPx } from "./row-height";
import { type Scroller, scrollerOf } from "./scroller";

/** Above the first line and below the last. */
export const PADDING_PX = 12;

/** What the plain first view was like: the list takes over from exactly there. */
export type FirstView = {
  width: number;
  height: number;
  marginPx: number;
  /** how far above the end the reader is; or below the beginning, where the transcript opens there */
  from: { endPx: number } | { startPx: number };
  heights: ReadonlyMap<string, number>;
  /** another box scrolls than before: the reader goes on where they were */
  isResumed?: boolean;
};

/** What the first view is like, as it stands in the document. `fromStart`: it opens at its beginning. */
export function firstViewOf(log: HTMLElement, fromStart: boolean): FirstView & { scroller: Scroller } {
  const heights = new Map<string, number>();
  for (const element of log.querySelectorAll<HTMLElement>("[data-key]")) {
    heights.set(element.dataset.key ?? "", element.getBoundingClientRect().height);
  }
  const scroller = scrollerOf(log);
  const list = log.querySelector<HTMLElement>("[data-first-lines]") ?? log;
  const { clientWidth: width, clientHeight: height, scrollTop } = scroller;
  const isReversed = scroller === log && !fromStart;
  // In a reversed column the end is 0 and the way up is negative.
  const endPx = isReversed ? Math.abs(scrollTop) : scrollTop <= 0 ? 0 : scroller.scrollHeight - height - scrollTop;
  const leadPx = log.querySelector<HTMLElement>("[data-lead]")?.offsetHeight ?? 0;
  return {
    scroller,
    heights,
    width,
    height,
    marginPx: isReversed ? leadPx : marginOf(scroller, list),
    from: fromStart ? { startPx: scrollTop } : { endPx },
  };
}

/** Rows that were drawn before keep their true heights, so that taking over moves nothing. */
export function initialLayout(
  rows: readonly TranscriptRow[],
  view: FirstView,
): { offset: number; measured: VirtualItem[] } {
  const measured: VirtualItem[] = [];
  let start = view.marginPx + PADDING_PX;
  rows.forEach((row, index) => {
    const known = view.heights.get(row.key);
    const size = known ?? estimateRowPx(row, view.width);
    if (known !== undefined) measured.push({ key: row.key, index, start, end: start + size, size, lane: 0 });
    start += size;
  });
  const { from } = view;
  const offset = "startPx" in from ? from.startPx : Math.max(0, start + PADDING_PX - view.height - from.endPx);
  return { offset, measured };
}
