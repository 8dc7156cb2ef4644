import type { Window } from "./window";

/** Of each call of a window, which of some parts it belongs to; -1: none of them. */
export type PartsOf = (window: Window) => Int32Array;

/**
 * A value of each call, put together by the parts that calls belong to. A step a window: between two others may have their turn.
 * @param valuesOf NaN: nobody knows it
 */
export function* valuesBy(
  windows: readonly Window[],
  parts: number,
  partsOf: PartsOf,
  valuesOf: (window: Window) => Float64Array,
): Generator<undefined, Float64Array[]> {
  const counts = new Uint32Array(parts);
  for (const window of windows) {
    const [own, all] = [partsOf(window), valuesOf(window)];
    for (let call = 0; call < own.length; call += 1) {
      const part = own[call] ?? -1;
      if (part !== -1 && !Number.isNaN(all[call])) counts[part] = (counts[part] ?? 0) + 1;
    }
    yield;
  }
  const values = Array.from(counts, (count) => new Float64Array(count));
  counts.fill(0);
  for (const window of windows) {
    const [own, all] = [partsOf(window), valuesOf(window)];
    for (let call = 0; call < own.length; call += 1) {
      const part = own[call] ?? -1;
      const value = all[call] ?? Number.NaN;
      const into = values[part];
      if (into === undefined || Number.isNaN(value)) continue;
      const place = counts[part] ?? 0;
      into[place] = value;
      counts[part] = place + 1;
    }
    yield;
  }
  return values;
}
