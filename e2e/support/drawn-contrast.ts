import type { Page } from "@playwright/test";

/** What is drawn: how many words and shapes were measured, and those of too little contrast. */
type Measured = { texts: number; shapes: number; faint: string[] };

/**
 * Measures what is drawn, colours as the browser mixed them: words against 4.5 (or what is asked for), shapes and
 * edges of severity against 3.
 */
export const measure = (page: Page, leastOfText: number): Promise<Measured> =>
  page.evaluate((least) => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("There is nothing to mix colours on.");
    const known = new Map<string, Colour>();
    const colourOf = (css: string): Colour => {
      const held = known.get(css);
      if (held) return held;
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      const colour: Colour = [red, green, blue, alpha / 255];
      known.set(css, colour);
      return colour;
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mixed = [0, 1, 2].map((part) => (top[part] ?? 0) * top[3] + (below[part] ?? 0) * (1 - top[3]));
      return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1];
    };
    const lineage = (element: Element): Element[] => {
      const all: Element[] = [];
      for (let part: Element | null = element; part; part = part.parentElement) all.push(part);
      return all;
    };
    /** What lies behind an element, from the page's own ground upwards. */
    const groundOf = (element: Element): Colour =>
      lineage(element)
        .reverse()
        .reduce<Colour>(
          (below, part) => over(colourOf(getComputedStyle(part).backgroundColor), below),
          [255, 255, 255, 1],
        );
    const seenThrough = (element: Element) =>
      lineage(element).reduce((share, part) => share * Number(getComputedStyle(part).opacity), 1);
    const luminance = (colour: Colour) => {
      const [red = 0, green = 0, blue = 0] = colour
        .slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (css: string, element: Element, ground = groundOf(element), own = 1): number => {
      const [red, green, blue, alpha] = colourOf(css);
      const drawn = over([red, green, blue, alpha * own * seenThrough(element)], ground);
      const [light = 0, dark = 0] = [luminance(drawn), luminance(ground)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    };
    const isDrawn = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    const faint: string[] = [];
    const judge = (ratio: number, wanted: number, what: string) => {
      if (ratio < wanted) faint.push(`${ratio.toFixed(2)} < ${wanted}: ${what}`);
    };
    let [texts, shapes] = [0, 0];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? "";
      if (!element || words === "" || !isDrawn(element) || element.closest("script, style, .sr-only, :disabled"))
        continue;
      texts += 1;
      judge(
        contrast(getComputedStyle(element).color, element),
        least,
        `“${words.slice(0, 40)}” in ${element.className}`,
      );
    }
    // The veil over what is out of view makes others quieter, and lines of a scale lie behind what is measured on it.
    const NO_SHAPE = "defs, [data-out-of-view], [data-scale], .recharts-cartesian-grid, .recharts-cartesian-axis";
    const DRAWN = "path, line, rect, circle, polyline, polygon";
    for (const shape of document.querySelectorAll(`svg :is(${DRAWN})`)) {
      const svg = shape.closest("svg");
      if (!svg || !isDrawn(svg) || svg.closest(":disabled, .sr-only") || shape.closest(NO_SHAPE)) continue;
      const { fill, stroke, fillOpacity, strokeOpacity } = getComputedStyle(shape);
      // A pattern is seen by its lines.
      const lines = /^url\("?#(.+?)"?\)/.exec(fill)?.[1];
      const pattern = lines === undefined ? null : document.getElementById(lines)?.querySelector("path");
      const filled = pattern ? getComputedStyle(pattern).stroke : lines === undefined ? fill : "none";
      const inks = [
        [filled, Number(fillOpacity)],
        [stroke, Number(strokeOpacity)],
      ] as const;
      const ratios = inks
        .filter(([ink, own]) => ink !== "none" && own > 0 && colourOf(ink)[3] > 0)
        .map(([ink, own]) => contrast(ink, shape, groundOf(svg), own));
      if (ratios.length === 0) continue;
      shapes += 1;
      judge(Math.max(...ratios), 3, `${shape.tagName} ${shape.getAttribute("class")} of ${svg.getAttribute("class")}`);
    }
    for (const edged of document.querySelectorAll("article[data-severity], .wall-alarm-card, tr[data-severity]")) {
      if (!isDrawn(edged)) continue;
      const { borderTopWidth, borderTopColor } = getComputedStyle(edged);
      if (Number.parseFloat(borderTopWidth) === 0) continue;
      shapes += 1;
      const around = groundOf(edged.parentElement ?? document.body);
      judge(contrast(borderTopColor, edged, around), 3, `edge of ${edged.className}`);
    }
    return { texts, shapes, faint: [...new Set(faint)] };
  }, leastOfText);
