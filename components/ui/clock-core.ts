/**
 * One clock for a whole page. It runs on the server's time and a monotonic counter, so a wrong or jumping clock of the
 * viewer's machine changes nothing. Ticks fall on whole seconds and every watcher sees the same instant.
 */

type Watcher = (nowMs: number) => void;

export type ClockParts = {
  /** milliseconds that only ever grow: performance.now */
  monotonicMs: () => number;
  /** calls back when the element comes into view or leaves it; returns its undoing */
  observe: (element: Element, visible: (isVisible: boolean) => void) => () => void;
  setTimer: (callback: () => void, delayMs: number) => unknown;
  clearTimer: (timer: unknown) => void;
};

/** Wobble of the network below this is not worth a stuttering second. */
const SETTLED_WITHIN_MS = 250;
/** What is out of sight is written this often, for readers who do not look: every so many ticks. */
const OUT_OF_SIGHT_TICKS = 15;
/** Timers fire a little late; a little later still is never a little early. */
const PAST_THE_SECOND_MS = 10;

export class PageClock {
  #offsetMs: number;
  #frozenAtMs: number | null = null;
  #timer: unknown = null;
  #ticks = 0;
  readonly #watched = new Map<Element, Watcher>();
  readonly #visible = new Map<Element, Watcher>();
  readonly #listeners = new Set<Watcher>();

  constructor(
    private readonly parts: ClockParts,
    startMs: number,
  ) {
    this.#offsetMs = startMs - parts.monotonicMs();
  }

  /** The server's time, milliseconds since the epoch; stands still while frozen. */
  nowMs(): number {
    return this.#frozenAtMs ?? this.parts.monotonicMs() + this.#offsetMs;
  }

  /** `offsetMs`: the server's clock minus this page's performance.now() at the same moment. */
  setOffset(offsetMs: number) {
    if (!Number.isFinite(offsetMs) || Math.abs(offsetMs - this.#offsetMs) < SETTLED_WITHIN_MS) return;
    this.#offsetMs = offsetMs;
    this.#schedule();
  }

  /** A frozen clock shows what was known when it stopped, and so no moment before an answer that is shown. */
  noEarlierThan(serverMs: number) {
    if (this.#frozenAtMs === null || serverMs <= this.#frozenAtMs) return;
    this.#frozenAtMs = serverMs;
    this.tick();
  }

  /** Stops every timer on the page; letting go jumps to now. */
  freeze(frozen: boolean) {
    if (frozen === (this.#frozenAtMs !== null)) return;
    this.#frozenAtMs = frozen ? this.nowMs() : null;
    if (!frozen) this.tick();
    this.#schedule();
  }

  /**
   * Runs `watcher` at once, each second while `element` can be seen, and now and then while it cannot: a screen reader,
   * a copy and a print see all of a page.
   */
  watch(element: Element, watcher: Watcher): () => void {
    this.#watched.set(element, watcher);
    watcher(this.nowMs());
    const unobserve = this.parts.observe(element, (isVisible) => {
      if (isVisible) {
        this.#visible.set(element, watcher);
        watcher(this.nowMs());
      } else this.#visible.delete(element);
      this.#schedule();
    });
    return () => {
      unobserve();
      this.#watched.delete(element);
      this.#visible.delete(element);
      this.#schedule();
    };
  }

  /** Runs an element's watcher now: for when what it computes has changed. */
  refresh(element: Element) {
    this.#watched.get(element)?.(this.nowMs());
  }

  /** Every element's watcher, seen or not, now: before the whole page is printed or copied. */
  refreshAll() {
    for (const watcher of this.#watched.values()) watcher(this.nowMs());
  }

  /** Runs `listener` each second, seen or not. Returns its undoing. */
  onTick(listener: Watcher): () => void {
    this.#listeners.add(listener);
    this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      this.#schedule();
    };
  }

  /** Everybody who watches, now. */
  tick() {
    // The whole second this tick stands for, so that no timer shows a second twice or skips one.
    const nowMs = this.#frozenAtMs ?? Math.floor(this.nowMs() / 1000) * 1000;
    this.#ticks += 1;
    const everybody = this.#ticks % OUT_OF_SIGHT_TICKS === 0;
    for (const watcher of (everybody ? this.#watched : this.#visible).values()) watcher(nowMs);
    for (const listener of this.#listeners) listener(nowMs);
  }

  #schedule() {
    const needed = this.#frozenAtMs === null && this.#visible.size + this.#listeners.size > 0;
    if (!needed) {
      if (this.#timer !== null) this.parts.clearTimer(this.#timer);
      this.#timer = null;
    } else if (this.#timer === null) {
      const delayMs = 1000 - (this.nowMs() % 1000) + PAST_THE_SECOND_MS;
      this.#timer = this.parts.setTimer(() => {
        this.#timer = null;
        this.tick();
        this.#schedule();
      }, delayMs);
    }
  }
}

/** Watches many elements with one IntersectionObserver, a little beyond the screen's edge. */
function sharedObserver(): ClockParts["observe"] {
  const callbacks = new Map<Element, (isVisible: boolean) => void>();
  let observer: IntersectionObserver | null = null;
  return (element, visible) => {
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const entry of entries) callbacks.get(entry.target)?.(entry.isIntersecting);
      },
      { rootMargin: "120px" },
    );
    callbacks.set(element, visible);
    observer.observe(element);
    return () => {
      callbacks.delete(element);
      observer?.unobserve(element);
    };
  };
}

function pageClock(): PageClock {
  const clock = new PageClock(
    {
      monotonicMs: () => (typeof window === "undefined" ? Date.now() : performance.now()),
      observe: sharedObserver(),
      setTimer: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    },
    Date.now(),
  );
  if (typeof document !== "undefined") {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") clock.tick();
    });
    window.addEventListener("beforeprint", () => clock.refreshAll());
    document.addEventListener("copy", () => clock.refreshAll(), true);
  }
  return clock;
}

/** On the server each render asks the machine; in the browser the page's own clock runs until an answer corrects it. */
export const clock = pageClock();

/** Never frozen: data ages while the page is paused, too. */
export const ageClock = pageClock();
