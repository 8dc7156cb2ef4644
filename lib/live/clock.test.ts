import { expect, test } from "vitest";
import { createSkew } from "./clock";

const NOW = Date.UTC(2026, 0, 5, 12);

test.each([
  ["clocks that agree, within what whole seconds and the network hide", [0, -900, 700, -400], 0],
  ["a clock an hour ahead", [3_600_000, 3_599_500, 3_600_200], 3_600_000],
  ["a clock behind", [-40_000, -40_600, -39_900], -40_000],
  ["one answer that was long under way among many", [0, -20_000, 100, -300, 0], 0],
])("%s", (_name, aheadMs, expected) => {
  const skew = createSkew();
  for (const ms of aheadMs) skew.add(NOW + ms - 500, NOW);
  expect(Math.abs(skew.ms() - expected)).toBeLessThan(1_000);
});

test("a clock that is set right again is followed", () => {
  const skew = createSkew();
  for (let i = 0; i < 30; i += 1) skew.add(NOW + 60_000, NOW);
  expect(skew.ms()).toBeGreaterThan(50_000);
  for (let i = 0; i < 30; i += 1) skew.add(NOW, NOW);
  expect(skew.ms()).toBe(0);
});
