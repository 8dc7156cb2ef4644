import { type CallWatch, newWatch } from "./call-watch";
import type { Clock } from "./clock";

/** Calls that nobody looks at any more, beyond those on the board. */
const MAX_HELD = 400;
const LONGEST_HELD_MS = 15 * 60_000;

const FORGET_EVERY_MS = 60_000;

/**
 * What is known of calls, by id. What nobody used for longest is let go first, and what nobody used for a quarter of an
 * hour at the latest; what is in use never. It lets go by itself: nobody may come to look again.
 */
export function createWatches(clock: Clock, isInUse: (id: string) => boolean) {
  const held = new Map<string, { watch: CallWatch; usedAtMs: number }>();
  let cancelNext: (() => void) | null = null;
  let newSince = 0;

  function forget(): void {
    newSince = 0;
    const nowMs = clock.nowMs();
    const unused = [...held].filter(([id, { watch }]) => !watch.isReading && !isInUse(id));
    let excess = unused.length - MAX_HELD;
    for (const [id, { usedAtMs }] of unused) {
      if (excess <= 0 && nowMs - usedAtMs < LONGEST_HELD_MS) return;
      held.delete(id);
      excess -= 1;
    }
  }

  function forgetLater(): void {
    cancelNext ??= clock.after(FORGET_EVERY_MS, () => {
      cancelNext = null;
      forget();
      if (held.size > 0) forgetLater();
    });
  }

  function added(id: string): CallWatch {
    newSince += 1;
    if (newSince > MAX_HELD) forget();
    forgetLater();
    return newWatch(id, clock.nowMs());
  }

  return {
    get: (id: string) => held.get(id)?.watch,
    all: () => [...held.values()].map(({ watch }) => watch),
    /** The watch of this call, made when there is none; counts as a use. */
    of(id: string): CallWatch {
      const watch = held.get(id)?.watch ?? added(id);
      // Re-inserting keeps the map in order of last use.
      held.delete(id);
      held.set(id, { watch, usedAtMs: clock.nowMs() });
      return watch;
    },
    stop: () => cancelNext?.(),
  };
}
