import { placeAmong } from "./load";
import { valuesBy } from "./parts";
import type { Window } from "./window";

/** Peak, and milliseconds of calls, of a bucket. */
export type Level = { peak: number; levelMs: number };

/**
 * The most calls at once and their mean, of buckets that follow each other. A call goes on from its start on and before its
 * end; what begins and ends in one moment does not go on at all. A step a window and a bucket.
 */
export function* levelsOf(
  buckets: readonly { startMs: number; endMs: number }[],
  windows: readonly Window[],
): Generator<undefined, Level[]> {
  const bucketAt = placeAmong(buckets.map(({ startMs }) => startMs));
  function* momentsBy(name: "sinceMs" | "untilMs") {
    // What was before the first bucket is a part of its own, the first one.
    const parts = new Map<Window, Int32Array>();
    for (const window of windows) {
      const own = new Int32Array(window.count).fill(-1);
      for (let call = 0; call < own.length; call += 1) {
        const [sinceMs, untilMs] = [window.sinceMs[call] ?? 0, window.untilMs[call] ?? 0];
        if (untilMs > sinceMs) own[call] = bucketAt(name === "sinceMs" ? sinceMs : untilMs) + 1;
      }
      parts.set(window, own);
      yield;
    }
    return yield* valuesBy(
      windows,
      buckets.length + 1,
      (window) => parts.get(window) ?? NO_PARTS,
      (window) => window[name],
    );
  }
  const [begunBefore = NO_MOMENTS, ...begun] = yield* momentsBy("sinceMs");
  const [endedBefore = NO_MOMENTS, ...ended] = yield* momentsBy("untilMs");
  let before = begunBefore.length - endedBefore.length;
  const levels: Level[] = [];
  for (const [place, bucket] of buckets.entries()) {
    const [starts, ends] = [begun[place] ?? NO_MOMENTS, ended[place] ?? NO_MOMENTS];
    levels.push(levelOf(bucket, before, starts.sort(), ends.sort()));
    before += starts.length - ends.length;
    yield;
  }
  return levels;
}

const NO_MOMENTS = new Float64Array();
const NO_PARTS = new Int32Array();

/** @param starts and ends in order */
function levelOf(
  { startMs, endMs }: { startMs: number; endMs: number },
  before: number,
  starts: Float64Array,
  ends: Float64Array,
): Level {
  let [level, peak, levelMs, atMs] = [before, 0, 0, startMs];
  let [start, end] = [0, 0];
  while (atMs < endMs) {
    for (; (starts[start] ?? endMs) <= atMs; start += 1) level += 1;
    for (; (ends[end] ?? endMs) <= atMs; end += 1) level -= 1;
    const nextMs = Math.min(starts[start] ?? endMs, ends[end] ?? endMs, endMs);
    peak = Math.max(peak, level);
    levelMs += level * (nextMs - atMs);
    atMs = nextMs;
  }
  return { peak, levelMs };
}
