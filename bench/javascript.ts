import { brotliCompressSync, gzipSync } from "node:zlib";
import { scriptsOf } from "@/e2e/support/scripts";
import { withPage } from "./support/browser";
import { talk } from "./support/calls";
import type { Bench, Figure } from "./support/figures";
import { withServers } from "./support/servers";

const CALL = "call_bench_script";
const PAGES = [
  { name: "Live", path: "/", limit: "liveScript" },
  { name: "Call", path: `/calls/${CALL}`, limit: "callScript" },
  { name: "Calls", path: "/calls", limit: "callsScript" },
  { name: "Wall", path: "/wall", limit: "wallScript" },
] as const;

type Size = { files: number; plainKib: number; gzipKib: number; brotliKib: number };

function sizeOf(scripts: readonly Buffer[]): Size {
  const kib = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0) / 1024;
  return {
    files: scripts.length,
    plainKib: kib(scripts.map((script) => script.byteLength)),
    gzipKib: kib(scripts.map((script) => gzipSync(script, { level: 9 }).byteLength)),
    brotliKib: kib(scripts.map((script) => brotliCompressSync(script).byteLength)),
  };
}

export const javascript: Bench = {
  title: "JavaScript of a page's first load",
  run: () =>
    withServers({ calls: 0 }, ({ upstream, earshot }) =>
      withPage(async ({ page }) => {
        await upstream.put({ id: CALL, transcript: talk(12, Date.now(), 3_000) });
        const figures: Figure[] = [];
        const encodings = new Set<string>();
        for (const { name, path, limit } of PAGES) {
          const answer = await fetch(`${earshot.url}${path}`);
          if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
          const named = new Set(scriptsOf(await answer.text()).map((source) => new URL(source, earshot.url).href));
          const loaded = new Map<string, Buffer>();
          page.removeAllListeners("response");
          page.on("response", async (response) => {
            if (response.request().resourceType() !== "script" && !response.url().endsWith(".js")) return;
            encodings.add(response.headers()["content-encoding"] ?? "none");
            loaded.set(response.url(), await response.body());
          });
          await page.goto(`${earshot.url}${path}`);
          await page.waitForTimeout(3_000);
          const missing = [...named].filter((url) => !loaded.has(url));
          if (named.size === 0 || missing.length > 0)
            throw new Error(`${path}: scripts not loaded: ${missing.join(" ")}`);
          const first = sizeOf([...loaded].filter(([url]) => named.has(url)).map(([, script]) => script));
          const later = sizeOf([...loaded].filter(([url]) => !named.has(url)).map(([, script]) => script));
          figures.push(
            {
              what: `${name}, gzip`,
              value: first.gzipKib,
              unit: "KiB",
              limit,
              note: `${first.files} files, ${Math.round(first.plainKib)} KiB plain`,
            },
            { what: `${name}, brotli`, value: first.brotliKib, unit: "KiB" },
          );
          if (later.files > 0) {
            figures.push({
              what: `${name}, loaded by itself soon after, gzip`,
              value: later.gzipKib,
              unit: "KiB",
              note: `${later.files} files`,
            });
          }
        }
        return {
          figures,
          notes: [
            `Files that the served HTML names, each compressed apart (gzip 9, brotli 11). The server itself sends scripts with encoding: ${[...encodings].join(", ")}.`,
          ],
        };
      }),
    ),
};
