import type { Virtualizer } from "@tanstack/react-virtual";

/** What scrolls the transcript: its own box on a wide screen, the whole page on a small one (transcript-view.tsx). */
export type Scroller = HTMLElement;
type List = Virtualizer<Scroller, HTMLDivElement>;

/** The one of the two that scrolls right now, as the style sheet has it. */
export function scrollerOf(log: HTMLElement): Scroller {
  const { overflowY } = getComputedStyle(log);
  return overflowY === "auto" || overflowY === "scroll" ? log : document.documentElement;
}

/** A page's scrolling and its size are told by the window. */
const tellsOf = (scroller: Scroller): HTMLElement | Window =>
  scroller === document.documentElement ? window : scroller;

/** Listens to every scroll. @returns its undoing */
export function onScrollOf(scroller: Scroller, listener: () => void): () => void {
  const target = tellsOf(scroller);
  target.addEventListener("scroll", listener, { passive: true });
  return () => target.removeEventListener("scroll", listener);
}

/** Listens to changes of the visible part's size, and tells it at once. @returns its undoing */
export function onSizeOf(scroller: Scroller, listener: () => void): () => void {
  if (scroller === document.documentElement) {
    window.addEventListener("resize", listener);
    listener();
    return () => window.removeEventListener("resize", listener);
  }
  const resized = new ResizeObserver(listener);
  resized.observe(scroller);
  listener();
  return () => resized.disconnect();
}

/** For the virtualiser, which knows elements and windows, but no page that is an element. */
export const observeRect = (
  { scrollElement: scroller }: List,
  tell: (rect: { width: number; height: number }) => void,
) =>
  scroller === null
    ? undefined
    : onSizeOf(scroller, () => tell({ width: scroller.clientWidth, height: scroller.clientHeight }));

const SCROLLED_MS = 150;

/** As the virtualiser's own: each scroll at once, and once more when it has come to rest. */
export function observeOffset({ scrollElement: scroller }: List, tell: (offset: number, isScrolling: boolean) => void) {
  if (scroller === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onScrollOf(scroller, () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(scroller.scrollTop, false), SCROLLED_MS);
    tell(scroller.scrollTop, true);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
