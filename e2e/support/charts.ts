import type { Page } from "@playwright/test";

/** Where things stand on the page of figures, and on the list that they lead to. */
export const chart = (page: Page, id: string) => page.locator(`[data-chart="${id}"]`);
export const drawn = (page: Page, id: string) => chart(page, id).locator("[data-drawn] svg").first();
export const bars = (page: Page, id: string) => chart(page, id).locator("a[data-hit]");
export const countOf = async (page: Page) => (await page.locator("[data-calls-count]").innerText()).trim();
