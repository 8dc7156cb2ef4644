import { expect, test } from "vitest";
import { createMonotonicClock } from "./monotonic";

const at = (steps: { monotonicMs: number; wallMs: number }[]) => {
  const left = [...steps];
  const clock = createMonotonicClock(() => left.shift() ?? { monotonicMs: Number.NaN, wallMs: Number.NaN });
  return steps.slice(1).map(() => clock());
};

test("ages run with the monotonic clock", () => {
  expect(
    at([
      { monotonicMs: 0, wallMs: 1_000_000 },
      { monotonicMs: 1_000, wallMs: 1_001_000 },
      { monotonicMs: 2_500, wallMs: 1_002_500 },
    ]),
  ).toEqual([1_000, 2_500]);
});

test("an hour of sleep counts, once", () => {
  const hour = 3_600_000;
  expect(
    at([
      { monotonicMs: 0, wallMs: 0 },
      { monotonicMs: 1_000, wallMs: 1_000 },
      { monotonicMs: 2_000, wallMs: 2_000 + hour },
      { monotonicMs: 3_000, wallMs: 3_000 + hour },
    ]),
  ).toEqual([1_000, 2_000 + hour, 3_000 + hour]);
});

test("a wall clock set back, or corrected by a second, moves nothing", () => {
  expect(
    at([
      { monotonicMs: 0, wallMs: 10_000_000 },
      { monotonicMs: 1_000, wallMs: 2_801_000 },
      { monotonicMs: 2_000, wallMs: 2_803_000 },
    ]),
  ).toEqual([1_000, 2_000]);
});
