import type { Changes, Topic } from "@/lib/database/changes";
import { monotonicMs } from "@/lib/wire/monotonic";

/** What the database said of who may do and see what is believed for this long at most. */
export const REMEMBERED_MS = 2_000;
/** More than this many answers of a kind are not remembered; those that were proven first go. */
const MOST_REMEMBERED = 5_000;

/** The answer to one question, as it is remembered or read. */
export type Recall<T> = (
  /** what was asked; a secret stands in it as its hash only */
  key: string,
  read: () => Promise<T>,
  /** judges the copy each time: false asks the database; also whether it is worth remembering at all */
  holds: (value: T) => boolean,
) => Promise<T>;

/** What was read lately about who may do and see what. */
export type Memory = {
  /** @param topics what changes these answers */
  of<T>(topics: readonly Topic[]): Recall<T>;
};

/** Remembers nothing. */
export const NO_MEMORY: Memory = { of: () => (_, read) => read() };

type Known<T> = { value: T; askedMs: number };

/**
 * Remembers while every change is sure to be heard. A change that is heard ends what is remembered and what is being
 * read: an answer that began before it is not kept, and nobody who asks after it gets that answer.
 * @param clockMs a clock that nobody sets and that counts a machine's sleep
 */
export function createMemory(changes: Changes, clockMs: () => number = monotonicMs): Memory {
  function of<T>(topics: readonly Topic[]): Recall<T> {
    const known = new Map<string, Known<T>>();
    const underWay = new Map<string, { answer: Promise<T>; askedMs: number }>();

    changes.subscribe((topic) => {
      if (topic !== null && !topics.includes(topic)) return;
      known.clear();
      underWay.clear();
    });

    function keep(key: string, value: Known<T>): void {
      // The order of a Map is the order in which they were proven.
      known.delete(key);
      if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? "");
      known.set(key, value);
    }

    function ask(key: string, read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
      const askedMs = clockMs();
      const asking = { askedMs, answer: read() };
      underWay.set(key, asking);
      const isCurrent = () => underWay.get(key) === asking;
      asking.answer.then(
        (value) => {
          if (isCurrent() && changes.areHeard() && holds(value)) keep(key, { value, askedMs });
          if (isCurrent()) underWay.delete(key);
        },
        () => {
          if (isCurrent()) underWay.delete(key);
        },
      );
      return asking.answer;
    }

    return (key, read, holds) => {
      if (!changes.areHeard()) return read();
      const oldestMs = clockMs() - REMEMBERED_MS;
      const copy = known.get(key);
      if (copy !== undefined && copy.askedMs > oldestMs && holds(copy.value)) return Promise.resolve(copy.value);
      const asking = underWay.get(key);
      return asking !== undefined && asking.askedMs > oldestMs ? asking.answer : ask(key, read, holds);
    };
  }

  return { of };
}
