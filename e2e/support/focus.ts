import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page of ours has between two things. */
const MOST_STOPS = 70;

type Stop = { name: string; isBody: boolean; isSeen: boolean };

/**
 * Where the focus is, and whether it can be seen: whether the element, or what is drawn around it, looks different from when it
 * has none. The page does not hear that it is gone for that moment.
 */
const focusOf = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const isBody =
      !(element instanceof HTMLElement) || element === document.body || element === document.documentElement;
    const name = `${element?.tagName} ${element?.ariaLabel ?? element?.textContent?.trim().slice(0, 40)}`;
    if (isBody) return { name, isBody, isSeen: false };
    const looks = () => {
      const parts: string[] = [];
      for (let part: Element | null = element, level = 0; part && level < 6; part = part.parentElement, level += 1) {
        const style = getComputedStyle(part);
        const outline = style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`;
        parts.push([outline, style.boxShadow, style.borderColor].join());
      }
      return parts.join("|");
    };
    const unheard = (event: Event) => event.stopImmediatePropagation();
    const heard = ["blur", "focus", "focusin", "focusout"] as const;
    for (const kind of heard) window.addEventListener(kind, unheard, { capture: true });
    const focused = looks();
    element.blur();
    const blurred = looks();
    element.focus({ preventScroll: true });
    for (const kind of heard) window.removeEventListener(kind, unheard, { capture: true });
    return { name, isBody, isSeen: focused !== blurred };
  });

/** The focus is somewhere, and to be seen there. */
export async function expectFocus(page: Page, after: string) {
  await expect.poll(async () => (await focusOf(page)).isBody, `the focus is lost after ${after}`).toBe(false);
  const { name, isSeen } = await focusOf(page);
  expect(isSeen, `the focus on ${name} cannot be seen after ${after}`).toBe(true);
}

/** Presses Tab from the page's beginning until it leaves the page, or `most` times: each stop, and those where it is not seen. */
export async function stopsOf(page: Page, most: number): Promise<{ stops: string[]; unseen: string[] }> {
  const stops: string[] = [];
  const unseen: string[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await focusOf(page);
    // Behind the last one comes the browser's own bar.
    if (stop.isBody) break;
    stops.push(stop.name);
    if (!stop.isSeen) unseen.push(stop.name);
  }
  return { stops, unseen };
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
