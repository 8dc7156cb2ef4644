import { expect, test } from "vitest";
import { forEachAtOnce } from "./gather";

const left = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

test("once one of them fails the others are let go, and none is begun any more", async () => {
  const begun: number[] = [];
  const away = new Error("The call service is away.");
  const work = async (item: number, signal: AbortSignal) => {
    begun.push(item);
    if (item === 2) throw away;
    await left(signal);
  };
  await expect(forEachAtOnce([1, 2, 3, 4, 5], work, new AbortController().signal)).rejects.toBe(away);
  expect(begun).toEqual([1, 2, 3]);
});

test("whoever asked for them and leaves takes them along", async () => {
  const leaving = new AbortController();
  const all = forEachAtOnce([1, 2, 3, 4], (_, signal) => left(signal), leaving.signal);
  const gone = new Error("Stopping.");
  leaving.abort(gone);
  await expect(all).rejects.toBe(gone);
  const late = forEachAtOnce([1], async (_, signal) => signal.throwIfAborted(), leaving.signal);
  await expect(late).rejects.toBe(gone);
});

test("each is done once, so many at a time", async () => {
  const done: number[] = [];
  let [running, most] = [0, 0];
  await forEachAtOnce(
    Array.from({ length: 20 }, (_, place) => place),
    async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(item);
    },
    new AbortController().signal,
    4,
  );
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, place) => place));
  expect(most).toBe(4);
});

test("so many that listen at once are no leak that Node warns of", async () => {
  const warned: Error[] = [];
  const listen = (warning: Error) => warned.push(warning);
  process.on("warning", listen);
  const leaving = new AbortController();
  const all = forEachAtOnce(
    Array.from({ length: 30 }, (_, place) => place),
    (_, signal) => left(signal),
    leaving.signal,
    30,
  );
  leaving.abort(new Error("Stopping."));
  await expect(all).rejects.toThrow("Stopping.");
  // Node says it a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listen);
  expect(warned).toEqual([]);
});
