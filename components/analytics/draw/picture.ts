import type { Chart } from "../prepare/chart";

const SVG = "http://www.w3.org/2000/svg";
const SCALE = 2;
const PAD = 20;
const HEAD = 62;
const FOOT = 34;
/** What a drawing looks like by style sheets, which a picture does not have. */
const LOOKS = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity"],
  ...["stroke-linecap", "font-size", "font-weight", "text-anchor"],
];
const FONT = "Inter, system-ui, sans-serif";

/** A drawing without the page: every look written at its element. */
function standAlone(drawn: SVGElement): SVGElement {
  const copy = drawn.cloneNode(true) as SVGElement;
  const [from, to] = [
    [drawn, ...drawn.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  for (const [place, element] of from.entries()) {
    const style = getComputedStyle(element);
    for (const look of LOOKS) (to[place] as SVGElement | undefined)?.setAttribute(look, style.getPropertyValue(look));
    to[place]?.removeAttribute("style");
    to[place]?.removeAttribute("class");
  }
  return copy;
}

function made(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * A chart as a picture: its title, its range, what is drawn, and the legend, in the colours of the theme that is on.
 * Made in the browser, of what stands on the page. @throws Error where the browser makes none
 */
export async function pictureOf(card: HTMLElement, { title }: Pick<Chart, "title">, range: string): Promise<Blob> {
  const drawn = card.querySelector<SVGElement>("[data-drawn] svg");
  if (drawn === null) throw new Error("Nothing is drawn.");
  const { width, height } = drawn.getBoundingClientRect();
  const [wide, high] = [Math.ceil(width) + 2 * PAD, Math.ceil(height) + HEAD + FOOT];
  const { color: text, backgroundColor: ground } = getComputedStyle(card);
  const whole = made("svg", { xmlns: SVG, width: wide * SCALE, height: high * SCALE, viewBox: `0 0 ${wide} ${high}` });
  whole.append(made("rect", { width: wide, height: high, fill: ground }));
  whole.append(
    made("text", { x: PAD, y: 28, fill: text, "font-family": FONT, "font-size": 15, "font-weight": 600 }, title),
  );
  whole.append(made("text", { x: PAD, y: 47, fill: text, "font-family": FONT, "font-size": 12, opacity: 0.75 }, range));
  const inner = standAlone(drawn);
  for (const [key, value] of Object.entries({ x: PAD, y: HEAD, width, height, "font-family": FONT }))
    inner.setAttribute(key, String(value));
  whole.append(inner);
  const left = card.getBoundingClientRect().left;
  for (const item of card.querySelectorAll<HTMLElement>("[aria-label=Legend] li")) {
    const { left: at } = item.getBoundingClientRect();
    const swatch = item.querySelector("svg");
    const x = Math.max(PAD, at - left);
    const y = high - 20;
    if (swatch !== null) {
      const copy = standAlone(swatch);
      copy.setAttribute("x", String(x));
      copy.setAttribute("y", String(y - 10));
      whole.append(copy);
    }
    const words = { x: x + (swatch === null ? 0 : 20), y, fill: text, "font-family": FONT, "font-size": 12 };
    whole.append(made("text", words, item.textContent ?? ""));
  }
  return pngOf(new XMLSerializer().serializeToString(whole), wide * SCALE, high * SCALE);
}

async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (file === null) throw new Error("The browser made no picture.");
  return file;
}
