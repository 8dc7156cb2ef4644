import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Colour = [lightness: number, chroma: number, hue: number];

const css = readFileSync(new URL("./wall.css", import.meta.url), "utf8");

/** The colour tokens of the first rule whose selector starts with `selector`. */
function tokens(selector: string): Record<string, Colour> {
  const rule = css.slice(css.indexOf(selector));
  const body = rule.slice(rule.indexOf("{") + 1, rule.indexOf("}"));
  const found = body.matchAll(/--([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return Object.fromEntries([...found].map(([, name, l, c, h]) => [name, [Number(l), Number(c), Number(h)]]));
}

/** Linear sRGB of an OKLCH colour, clipped to what a screen shows (Björn Ottosson's matrices). */
function linear([lightness, chroma, hue]: Colour): number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value)));
}

const luminance = ([red = 0, green = 0, blue = 0]: number[]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

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
  const wall = tokens(selector);
  const colour = (name: string): Colour => {
    const found = wall[name];
    if (!found) throw new Error(`no --${name} in ${selector}`);
    return found;
  };

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
    const edges = ["line-strong", "warning-edge"].map((edge) => contrast(colour(edge), colour("background")));
    expect(Math.min(...edges)).toBeGreaterThanOrEqual(3);
  });
});
