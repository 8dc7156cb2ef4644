import { existsSync } from "node:fs";
import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";

const executablePath = [process.env.EARSHOT_CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));

type Opened = { context: BrowserContext; page: Page; cdp: CDPSession };

/** A page of 1440 × 900 in a browser of its own. */
export async function withPage<T>(use: (opened: Opened) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    // tsx names functions through this helper, which functions sent into the page would miss.
    await context.addInitScript({ content: "globalThis.__name = (named) => named;" });
    return await use({ context, ...(await newPage(context)) });
  } finally {
    await browser.close();
  }
}

/** Another page, with counters of its own. */
export async function newPage(context: BrowserContext): Promise<{ page: Page; cdp: CDPSession }> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  // Processor time of the page's main thread: what other processes do in the meantime does not count.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, cdp };
}

/** "Chromium 150" */
export async function browserName(): Promise<string> {
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  const version = browser.version().split(".")[0];
  await browser.close();
  return `Chromium ${version}`;
}

/** Processor time a page's main thread has used, milliseconds; `layoutMs` with style. */
export type MainThread = { scriptMs: number; layoutMs: number; taskMs: number };

export async function mainThread(cdp: CDPSession): Promise<MainThread> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    scriptMs: value("ScriptDuration") * 1000,
    layoutMs: (value("LayoutDuration") + value("RecalcStyleDuration")) * 1000,
    taskMs: value("TaskDuration") * 1000,
  };
}

/** What the main thread used between two looks, for each of `times`. */
export function perTime(before: MainThread, after: MainThread, times: number): MainThread {
  return {
    scriptMs: (after.scriptMs - before.scriptMs) / times,
    layoutMs: (after.layoutMs - before.layoutMs) / times,
    taskMs: (after.taskMs - before.taskMs) / times,
  };
}
