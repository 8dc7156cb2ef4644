import * as lucide from "lucide-react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import * as icons from "./index";

type Attributes = Record<string, string>;

/** A path's own first move is from the corner, and what follows it without a letter is relative; behind another path neither is. */
const RELATIVE_PAIRS = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)[\s,]*(?=[-.\d])/;

const NUMBER = "(-?(?:\\d+\\.?\\d*|\\.\\d+))[\\s,]*";
const ARC = new RegExp(`${NUMBER}${NUMBER}${NUMBER}([01])[\\s,]*([01])[\\s,]*${NUMBER}${NUMBER}`, "g");

/** Where a path has been, in units of the square: every end of every stroke. Told apart from how it is written. */
function placesOf(d: string): string[] {
  const places: string[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [, letter = "", rest = ""] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    // The two flags of an arc may stand against what follows them.
    const plain = letter.toLowerCase() === "a" ? rest.replace(ARC, "$1 $2 $3 $4 $5 $6 $7 ") : rest;
    const numbers = [...plain.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(([text]) => Number(text));
    const size = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 }[letter.toLowerCase()] ?? 0;
    const isRelative = letter === letter.toLowerCase();
    if (size === 0) [x, y] = [startX, startY];
    for (let at = 0; size > 0 && at < numbers.length; at += size) {
      const [endX, endY] = numbers.slice(at + size - 2, at + size) as [number, number];
      const kind = letter.toLowerCase();
      if (kind === "h") x = isRelative ? x + (numbers[at] ?? 0) : (numbers[at] ?? 0);
      else if (kind === "v") y = isRelative ? y + (numbers[at] ?? 0) : (numbers[at] ?? 0);
      else [x, y] = isRelative ? [x + endX, y + endY] : [endX, endY];
      if (kind === "m" && at === 0) [startX, startY] = [x, y];
      places.push(`${x.toFixed(2)} ${y.toFixed(2)}`);
    }
  }
  return places;
}

/** The path that draws what this element of an SVG draws. */
function pathOf(tag: string, shape: Attributes): string {
  const of = (name: string) => Number(shape[name] ?? 0);
  switch (tag) {
    case "path":
      return (shape.d ?? "").replace(RELATIVE_PAIRS, "M$1 $2l").replace(/^m/, "M");
    case "circle":
      return `M${of("cx") - of("r")} ${shape.cy}a${shape.r} ${shape.r} 0 1 0 ${2 * of("r")} 0a${shape.r} ${shape.r} 0 1 0 ${-2 * of("r")} 0`;
    case "line":
      return `M${shape.x1} ${shape.y1}L${shape.x2} ${shape.y2}`;
    case "polyline":
      return `M${shape.points}`;
    case "rect": {
      const r = of("rx");
      const [x, y, across, down] = [of("x"), of("y"), of("width") - 2 * r, of("height") - 2 * r];
      const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
      if (r === 0) return `M${x} ${y}h${across}v${down}h${-across}z`;
      return `M${x + r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
    }
    default:
      throw new Error(`Nobody has drawn a ${tag} as a path yet.`);
  }
}

const library = new Map<string, unknown>(Object.entries(lucide));

/** The library's own drawing, shape by shape. */
function theirs(name: string): string[] {
  const Drawing = library.get(name) as lucide.LucideIcon;
  const html = renderToStaticMarkup(<Drawing />);
  const shapes = [...html.matchAll(/<(?!svg)(\w+) ([^>]*)>/g)];
  return shapes.map(([, tag = "", attributes = ""]) =>
    pathOf(tag, Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))),
  );
}

it.each(Object.entries(icons))("%s is the library's drawing of that name, as one path", (name, Drawn) => {
  const d = / d="([^"]*)"/.exec(renderToStaticMarkup(<Drawn />))?.[1];
  expect(d).toBe(theirs(name).join(""));
});

it.each(Object.entries(icons))("%s goes where the library's shapes go one by one, and nowhere else", (name, Drawn) => {
  const d = / d="([^"]*)"/.exec(renderToStaticMarkup(<Drawn />))?.[1] ?? "";
  const Drawing = library.get(name) as lucide.LucideIcon;
  const paths = [...renderToStaticMarkup(<Drawing />).matchAll(/<path[^>]* d="([^"]*)"/g)].map(([, own = ""]) => own);
  const places = placesOf(d);
  for (const own of paths) expect(places.join()).toContain(placesOf(own).join());
  for (const place of places)
    for (const unit of place.split(" ")) expect(Math.abs(Number(unit) - 12), place).toBeLessThanOrEqual(12);
});

it("an icon takes its place's class and stays silent to screen readers", () => {
  const html = renderToStaticMarkup(<icons.Search className="size-4" />);
  expect(html).toContain('aria-hidden="true"');
  expect(html).toContain('class="size-4"');
});
