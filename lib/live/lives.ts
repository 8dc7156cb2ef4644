import type { AttentionSettings } from "@/lib/calls/attention";
import { type CallLife, lifeAfter, newLife } from "./call-life";
import type { Input } from "./call-steps";
import type { Clock } from "./clock";

/** Calls that nobody looks at any more, beyond those on the board. */
const MAX_HELD = 400;
const LONGEST_HELD_MS = 15 * 60_000;
const FORGET_EVERY_MS = 60_000;

/** An input as it is told here: the moment is added. */
type News = Input extends infer One ? (One extends Input ? Omit<One, "atMs"> : never) : never;

export type Lives = {
  get(id: string): CallLife | undefined;
  all(): CallLife[];
  /** Those on the board, and those of them that are about to leave it. */
  onBoard(): CallLife[];
  leaving(): CallLife[];
  isOnBoard(id: string): boolean;
  /** The life of this call, begun when there is none; counts as a use. */
  of(id: string): CallLife;
  /** Something has happened to a call, of which something or nothing was known; counts as a use. @throws Error when details of another call were read */
  tell(id: string, news: News): CallLife;
  stop(): void;
};

/**
 * What is known of calls, by id. What nobody used for longest is let go first, and what nobody used for a quarter of an
 * hour at the latest; what is in use never. It lets go by itself: nobody may come to look again.
 * @param parts.onChange told after each change of a life
 */
export function createLives(parts: {
  clock: Clock;
  attention: AttentionSettings;
  isInUse: (life: CallLife) => boolean;
  onChange: (before: CallLife, after: CallLife) => void;
}): Lives {
  const { clock, attention, isInUse, onChange } = parts;
  const held = new Map<string, { life: CallLife; usedAtMs: number }>();
  const boardIds = new Set<string>();
  const leavingIds = new Set<string>();
  let cancelNext: (() => void) | null = null;
  let newSince = 0;

  function forget(): void {
    newSince = 0;
    const nowMs = clock.nowMs();
    const unused = [...held].filter(([, { life }]) => !life.pace.isReading && !isInUse(life));
    let excess = unused.length - MAX_HELD;
    for (const [id, { usedAtMs }] of unused) {
      if (excess <= 0 && nowMs - usedAtMs < LONGEST_HELD_MS) return;
      held.delete(id);
      boardIds.delete(id);
      leavingIds.delete(id);
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

  function added(id: string): CallLife {
    newSince += 1;
    if (newSince > MAX_HELD) forget();
    forgetLater();
    return newLife(id, clock.nowMs());
  }

  function of(id: string): CallLife {
    const life = held.get(id)?.life ?? added(id);
    // Re-inserting keeps the map in order of last use.
    held.delete(id);
    held.set(id, { life, usedAtMs: clock.nowMs() });
    return life;
  }

  const keepIn = (set: Set<string>, id: string, isIn: boolean) => (isIn ? set.add(id) : set.delete(id));
  const livesOf = (ids: Set<string>) => [...ids].flatMap((id) => held.get(id)?.life ?? []);

  return {
    get: (id) => held.get(id)?.life,
    all: () => [...held.values()].map(({ life }) => life),
    onBoard: () => livesOf(boardIds),
    leaving: () => livesOf(leavingIds),
    isOnBoard: (id) => boardIds.has(id),
    of,
    tell(id, news) {
      const before = of(id);
      const after = lifeAfter(before, { ...news, atMs: clock.nowMs() }, attention);
      if (after === before) return before;
      held.set(id, { life: after, usedAtMs: clock.nowMs() });
      const { listing } = after;
      keepIn(boardIds, id, listing?.isOnBoard === true);
      keepIn(leavingIds, id, listing?.isOnBoard === true && listing.leftListAtMs !== null);
      onChange(before, after);
      return after;
    },
    stop: () => cancelNext?.(),
  };
}
