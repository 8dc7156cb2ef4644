import { readFileSync } from "node:fs";

/** An OKLCH colour. */
type Colour = [lightness: number, chroma: number, hue: number];

const RULE = /--([\w-]+):\s*(?:oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)|var\(--([\w-]+)\))/g;

/**
 * The colour tokens of the first rule of a style sheet whose selector starts with `selector`; a token that stands for
 * another has its colour.
 * @param file below the repository's root
 * @param base selector of a rule whose tokens hold where the other says nothing
 * @returns gives a token's colour, and throws where there is none
 */
export function tokensOf(file: string, selector: string, base?: string): (name: string) => Colour {
  const css = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const tokensIn = (start: string) => {
    const rule = css.slice(css.indexOf(start));
    const body = rule.slice(rule.indexOf("{") + 1, rule.indexOf("}"));
    return [...body.matchAll(RULE)].map(([, name = "", ...value]) => [name, value] as const);
  };
  const found = new Map([...(base === undefined ? [] : tokensIn(base)), ...tokensIn(selector)]);
  return function colour(name): Colour {
    const [l, c, h, other] = found.get(name) ?? [];
    if (other !== undefined) return colour(other);
    if (l === undefined) throw new Error(`There is no --${name} in ${selector} of ${file}.`);
    return [Number(l), Number(c), Number(h)];
  };
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

/** The contrast of two opaque colours, 1 … 21 (WCAG 2). */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
