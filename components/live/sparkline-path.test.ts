import { expect, test } from "vitest";
import { SPARK, sparklinePath } from "./sparkline-path";

test("a sparkline spans its whole width and stands on zero", () => {
  expect(sparklinePath([0, 5, 10])).toBe("M0.0 22.5L50.0 12.0L100.0 1.5");
});

test("a value nobody knows is a gap, not a zero", () => {
  expect(sparklinePath([4, null, 4, 4])).toBe("M0.0 1.5M66.7 1.5L100.0 1.5");
});

test("too little to draw draws nothing", () => {
  expect(sparklinePath([])).toBe("");
  expect(sparklinePath([3])).toBe("");
  expect(sparklinePath([null, 3])).toBe("");
});

test("a quiet floor is a line at the bottom, whatever its length", () => {
  expect(sparklinePath([0, 0])).toBe(`M0.0 ${SPARK.height - 1.5}L100.0 ${SPARK.height - 1.5}`);
});
