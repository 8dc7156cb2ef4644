import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { fillArchive } from "@/e2e/support/filled-archive";
import type { AccessStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import { createArchiveStores, createTaking } from "@/lib/archive";
import { openDatabase } from "@/lib/database/database";
import { WRITINGS } from "@/lib/exports";

/**
 * `npm run bench:exports`: what an export of many calls costs, by an unredacted reader and by one who reads redacted talk:
 * calls a second, memory above what the process had before, and how long somebody else's small question waits meanwhile.
 * Embedded with 20,000 calls of 20 lines; with DATABASE_URL, an empty database on a server, 100,000.
 */
const url = process.env.DATABASE_URL ?? null;
const CALLS = Number(process.argv[2] ?? (url === null ? 20_000 : 100_000));
const dataDir = mkdtempSync(join(tmpdir(), "earshot-bench-"));
const open = await openDatabase({ url, dataDir });
const { database } = open;
const kept = createArchiveStores({ database, nowMs: Date.now });
const stores = { ...kept, database } as unknown as AccessStores & typeof kept;

const VIEWS: Record<string, View> = {
  unredacted: { masked: false, redacted: false, lines: true, raw: true, scope: null },
  redacted: { masked: true, redacted: true, lines: true, raw: false, scope: null },
};

async function measure(who: string, format: keyof typeof WRITINGS, most: number): Promise<void> {
  const { take } = createTaking({ stores: async () => stores, lookThrough: async () => undefined });
  const { piece } = WRITINGS[format];
  globalThis.gc?.();
  const before = process.memoryUsage();
  let highest = before.rss;
  let heap = 0;
  const watching = setInterval(() => {
    const now = process.memoryUsage();
    highest = Math.max(highest, now.rss);
    heap = Math.max(heap, now.heapUsed - before.heapUsed);
  }, 20);
  const waitsMs: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const askedMs = performance.now();
      await database.execute(sql`select 1`);
      waitsMs.push(performance.now() - askedMs);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const startedMs = performance.now();
  let calls = 0;
  let bytes = 0;
  const view = VIEWS[who];
  if (view === undefined) throw new Error(who);
  for await (const taken of take(view, {
    question: {},
    ids: null,
    withTalk: format === "training",
    after: null,
    asker: "bench",
  })) {
    for (const one of taken.calls) bytes += piece(one)?.length ?? 0;
    calls += taken.calls.length;
    if (calls >= most) break;
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  isOver = true;
  await asking;
  clearInterval(watching);
  waitsMs.sort((a, b) => a - b);
  const waited = (share: number) => (waitsMs[Math.floor((waitsMs.length - 1) * share)] ?? 0).toFixed(0);
  const megabytes = ((highest - before.rss) / 1_048_576).toFixed(0);
  console.log(
    `${who}, ${format}: ${calls.toLocaleString("en-GB")} calls, ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ` +
      `${Math.round(calls / seconds).toLocaleString("en-GB")} calls/s; memory + ${megabytes} MB (heap + ${(heap / 1_048_576).toFixed(0)}); ` +
      `a question meanwhile waits ${waited(0.5)} ms, p95 ${waited(0.95)}, most ${waited(1)}`,
  );
}

const filledMs = performance.now();
await fillArchive(open, CALLS);
console.log(
  `${CALLS.toLocaleString("en-GB")} calls are there after ${((performance.now() - filledMs) / 1_000).toFixed(0)} s`,
);
await measure("unredacted", "training", CALLS);
await measure("unredacted", "training", CALLS);
await measure("unredacted", "calls", CALLS);
await measure("redacted", "training", Math.min(CALLS, 2_000));
await open.close();
rmSync(dataDir, { recursive: true, force: true });
