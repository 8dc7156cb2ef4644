import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { longPartOfCall } from "@/lib/access/visibility";
import { createArchiveStores } from "@/lib/archive";
import { prepareLong } from "@/lib/archive/long-call";
import { anEnded, aTalk } from "@/lib/archive/testing";
import { FORM_VISIBILITIES, prepareWords } from "@/lib/archive/words";
import { openDatabase } from "@/lib/database/database";
import { transact } from "@/lib/database/transaction";
import { workOn } from "@/lib/redaction/redact-call";
import { talk } from "./support/calls";
import { percentile } from "./support/figures";

/**
 * `npm run bench:storing:lag`: how long the event loop waits while a call of 20 MB, and one of 60,000 lines, is stored and
 * opened again. Looking through it, which a worker does, is not in it (`npm run bench:redaction:lag`).
 */
const NOW_MS = Date.UTC(2026, 0, 5);
const BEAT_MS = 2;
let last = performance.now();
let gapsMs: number[] = [];
setInterval(() => {
  const now = performance.now();
  gapsMs.push(Math.max(0, now - last - BEAT_MS));
  last = now;
}, BEAT_MS);

async function watched<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  last = performance.now();
  gapsMs = [];
  const startedMs = performance.now();
  const result = await work();
  const tookMs = performance.now() - startedMs;
  await new Promise((resolve) => setTimeout(resolve, 20));
  const parts = [`p99 ${percentile(gapsMs, 0.99).toFixed(1)} ms`, `longest ${Math.max(...gapsMs).toFixed(0)} ms`];
  console.log(`${what}: ${parts.join(", ")}, done after ${(tookMs / 1_000).toFixed(2)} s`);
  return result;
}

const dataDir = mkdtempSync(join(tmpdir(), "earshot-bench-"));
const open = await openDatabase({ url: process.env.DATABASE_URL ?? null, dataDir });
const { archive } = createArchiveStores({ database: open.database, nowMs: () => NOW_MS });
for (const [id, lines, characters] of [
  ["lines", 60_000, 20],
  ["megabytes", 20_000, 86],
] as const) {
  const transcript = talk(lines, NOW_MS, 300, characters).map((line) => ({ ...line }));
  const said = `${lines.toLocaleString("en")} lines, ${(JSON.stringify(transcript).length / 1e6).toFixed(0)} MB`;
  const ended = anEnded({ ...aTalk([], { id }), transcript }, { readAtMs: NOW_MS });
  const whole = { ...ended, roster: [] };
  for (const visibility of FORM_VISIBILITIES) {
    for (let part = longPartOfCall(visibility, whole); part; part = longPartOfCall(visibility, whole)) {
      part.settle(workOn(part.lines, part.task));
    }
  }
  await watched(`${said}, words`, () => prepareWords(whole));
  await watched(`${said}, measured and written down`, () => prepareLong(ended.call, { keepsTalk: true }));
  await watched(`${said}, stored`, () =>
    transact(open.database, (tx) => archive.putAll(tx, [{ ended, keepsTalk: true }])),
  );
  await watched(`${said}, opened`, () => archive.read(id));
}
await open.close();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);
