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
}
