import type { Page } from "@playwright/test";
import { withPage } from "./support/browser";
import { talk } from "./support/calls";
import { type Bench, percentile } from "./support/figures";
import { pause, withServers } from "./support/servers";

const CALL = "call_bench_pixel";

/** Epoch milliseconds at which the frame that shows `text` has been handed to the screen. */
function paintedAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(`"${wanted}" never came.`)), 30_000);
        const look = () => {
          if (!document.querySelector("[data-transcript]")?.textContent?.includes(wanted)) return;
          observer.disconnect();
          // The frame's own callbacks run before it is painted, a message posted from them after.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(Date.now());
            port2.postMessage(null);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
    text,
  );
}

export const pixel: Bench = {
  title: "From a change at the call service to the screen, an open call, 1 s interval",
  run: ({ quick }) =>
    withServers({ calls: 0 }, ({ upstream, earshot }) =>
      withPage(async ({ page }) => {
        await upstream.put({ id: CALL, transcript: talk(12, Date.now(), 3_000) });
        await page.goto(`${earshot.url}/calls/${CALL}`);
        await page.locator("[data-transcript] [data-index]").first().waitFor();
        await pause(quick ? 0 : 3_000);
        const samplesMs: number[] = [];
        for (let sample = 0; sample < (quick ? 3 : 60); sample++) {
          await pause(Math.random() * 1_000);
          const text = `Sample ${sample} of this run.`;
          const painted = paintedAt(page, text);
          const fromMs = Date.now();
          await upstream.say(CALL, { role: sample % 2 === 0 ? "user" : "assistant", content: text });
          samplesMs.push((await painted) - fromMs);
        }
        const seconds = (share: number) => percentile(samplesMs, share) / 1000;
        return {
          figures: [
            { what: "p50", value: seconds(0.5), unit: "s", limit: "toPixelPolled" },
            { what: "p95", value: seconds(0.95), unit: "s" },
            { what: "slowest", value: seconds(1), unit: "s", note: `${samplesMs.length} samples` },
          ],
          notes: [
            "A line is added at the simulator at a random moment; the clock starts before it is sent and stops after the first frame whose page holds the text. Both ends read the same machine's clock. The server reads an open call every second and the page asks every second, each at its own phase: half a second each on average is what polling costs.",
          ],
        };
      }),
    ),
};
