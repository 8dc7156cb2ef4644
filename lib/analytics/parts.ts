import type { Window } from "./window";

/** Which of some parts a call belongs to; -1: none of them. */
export type PartOf = (window: Window, call: number) => number;

/**
 * A value of each call, put together by the parts that calls belong to. A step a window: between two others may have their turn.
 * @param valueIn NaN: nobody knows it
 */
export function* valuesBy(
  windows: readonly Window[],
  parts: number,
  partOf: PartOf,
  valueIn: (window: Window, call: number) => number,
): Generator<undefined, Float64Array[]> {
  const counts = new Uint32Array(parts);
  for (const window of windows) {
    for (let call = 0; call < window.count; call += 1) {
      const part = partOf(window, call);
      if (part !== -1 && !Number.isNaN(valueIn(window, call))) counts[part] = (counts[part] ?? 0) + 1;
    }
    yield;
  }
  const values = Array.from(counts, (count) => new Float64Array(count));
  counts.fill(0);
  for (const window of windows) {
    for (let call = 0; call < window.count; call += 1) {
      const part = partOf(window, call);
      const own = values[part];
      const value = valueIn(window, call);
      if (own === undefined || Number.isNaN(value)) continue;
      const place = counts[part] ?? 0;
      own[place] = value;
      counts[part] = place + 1;
    }
    yield;
  }
  return values;
}
