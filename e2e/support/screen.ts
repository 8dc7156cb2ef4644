import { expect, type Locator, type Page } from "@playwright/test";

export type Box = { x: number; y: number; width: number; height: number };

/** Where an element stands, in pixels of the window; fails when it is not drawn. */
export async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not drawn.`);
  return box;
}

/** True when two elements lie over each other by more than a rounding error. */
export function overlap(a: Box, b: Box): boolean {
  const inside = 0.5;
  return (
    a.x + inside < b.x + b.width &&
    b.x + inside < a.x + a.width &&
    a.y + inside < b.y + b.height &&
    b.y + inside < a.y + a.height
  );
}

/** Nothing on the page is wider than the window: no sideways scrolling, no text cut by the edge of the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(screen);
}

/** The seconds that a timer such as "4:05" or "1:02:03" shows. */
export async function secondsShown(timer: Locator): Promise<number> {
  const text = await timer.innerText();
  expect(text).toMatch(/^(\d+:)?\d{1,2}:\d{2}$/);
  return text.split(":").reduce((total, part) => total * 60 + Number(part), 0);
}

/** Opens a page that polls, and waits for a poll of its own: from then on it is alive, not only drawn. */
export async function open(page: Page, url: string): Promise<void> {
  const polled = page.waitForResponse((answer) => /\/api\/v1\/(live|calls)/.test(answer.url()));
  await page.goto(url);
  await polled;
  await alive(page);
}

/** What React keeps at an element that it has taken over. */
const TAKEN_OVER = "__reactProps$";

/**
 * Resolves once everything on the page that can be used hears. What the server sent is drawn before that, and a key or a
 * click then comes to nothing, as a person's would.
 */
export async function alive(page: Page): Promise<void> {
  const isTakenOver = () =>
    page.evaluate(async (mark) => {
      const usable = [...document.querySelectorAll("button, input, select, textarea, form, a[href], [tabindex]")];
      const isTaken = (one: Element) => Object.keys(one).some((key) => key.startsWith(mark));
      // A wall with nothing on it has nothing that can be used.
      const isAll = usable.length > 0 ? usable.every(isTaken) : [...document.querySelectorAll("body *")].some(isTaken);
      // What hears keys for the whole page comes with the effects of that, a task or two later; a test may have the timers.
      for (let tasks = 0; tasks < 3; tasks += 1) {
        const { port1, port2 } = new MessageChannel();
        await new Promise((resolve) => {
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      }
      return isAll;
    }, TAKEN_OVER);
  // While it goes from one page to another there is nothing to ask.
  await expect.poll(() => isTakenOver().catch(() => false), { message: "the page hears" }).toBe(true);
}

/** Opens a page, and waits until it hears. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await alive(page);
}
