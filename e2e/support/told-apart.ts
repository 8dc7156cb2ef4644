import { expect, type Page } from "@playwright/test";

/**
 * What must be told apart on a page: of each group the first element that is drawn, by its box (edge, outline, ground) or by
 * the icon in it. Words differ anyway, and colours are not ours here.
 */
export type Apart = { by: "box" | "icon"; of: Record<string, string> };

export const CURRENT_PAGE: Apart = {
  by: "box",
  of: {
    "the current page": 'nav[aria-label="Pages"] [aria-current]',
    another: 'nav[aria-label="Pages"] a:not([aria-current])',
  },
};
export const chosenIn = (where: string): Apart => ({
  by: "box",
  of: { chosen: `${where} [aria-pressed="true"]`, "not chosen": `${where} [aria-pressed="false"]` },
});
/** How an element looks, and whether any of it stands out from the ground; null: it is not drawn. */
const lookOf = (page: Page, selector: string, by: Apart["by"]) =>
  page.evaluate(
    ([css = "", kind]) => {
      const element = [...document.querySelectorAll(css)].find((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true });
      });
      if (!element) return null;
      if (kind === "icon") {
        const shapes = [...(element.querySelector("svg")?.children ?? [])];
        return shapes.map((shape) => [...shape.attributes].map(({ value }) => value).join(" ")).join("; ");
      }
      const style = getComputedStyle(element);
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "Canvas";
      const canvas = getComputedStyle(probe).color;
      probe.remove();
      const line = (width: string, kindOfLine: string, colour: string) =>
        width === "0px" || kindOfLine === "none" || colour === canvas ? "" : `${width} ${kindOfLine} ${colour}`;
      // A row is marked on its first cell: rows have no edge of their own at the side.
      const boxes = element instanceof HTMLTableRowElement ? [element, element.cells[0] ?? element] : [element];
      return boxes
        .map((box) => getComputedStyle(box))
        .flatMap((of) => [
          line(of.borderTopWidth, of.borderTopStyle, of.borderTopColor),
          line(of.borderBottomWidth, of.borderBottomStyle, of.borderBottomColor),
          line(of.borderLeftWidth, of.borderLeftStyle, of.borderLeftColor),
          line(of.outlineWidth, of.outlineStyle, of.outlineColor),
        ])
        .concat(
          style.backgroundColor === canvas || style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : style.backgroundColor,
        )
        .concat(style.backgroundImage)
        .join(" | ");
    },
    [selector, by] as const,
  );

export async function expectToldApart(page: Page, groups: readonly Apart[]): Promise<void> {
  for (const { by, of } of groups) {
    const looks = () =>
      Promise.all(
        Object.entries(of).map(async ([name, selector]) => [name, await lookOf(page, selector, by)] as const),
      );
    await expect
      .poll(async () => (await looks()).filter(([, look]) => look === null).map(([name]) => name))
      .toEqual([]);
    await expect
      .poll(async () => new Set((await looks()).map(([, look]) => look)).size, JSON.stringify(await looks()))
      .toBe(Object.keys(of).length);
  }
}
