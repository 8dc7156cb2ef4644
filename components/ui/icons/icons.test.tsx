import * as lucide from "lucide-react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import * as icons from "./index";

type Attributes = Record<string, string>;

/** The path that draws what this element of an SVG draws. */
function pathOf(tag: string, shape: Attributes): string {
  const of = (name: string) => Number(shape[name] ?? 0);
  switch (tag) {
    case "path":
      return (shape.d ?? "").replace(/^m/, "M");
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

/** The library's own drawing, as one path. */
function theirs(name: string): string {
  const Drawing = library.get(name) as lucide.LucideIcon;
  const html = renderToStaticMarkup(<Drawing />);
  const shapes = [...html.matchAll(/<(?!svg)(\w+) ([^>]*)>/g)];
  return shapes
    .map(([, tag = "", attributes = ""]) =>
      pathOf(
        tag,
        Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
      ),
    )
    .join("");
}

it.each(Object.entries(icons))("%s is the library's drawing of that name, as one path", (name, Drawn) => {
  const d = / d="([^"]*)"/.exec(renderToStaticMarkup(<Drawn />))?.[1];
  expect(d).toBe(theirs(name));
});

it("an icon takes its place's class and stays silent to screen readers", () => {
  const html = renderToStaticMarkup(<icons.Search className="size-4" />);
  expect(html).toContain('aria-hidden="true"');
  expect(html).toContain('class="size-4"');
});
