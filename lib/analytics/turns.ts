import { RequestError } from "@/lib/wire/request-error";

/** Of one asker so many may wait for their turn; of everybody so many. */
const MOST_WAITING = 6;
const MOST_OF_ALL = 40;
const RETRY_MS = 5_000;
/** So many are worked at: each holds the calls that it counts, some hundred bytes a call. */
const MOST_AT_ONCE = 3;

/** Work that takes the database a while: one at a time for each asker, and the same for all who ask it meanwhile. */
export function createTurns() {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, { last: Promise<unknown>; count: number }>();
  const next: (() => void)[] = [];
  let free = MOST_AT_ONCE;

  /** In the order in which their askers' turns came. */
  async function whenFree<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((begin) => next.push(begin));
    try {
      return await work();
    } finally {
      const begin = next.shift();
      if (begin === undefined) free += 1;
      else begin();
    }
  }

  /**
   * @param asked.key of what is asked; whoever asks the same meanwhile gets the same
   * @param asked.isEverybody nobody is told from anybody else
   * @throws RequestError too_many_attempts
   */
  function take<T>(asked: { asker: string; key: string; isEverybody?: boolean }, work: () => Promise<T>): Promise<T> {
    const { asker, key, isEverybody = false } = asked;
    const same = running.get(key);
    if (same !== undefined) return same as Promise<T>;
    const queue = waiting.get(asker) ?? { last: Promise.resolve(), count: 0 };
    if (queue.count >= (isEverybody ? MOST_OF_ALL : MOST_WAITING)) {
      const message = "You have asked for many statistics at once. Wait until one of them is there.";
      return Promise.reject(new RequestError("too_many_attempts", { message, retryAfterMs: RETRY_MS }));
    }
    const done = queue.last
      .then(() => whenFree(work))
      .finally(() => {
        running.delete(key);
        queue.count -= 1;
        if (queue.count === 0) waiting.delete(asker);
      });
    queue.last = done.catch(() => undefined);
    queue.count += 1;
    waiting.set(asker, queue);
    running.set(key, done);
    return done;
  }

  return { take };
}
