import type { CDPSession, Page } from "@playwright/test";
import { mainThread, perTime, withPage } from "./support/browser";
import { talk } from "./support/calls";
import { type Bench, median } from "./support/figures";
import { pause, withServers } from "./support/servers";
import { mainThreadTasks } from "./support/trace";

const CALL = "call_bench_long";
const APPEND_EVERY_MS = 1_500;

type Opened = { lastLineMs: number; wholeMs: number; taskMs: number; nodes: number };

/**
 * Opens an address; milliseconds from the navigation's start until the frame with the last line in view was painted, and
 * until the scroller holds all lines, however it holds them.
 */
async function open(page: Page, cdp: CDPSession, url: string, lastLine: string, lines: number): Promise<Opened> {
  await page.goto("about:blank");
  const before = await mainThread(cdp);
  await page.goto(url, { waitUntil: "commit" });
  const times = await page.evaluate(
    ({ wanted, shortestPx }) =>
      new Promise<{ lastLineMs: number; wholeMs: number }>((resolve, reject) => {
        setTimeout(() => reject(new Error(`"${wanted}" was never seen.`)), 60_000);
        let lastLineMs: number | null = null;
        const look = () => {
          const scroller = document.querySelector("[data-transcript]");
          const box = scroller?.getBoundingClientRect();
          const seen =
            box !== undefined &&
            [...(scroller?.querySelectorAll("p") ?? [])].slice(-4).some((line) => {
              const { top } = line.getBoundingClientRect();
              return line.textContent?.includes(wanted) && top >= box.top && top <= box.bottom;
            });
          const whole = seen && (scroller?.scrollHeight ?? 0) > shortestPx;
          if (!seen) {
            requestAnimationFrame(look);
            return;
          }
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            lastLineMs ??= performance.now();
            if (whole) resolve({ lastLineMs, wholeMs: performance.now() });
            else requestAnimationFrame(look);
          };
          port2.postMessage(null);
        };
        look();
      }),
    { wanted: lastLine, shortestPx: lines * 24 },
  );
  await pause(1_000);
  const used = perTime(before, await mainThread(cdp), 1);
  return { ...times, taskMs: used.taskMs, nodes: used.nodes };
}

/** A page that asks for the same answer and puts a row for every line into the page, in the product's own markup. */
async function routeAllRows(page: Page, path: string): Promise<void> {
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
  await page.route(`**${path}`, (route) => route.fulfill({ contentType: "text/html", body: html }));
}

export const transcript: Bench = {
  title: "A transcript of 10,000 messages in the browser",
  run: ({ quick }) =>
    withServers({ calls: 0 }, ({ upstream, earshot }) =>
      withPage(async (page, cdp) => {
        const lines = quick ? 1_000 : 10_000;
        const appends = quick ? 2 : 10;
        const lastLine = `${lines}. `;
        await upstream.put({ id: CALL, transcript: talk(lines, Date.now(), 3_000) });
        const path = `${earshot.url}/calls/${CALL}`;
        await open(page, cdp, path, lastLine, lines);
        await routeAllRows(page, "/bench-all-rows");
        const opened: Opened[] = [];
        const allRows: Opened[] = [];
        for (let round = 0; round < (quick ? 1 : 3); round++) {
          allRows.push(await open(page, cdp, `${earshot.url}/bench-all-rows`, lastLine, lines));
          opened.push(await open(page, cdp, path, lastLine, lines));
        }
        const of = (list: Opened[], name: keyof Opened) => median(list.map((one) => one[name]));

        const browser = page.context().browser();
        if (!browser) throw new Error("The page has no browser.");
        const quietBefore = await mainThread(cdp);
        await pause(quick ? 1_000 : 4_000);
        const quiet = perTime(quietBefore, await mainThread(cdp), quick ? 1 : 4);
        const before = await mainThread(cdp);
        const tasks = await mainThreadTasks(browser, page, async () => {
          for (let index = 0; index < appends; index++) {
            const content = `Appended ${index}.`;
            await upstream.say(CALL, { role: index % 2 === 0 ? "user" : "assistant", content });
            await page.getByText(content).waitFor();
            await pause(APPEND_EVERY_MS);
          }
        });
        const append = perTime(before, await mainThread(cdp), appends);
        const longest = tasks.slice(0, appends);
        return {
          figures: [
            { what: "open: navigation → last line painted", value: of(opened, "lastLineMs"), unit: "ms" },
            { what: "open: navigation → all lines there", value: of(opened, "wholeMs"), unit: "ms" },
            {
              what: "open: main thread in all",
              value: of(opened, "taskMs"),
              unit: "ms",
              note: `${of(opened, "nodes")} DOM nodes`,
            },
            { what: "all-rows page: navigation → last line painted", value: of(allRows, "lastLineMs"), unit: "ms" },
            {
              what: "all-rows page: main thread in all",
              value: of(allRows, "taskMs"),
              unit: "ms",
              note: `${of(allRows, "nodes")} DOM nodes`,
            },
            {
              what: "last line painted ÷ all-rows page",
              value: of(opened, "lastLineMs") / of(allRows, "lastLineMs"),
              unit: "",
              target: { id: "P7", atMost: 0.1 },
            },
            {
              what: "append: longest task, median",
              value: median(longest),
              unit: "ms",
              target: { id: "P7", atMost: 16 },
            },
            { what: "append: longest task of all", value: longest[0] ?? null, unit: "ms" },
            {
              what: "append: main thread in all",
              value: append.taskMs,
              unit: "ms",
              note: `of which script ${append.scriptMs.toFixed(1)} ms, layout and style ${append.layoutMs.toFixed(1)} ms`,
            },
            { what: "nothing new: main thread a second", value: quiet.taskMs, unit: "ms" },
          ],
          notes: [
            "The real page on the real server. The server sends the last 500 lines with the page; the browser's first poll brings all of them. The all-rows page asks the same server for the same answer and writes 10,000 rows of the page's own markup as HTML, without React. Medians of three, processor time of the main thread.",
            "An appended line travels inside the whole transcript's answer, so an append's longest task holds the parsing and comparing of some two megabytes.",
          ],
        };
      }),
    ),
};
