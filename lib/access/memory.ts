import type { Changes, Topic } from "@/lib/database/changes";
import { monotonicMs } from "@/lib/wire/monotonic";

/** What the database said of who may do and see what is believed for this long at most. */
export const REMEMBERED_MS = 2_000;
/** More than this many answers of a kind are not remembered; those that were kept first go. */
const MOST_REMEMBERED = 5_000;
/** So often what is being asked is proven anew, all of it in one question: whoever polls finds it proven. */
const RENEW_MS = 1_500;
/** After a change sooner, but not at each of many. */
const RENEW_AFTER_CHANGE_MS = 250;
/** Below this many, each asks for itself when it comes. */
const FEWEST_RENEWED = 3;
/** What nobody asked for this long is let go. */
const IN_USE_MS = 5_000;

/** The answer to one question, as it is remembered or read. */
export type Recall<T> = (
  /** what was asked; a secret stands in it as its hash only */
  key: string,
  read: () => Promise<T>,
  /** judges the copy each time: false asks the database; also whether it is worth remembering at all */
  holds: (value: T) => boolean,
) => Promise<T>;

/** Answers to many such questions, in one; what is not in it is not so any more. */
type ReadAll<T> = (keys: string[]) => Promise<ReadonlyMap<string, T>>;

/** What was read lately about who may do and see what. */
export type Memory = {
  /** @param topics what changes these answers @param readAll where many people ask again and again */
  of<T>(topics: readonly Topic[], readAll?: ReadAll<T>): Recall<T>;
};

/** Remembers nothing. */
export const NO_MEMORY: Memory = { of: () => (_, read) => read() };

type Parts = {
  /** a clock that nobody sets and that counts a machine's sleep */
  nowMs: () => number;
  after: (delayMs: number, task: () => void) => void;
};
const SYSTEM: Parts = { nowMs: monotonicMs, after: (delayMs, task) => void setTimeout(task, delayMs).unref() };

/** `askedMs`: when its proof was asked for; null: changed since. */
type Known<T> = { value: T; askedMs: number | null; usedMs: number };

/**
 * Remembers while every change is sure to be heard. A change that is heard ends what is remembered and what is being
 * read: an answer that began before it is not kept, and nobody who asks after it gets that answer.
 */
export function createMemory(changes: Changes, { nowMs, after }: Parts = SYSTEM): Memory {
  return { of: <T>(topics: readonly Topic[], readAll?: ReadAll<T>) => remembered({ topics, readAll }) };

  function remembered<T>({
    topics,
    readAll,
  }: {
    topics: readonly Topic[];
    readAll: ReadAll<T> | undefined;
  }): Recall<T> {
    const known = new Map<string, Known<T>>();
    const underWay = new Map<string, { answer: Promise<T>; askedMs: number }>();
    let changesHeard = 0;
    const renewing = renewal();

    changes.subscribe((topic) => {
      if (topic !== null && !topics.includes(topic)) return;
      changesHeard += 1;
      underWay.clear();
      for (const copy of known.values()) copy.askedMs = null;
      if (known.size >= FEWEST_RENEWED) renewing.within(RENEW_AFTER_CHANGE_MS);
    });

    function keep(key: string, value: T, askedMs: number): void {
      known.delete(key);
      if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? "");
      known.set(key, { value, askedMs, usedMs: nowMs() });
      renewing.within(RENEW_MS);
    }

    function ask(key: string, read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
      const asking = { askedMs: nowMs(), answer: read() };
      underWay.set(key, asking);
      const isCurrent = () => underWay.get(key) === asking;
      asking.answer.then(
        (value) => {
          if (!isCurrent()) return;
          underWay.delete(key);
          if (!holds(value)) known.delete(key);
          else if (changes.areHeard()) keep(key, value, asking.askedMs);
        },
        () => {
          if (isCurrent()) underWay.delete(key);
        },
      );
      return asking.answer;
    }

    /** Lets go of what is not used, and has the rest proven anew where that is worth a question. */
    async function renew(): Promise<void> {
      const askedMs = nowMs();
      for (const [key, { usedMs }] of known) if (usedMs < askedMs - IN_USE_MS) known.delete(key);
      if (readAll === undefined || known.size < FEWEST_RENEWED || !changes.areHeard()) return;
      const before = changesHeard;
      const keys = [...known.keys()];
      const proven = await readAll(keys);
      if (changesHeard !== before || !changes.areHeard()) return;
      for (const key of keys) {
        const copy = known.get(key);
        const value = proven.get(key);
        if (copy === undefined || (copy.askedMs ?? 0) > askedMs) continue;
        if (value === undefined) known.delete(key);
        else Object.assign(copy, { value, askedMs });
      }
    }

    /** One renewal at a time, at the earliest moment that was wished for. */
    function renewal() {
      let dueMs = Number.POSITIVE_INFINITY;
      let isRenewing = false;
      function within(delayMs: number): void {
        const wantedMs = nowMs() + delayMs;
        if (wantedMs >= dueMs) return;
        dueMs = wantedMs;
        after(delayMs, () => {
          // Another one was wished for sooner.
          if (dueMs !== wantedMs) return;
          dueMs = Number.POSITIVE_INFINITY;
          if (isRenewing) return;
          isRenewing = true;
          // A failure is told to whoever asks next.
          renew()
            .catch(() => undefined)
            .finally(() => {
              isRenewing = false;
              if (known.size > 0) within(RENEW_MS);
            });
        });
      }
      return { within };
    }

    return (key, read, holds) => {
      if (!changes.areHeard()) return read();
      const atMs = nowMs();
      const oldestMs = atMs - REMEMBERED_MS;
      const copy = known.get(key);
      if (copy !== undefined) {
        copy.usedMs = atMs;
        if (copy.askedMs !== null && copy.askedMs > oldestMs && holds(copy.value)) return Promise.resolve(copy.value);
      }
      const asking = underWay.get(key);
      return asking !== undefined && asking.askedMs > oldestMs ? asking.answer : ask(key, read, holds);
    };
  }
}
