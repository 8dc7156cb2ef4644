import { describe, expect, test } from "vitest";
import { contrast, tokensOf } from "@/e2e/support/contrast";

const CSS = "app/globals.css";
const THEMES = [
  ["light", tokensOf(CSS, ":root {")],
  ["dark", tokensOf(CSS, ':root[data-theme="dark"] {', ":root {")],
] as const;

/** What a page, a card and what lies on a card are filled with. */
const GROUNDS = ["background", "surface", "raised"];
/** What words are written in: each may stand on each ground. */
const INKS = ["text", "muted", "faint", "quiet", "sky", "amber", "green", "red", "orange", "warning", "critical"];
/** Words on a fill of their own. */
const ON_FILLS = [
  ["on-action", "action"],
  ["on-critical", "critical"],
  ["text", "warning-wash"],
  ["text", "critical-wash"],
  ["muted", "warning-wash"],
  ["muted", "critical-wash"],
  ["warning", "warning-wash"],
  ["critical", "critical-wash"],
] as const;
/** Shapes that say something: status icons, edges of severity, roles on ribbon and line, the focus, borders of fields. */
const SHAPES = [
  ...["quiet", "sky", "amber", "green", "red", "orange", "warning", "critical"],
  ...["agent", "caller", "focus", "line-strong", "action"],
];

describe.each(THEMES)("in the %s theme", (_theme, colour) => {
  test.each(INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)))(
    "%s on %s can be read: 4.5:1",
    (ink, ground) => expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5),
  );

  test.each(ON_FILLS)("%s on %s can be read: 4.5:1", (ink, ground) => {
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPES.flatMap((shape) => GROUNDS.map((ground) => [shape, ground] as const)))(
    "a shape in %s on %s can be seen: 3:1",
    (shape, ground) => expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3),
  );

  test("the two sides of a talk are told apart without their hue, by lightness", () => {
    expect(contrast(colour("agent"), colour("caller"))).toBeGreaterThanOrEqual(1.15);
  });
});
