import type { CDPSession, Page, Route } from "@playwright/test";
import { aBoard, aBoardCall, anAttention } from "@/lib/calls/build";
import { mainThread, perTime, withPage } from "./support/browser";
import type { Bench } from "./support/figures";
import { pause, withServers } from "./support/servers";

const CALLS = 500;
/** Each version changes every fifth call, another fifth each time. */
const SHARE = 5;
const POLL_MS = 1_000;

function boardCalls(version: number, startMs: number) {
  return Array.from({ length: CALLS }, (_, index) => {
    const changes = Math.floor((version + SHARE - 1 - (index % SHARE)) / SHARE);
    const spokenMs = startMs + changes * 5_000;
    const begun = new Date(startMs - 60_000 - index * 700).toISOString();
    return aBoardCall({
      id: `call_${index}`,
      contactName: `Caller ${index}`,
      createdAt: begun,
      startedAt: begun,
      lastMessages: [
        {
          role: "assistant",
          content: `Line ${changes} of call ${index}: your parcel left our depot.`,
          timestamp: begun,
        },
        { role: "user", content: "Good to hear. When will it be here?", timestamp: new Date(spokenMs).toISOString() },
      ],
      messageCount: 10 + changes,
      unreadable: 0,
      ribbon: {
        start: begun,
        end: null,
        segments: Array.from({ length: 20 + changes }, (_, at) => [at % 2, at * 25, 20] as [number, number, number]),
      },
      attention: index % 10 === 0 ? [anAttention({ since: begun })] : [],
      phase: "running",
      standsAt: null,
      changedAt: new Date(spokenMs).toISOString(),
    });
  });
}

/** The board's server, as far as the page can tell: `next` gives each poll its answer. */
class FakeBoard {
  version = 0;
  polls = 0;
  changing = true;
  pollMs = POLL_MS;
  readonly #startMs = Date.now();

  body(): string {
    return JSON.stringify(aBoard({ calls: boardCalls(this.version, this.#startMs) }));
  }

  async answer(route: Route): Promise<void> {
    this.polls += 1;
    if (this.changing) this.version += 1;
    const now = new Date().toISOString();
    const headers = {
      "content-type": "application/json",
      etag: `"${this.version}"`,
      "earshot-as-of": now,
      "earshot-now": now,
      "earshot-health": "live",
      "earshot-refresh-ms": String(this.pollMs),
      "earshot-build": "test-build",
    };
    const known = (await route.request().headerValue("if-none-match")) === headers.etag;
    await route.fulfill(known ? { status: 304, headers } : { status: 200, headers, body: this.body() });
  }

  async untilPolls(count: number): Promise<void> {
    const deadline = performance.now() + 120_000;
    while (this.polls < count) {
      if (performance.now() > deadline) throw new Error("The page does not poll.");
      await pause(20);
    }
  }
}

/** Main-thread time a poll, with everything the page does between polls. Measured from the end of one poll's work to that of another. */
async function costOfPolls(cdp: CDPSession, fake: FakeBoard, polls: number) {
  const first = fake.polls + 1;
  await fake.untilPolls(first);
  await pause(POLL_MS / 2);
  const before = await mainThread(cdp);
  await fake.untilPolls(first + polls);
  await pause(POLL_MS / 2);
  return perTime(before, await mainThread(cdp), polls);
}

/**
 * The same cards, all 500 in the page. With each poll the words and the ribbon of the changed ones are written in place:
 * what a page without a window does to the DOM at the least, whatever draws it.
 */
async function openNaive(page: Page, origin: string): Promise<void> {
  const cards = await page.locator("li[data-call-id]").evaluateAll((items) => items.map((item) => item.outerHTML));
  const styles = await page
    .locator('link[rel="stylesheet"]')
    .evaluateAll((links) => links.map((link) => link.outerHTML));
  const list = await page.locator("ul:has(> li[data-call-id])").evaluate((element) => element.className);
  const html = `<!doctype html><html lang="en"><head>${styles.join("")}</head><body><ul class="${list}"></ul><script>
    const cards = ${JSON.stringify(cards).replaceAll("<", "\\u003c")};
    const list = document.querySelector("ul");
    let shown = null;
    async function poll() {
      const { data } = await (await fetch("/api/v1/live")).json();
      if (shown === null) list.innerHTML = data.calls.map((call, index) => cards[index % cards.length]).join("");
      data.calls.forEach((call, index) => {
        if (shown !== null && shown[index].messageCount === call.messageCount) return;
        const card = list.children[index];
        const words = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
          if (/^Line \\d+ of call/.test(words.currentNode.nodeValue)) words.currentNode.nodeValue = call.lastMessages[0].content;
        }
        for (const path of card.querySelectorAll("svg path[d]")) path.setAttribute("d", path.getAttribute("d") + " ");
      });
      shown = data.calls;
    }
    poll();
    setInterval(poll, ${POLL_MS});
  </script></body></html>`;
  await page.route("**/bench-naive", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${origin}/bench-naive`);
}

export const board: Bench = {
  title: "A board of 500 calls in the browser",
  run: ({ quick }) =>
    withServers({ calls: 0 }, ({ earshot }) =>
      withPage(async ({ page, cdp }) => {
        const polls = quick ? 2 : 10;
        const fake = new FakeBoard();
        await page.route("**/api/v1/live*", (route) => fake.answer(route));
        await page.goto(earshot.url);
        await page.locator("li[data-call-id]").first().waitFor();
        const cards = await page.locator("li[data-call-id]").count();
        await fake.untilPolls(fake.polls + (quick ? 1 : 4));
        const changing = await costOfPolls(cdp, fake, polls);

        fake.changing = false;
        const unchanged = await costOfPolls(cdp, fake, quick ? 2 : 5);

        fake.pollMs = 60_000;
        await fake.untilPolls(fake.polls + 1);
        await pause(POLL_MS);
        const seconds = quick ? 2 : 8;
        const calm = await mainThread(cdp);
        await pause(seconds * 1000);
        const idle = perTime(calm, await mainThread(cdp), seconds);

        fake.changing = true;
        await openNaive(page, earshot.url);
        await fake.untilPolls(fake.polls + (quick ? 1 : 4));
        const naive = await costOfPolls(cdp, fake, polls);
        return {
          figures: [
            {
              what: "20 % changed: script a poll",
              value: changing.scriptMs,
              unit: "ms",
              limit: "boardScript",
              note: `${cards} of ${CALLS} cards in the page`,
            },
            { what: "20 % changed: layout and style a poll", value: changing.layoutMs, unit: "ms" },
            { what: "20 % changed: whole main thread a poll", value: changing.taskMs, unit: "ms" },
            { what: "nothing changed: whole main thread a poll", value: unchanged.taskMs, unit: "ms" },
            { what: "all-cards page: script a poll", value: naive.scriptMs, unit: "ms" },
            { what: "all-cards page: layout and style a poll", value: naive.layoutMs, unit: "ms" },
            { what: "all-cards page: whole main thread a poll", value: naive.taskMs, unit: "ms" },
            {
              what: "whole main thread ÷ all-cards page",
              value: changing.taskMs / naive.taskMs,
              unit: "",
              limit: "boardTask",
            },
            {
              what: "500 timers, nothing else: main thread a second",
              value: idle.taskMs,
              unit: "ms",
              limit: "timers",
            },
          ],
          notes: [
            "The Live page as built, 1440 × 900, with `/api/v1/live` answered by the benchmark: 500 calls, another fifth of them changed with each poll, a poll a second. Figures are processor time of the page's main thread from poll to poll, so a poll's share holds one tick of all timers, too.",
            "The all-cards page is not React: the same cards and style sheet, all 500 in the page, and with each poll only the words and ribbons of the changed cards written in place. It pays for no rendering in script and runs no timers, so the ratio is the harder one to reach.",
          ],
        };
      }),
    ),
};
