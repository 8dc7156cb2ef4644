import fc from "fast-check";
import { expect, test } from "vitest";
import { percentile } from "@/lib/calls/metrics";
import { quantilesOf } from "./quantiles";

const aValue = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
);

test("quantiles are those of the values in order, whatever order they came in", () => {
  fc.assert(
    fc.property(
      fc.array(aValue, { minLength: 1, maxLength: 300 }),
      fc.float({ min: 0, max: 1, noNaN: true }),
      (all, p) => {
        const found = quantilesOf(Float64Array.from(all), [0.5, 0.95, p]) ?? [];
        const wanted = [0.5, 0.95, p].map((fraction) => percentile(all, fraction) ?? Number.NaN);
        // Zero has a sign, which no order knows of.
        expect(found.map((value) => value + 0)).toEqual(wanted.map((value) => value + 0));
      },
    ),
    { numRuns: 500 },
  );
});

test("many values that are all the same, in order or backwards, take no longer than others", () => {
  const count = 200_000;
  const took = (valueAt: (place: number) => number) => {
    const values = Float64Array.from({ length: count }, (_, place) => valueAt(place));
    const startMs = performance.now();
    expect(quantilesOf(values, [0.5])).toEqual([percentile([...values], 0.5)]);
    return performance.now() - startMs;
  };
  for (const valueAt of [() => 1, (place: number) => place, (place: number) => -place, (place: number) => place % 2]) {
    // Squares of so many would be minutes.
    expect(took(valueAt)).toBeLessThan(5_000);
  }
});

test("of nothing there are none", () => {
  expect(quantilesOf(new Float64Array(), [0.5])).toBeNull();
});
