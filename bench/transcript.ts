import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import { mainThread, newPage, perTime, withPage } from "./support/browser";
import { talk } from "./support/calls";
import { type Bench, median } from "./support/figures";
import { pause, withServers } from "./support/servers";
import { mainThreadTasks } from "./support/trace";

const CALL = "call_bench_long";
const ALL_ROWS = "/bench-all-rows";
const APPEND_EVERY_MS = 2_500;

type Opening = {
  /** from the navigation's start until a frame with the last line in view was painted */
  lastLineMs: number;
  /** the same until the scroller holds all lines, however it holds them */
  wholeMs: number;
  /** from the end of the answer with all lines until the frame that holds them was painted */
  drawMs: number;
  taskMs: number;
  elements: number;
};
type Opened = { page: Page; cdp: CDPSession; opening: Opening };

/** Opens an address in a page of its own, whose counters begin at nothing. */
async function open(context: BrowserContext, url: string, lines: number): Promise<Opened> {
  const { page, cdp } = await newPage(context);
  await page.goto(url, { waitUntil: "commit" });
  const times = await page.evaluate(watchOpening, { wanted: `${lines}. `, shortestPx: lines * 24 });
  await pause(1_000);
  const { taskMs } = await mainThread(cdp);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  return { page, cdp, opening: { ...times, taskMs, elements } };
}

/** Runs in the page. `shortestPx`: a scroller lower than this does not hold all lines yet. */
function watchOpening({ wanted, shortestPx }: { wanted: string; shortestPx: number }) {
  return new Promise<{ lastLineMs: number; wholeMs: number; drawMs: number }>((resolve, reject) => {
    setTimeout(() => reject(new Error(`"${wanted}" was never seen.`)), 60_000);
    let lastLineMs = 0;
    const look = () => {
      const scroller = document.querySelector("[data-transcript]");
      const box = scroller?.getBoundingClientRect();
      const lastLines = [...(scroller?.querySelectorAll("p") ?? [])].slice(-4);
      const isSeen = lastLines.some((line) => {
        const { top } = line.getBoundingClientRect();
        return box && line.textContent?.startsWith(wanted) && top >= box.top && top <= box.bottom;
      });
      const isWhole = isSeen && (scroller?.scrollHeight ?? 0) > shortestPx;
      if (!isSeen || (lastLineMs > 0 && !isWhole)) {
        requestAnimationFrame(look);
        return;
      }
      // A message posted from a frame's callback is read after the frame was painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        lastLineMs ||= performance.now();
        if (!isWhole) {
          requestAnimationFrame(look);
          return;
        }
        const answers = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
        const cameMs = answers.findLast(({ name }) => name.includes("/api/v1/calls/"))?.responseEnd ?? Number.NaN;
        resolve({ lastLineMs, wholeMs: performance.now(), drawMs: performance.now() - cameMs });
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** A page that asks for the same answer and puts a row for every line into the page, in the product's own markup. */
async function routeAllRows(page: Page): Promise<void> {
  const row = await page
    .locator("[data-transcript] [role=listitem]")
    .last()
    .evaluate((element) => {
      const plain = element.cloneNode(true) as HTMLElement;
      plain.removeAttribute("style");
      plain.className = "";
      const words = plain.querySelector("p");
      if (words) words.textContent = "WORDS";
      return plain.outerHTML;
    });
  const styles = await page
    .locator('link[rel="stylesheet"]')
    .evaluateAll((links) => links.map((link) => link.outerHTML));
  const html = `<!doctype html><html lang="en"><head>${styles.join("")}</head><body>
    <div data-transcript style="position:absolute;inset:0;overflow-y:auto"></div><script>
    const row = ${JSON.stringify(row).replaceAll("<", "\\u003c")};
    fetch("/api/v1/calls/${CALL}?messages=20000").then((answer) => answer.json()).then(({ data }) => {
      const scroller = document.querySelector("[data-transcript]");
      scroller.innerHTML = data.transcript.map((line) => row.replace("WORDS", line.content)).join("");
      scroller.scrollTop = scroller.scrollHeight;
    });
  </script></body></html>`;
  await page.context().route(`**${ALL_ROWS}`, (route) => route.fulfill({ contentType: "text/html", body: html }));
}

export const transcript: Bench = {
  title: "A transcript of 10,000 messages in the browser",
  run: ({ quick }) =>
    withServers({ calls: 0 }, ({ upstream, earshot }) =>
      withPage(async ({ context }) => {
        const lines = quick ? 1_000 : 10_000;
        const appends = quick ? 2 : 10;
        await upstream.put({ id: CALL, transcript: talk(lines, Date.now(), 3_000) });
        const address = `${earshot.url}/calls/${CALL}`;
        const measured: Opening[] = [];
        const allRows: Opening[] = [];
        let { page, cdp } = await open(context, address, lines);
        await routeAllRows(page);
        for (let round = 0; round < (quick ? 1 : 3); round++) {
          const plain = await open(context, `${earshot.url}${ALL_ROWS}`, lines);
          await plain.page.close();
          allRows.push(plain.opening);
          await page.close();
          const product = await open(context, address, lines);
          measured.push(product.opening);
          ({ page, cdp } = product);
        }
        const of = (list: Opening[], name: keyof Opening) => median(list.map((one) => one[name]));

        const quietSeconds = quick ? 1 : 4;
        const quietBefore = await mainThread(cdp);
        await pause(quietSeconds * 1_000);
        const quiet = perTime(quietBefore, await mainThread(cdp), quietSeconds);
        const before = await mainThread(cdp);
        const tasks = await mainThreadTasks(page, async () => {
          for (let index = 0; index < appends; index++) {
            const content = `Appended ${index}.`;
            await upstream.say(CALL, { role: index % 2 === 0 ? "user" : "assistant", content });
            // Nobody looks whether it has come: looking costs tasks of its own, of 8 to 13 ms.
            await pause(APPEND_EVERY_MS);
          }
        });
        await page.getByText(`Appended ${appends - 1}.`).waitFor();
        const append = perTime(before, await mainThread(cdp), appends);
        const longest = tasks.slice(0, appends);
        return {
          figures: [
            { what: "open: navigation → last line painted", value: of(measured, "lastLineMs"), unit: "ms" },
            { what: "open: navigation → all lines there", value: of(measured, "wholeMs"), unit: "ms" },
            { what: "open: all lines received → painted", value: of(measured, "drawMs"), unit: "ms" },
            {
              what: "open: main thread in all",
              value: of(measured, "taskMs"),
              unit: "ms",
              note: `${of(measured, "elements")} elements`,
            },
            { what: "all-rows page: navigation → last line painted", value: of(allRows, "lastLineMs"), unit: "ms" },
            { what: "all-rows page: all lines received → painted", value: of(allRows, "drawMs"), unit: "ms" },
            {
              what: "all-rows page: main thread in all",
              value: of(allRows, "taskMs"),
              unit: "ms",
              note: `${of(allRows, "elements")} elements`,
            },
            {
              what: "received → painted ÷ all-rows page",
              value: of(measured, "drawMs") / of(allRows, "drawMs"),
              unit: "",
              limit: "transcriptOpen",
            },
            {
              what: "append: longest task, median",
              value: median(longest),
              unit: "ms",
              limit: "transcriptAppend",
            },
            { what: "append: longest task of all", value: longest[0] ?? null, unit: "ms" },
            {
              what: "append: main thread in all",
              value: append.taskMs,
              unit: "ms",
              note: `script ${append.scriptMs.toFixed(1)} ms, layout and style ${append.layoutMs.toFixed(1)} ms; with all that happens in between`,
            },
            { what: "nothing new: main thread a second", value: quiet.taskMs, unit: "ms" },
          ],
          notes: [
            "The real page on the real server. The server sends the last lines with the page, the browser's first poll brings all of them. The all-rows page asks the same server for the same answer and writes 10,000 rows of the page's own markup as HTML, without React. Medians of three.",
            "An appended line travels alone, as what has changed since the version on the page. Tasks of (e) are processor time as Chromium's tracing reports it.",
          ],
        };
      }),
    ),
};
