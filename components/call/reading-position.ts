import type { TranscriptRow } from "@/lib/calls/transcript";
import { AT_END_PX, advanceLastRead, NEAR_END_PX } from "./follow";

export type Reading = {
  /** rows on screen, from and to; null until the list is laid out */
  first: number | null;
  last: number | null;
  /** the reader is at the end and goes along with it */
  following: boolean;
  /** nothing lies below what is on screen */
  atEnd: boolean;
  /** the lowest row the reader has had on screen */
  lastReadKey: string | null;
};

/**
 * Where the reader is in the transcript. Kept outside React: scrolling changes it many times a second, and only the
 * ribbon's window and the jump button care.
 */
export class ReadingPosition {
  #reading: Reading = { first: null, last: null, following: true, atEnd: true, lastReadKey: null };
  #top = 0;
  #fromEnd = 0;
  readonly #listeners = new Set<() => void>();

  readonly get = (): Reading => this.#reading;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Nothing lies above what is on screen. */
  readonly isAtTop = (): boolean => this.#top < 1;

  /** The page was opened at its end: what stands there is not new, wherever the reader goes. */
  opened(rows: readonly TranscriptRow[]) {
    this.#set({ lastReadKey: rows.at(-1)?.key ?? null });
  }

  /** Rows `first` to `last` are on screen. */
  show(rows: readonly TranscriptRow[], first: number, last: number) {
    const lastReadKey = advanceLastRead(rows, this.#reading.lastReadKey, last);
    this.#set({ first, last, lastReadKey });
  }

  /**
   * The scroller stands at `top`, `fromEnd` pixels above its end. Any way up lets go of the end, the last bit of a way
   * down takes hold of it again. A line that comes, grows or goes moves only one of the two, and is no way of the reader's.
   */
  scrolled(top: number, fromEnd: number) {
    const wentUp = top < this.#top - 0.5 && fromEnd > this.#fromEnd;
    const wentDown = top > this.#top + 0.5 && fromEnd < this.#fromEnd;
    const wasAtTop = this.isAtTop();
    this.#top = top;
    this.#fromEnd = fromEnd;
    if (wasAtTop && !this.isAtTop()) for (const listener of this.#listeners) listener();
    this.#set({ atEnd: fromEnd <= AT_END_PX });
    if (fromEnd <= AT_END_PX || (wentDown && fromEnd <= NEAR_END_PX)) this.#set({ following: true });
    else if (wentUp) this.#set({ following: false });
  }

  /** The reader chose a line (find, ribbon): the end is let go of until they are there again. */
  letGo() {
    this.#set({ following: false });
  }

  follow() {
    this.#set({ following: true });
  }

  #set(change: Partial<Reading>) {
    const next = { ...this.#reading, ...change };
    const same = (Object.keys(next) as (keyof Reading)[]).every((key) => next[key] === this.#reading[key]);
    if (same) return;
    this.#reading = next;
    for (const listener of this.#listeners) listener();
  }
}
