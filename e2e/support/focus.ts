import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page of ours has between two things. */
const MOST_STOPS = 70;

type Stop = { name: string; isBody: boolean; isSeen: boolean };

/** Where the focus is, and whether it can be seen: drawn around the element or around what it stands for. */
export const focusOf = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const isBody = element === null || element === document.body || element === document.documentElement;
    const name = `${element?.tagName} ${element?.ariaLabel ?? element?.textContent?.trim().slice(0, 40)}`;
    let isSeen = false;
    for (let part = element, level = 0; part && level < 5 && !isSeen; part = part.parentElement, level += 1) {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(part);
      const isRing = /rgb|oklch|oklab|lab/.test(boxShadow) && part.matches(":focus, :focus-within");
      const isOutlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
      isSeen = isRing || (isOutlined && outlineColor !== "transparent");
    }
    return { name, isBody, isSeen };
  });

/** The focus is somewhere, and to be seen there. */
export async function expectFocus(page: Page, after: string) {
  await expect.poll(async () => (await focusOf(page)).isBody, `the focus is lost after ${after}`).toBe(false);
  const { name, isSeen } = await focusOf(page);
  expect(isSeen, `the focus on ${name} cannot be seen after ${after}`).toBe(true);
}

/** Presses Tab (or Shift+Tab) until it is there; every stop on the way can be seen. */
export async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await expect(wanted).toBeVisible();
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  const stops: string[] = [];
  for (let presses = 0; presses < MOST_STOPS && !(await isThere()); presses += 1) {
    await page.keyboard.press(key);
    const { name, isBody, isSeen } = await focusOf(page);
    stops.push(name);
    // Past the last stop the browser's own bar would have it.
    if (!isBody) expect(isSeen, `the focus on ${name} cannot be seen`).toBe(true);
  }
  expect(await isThere(), `${wanted} is not reached by ${key}: ${stops.join(" · ")}`).toBe(true);
}

export async function press(page: Page, wanted: Locator, key = "Enter") {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** Whether the focused element looks different from when it has no focus, itself or what is drawn around it. */
export const focusSeen = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const looks = () => {
      const parts: string[] = [];
      for (let part: Element | null = element, level = 0; part && level < 6; part = part.parentElement, level += 1) {
        const style = getComputedStyle(part);
        const outline = style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`;
        parts.push([outline, style.boxShadow, style.borderColor].join());
      }
      return parts.join("|");
    };
    const focused = looks();
    element.blur();
    const blurred = looks();
    element.focus();
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40);
    return { name: `${element.tagName} ${name}`, seen: focused !== blurred };
  });
