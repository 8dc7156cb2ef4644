import { describe, expect, test } from "vitest";
import { contrast, tokensOf } from "@/e2e/support/contrast";

const GROUNDS = ["background", "surface", "warning-wash", "critical-wash"];
const INKS = ["text", "muted", "quiet", "sky", "amber", "green", "red", "orange"];

test("the arithmetic is right: black on white is 21, mid grey on white as published", () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
  // #777777 is oklch(0.5693 0 0) and 4.48:1 on white.
  expect(contrast([0.5693, 0, 0], [1, 0, 0])).toBeCloseTo(4.48, 1);
});

describe.each([
  ["light", ".wall {"],
  ["dark", ':root[data-theme="dark"] .wall'],
])("the %s wall", (_theme, selector) => {
  const colour = tokensOf("components/walls/wall.css", selector);

  test.each(INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)))(
    "%s on %s is read across a room: 7:1",
    (ink, ground) => {
      expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(7);
    },
  );

  test("so is the alarm's own text", () => {
    expect(contrast(colour("on-fill"), colour("critical-fill"))).toBeGreaterThanOrEqual(7);
  });

  test("edges that mean something stand out from the wall: 3:1", () => {
    const edges = ["line-strong", "warning-edge", "critical-edge"].map((edge) =>
      contrast(colour(edge), colour("background")),
    );
    expect(Math.min(...edges)).toBeGreaterThanOrEqual(3);
  });
});
