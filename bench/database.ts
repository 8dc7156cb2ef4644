import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "@/lib/database/embedded";
import { storedSettings } from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";

/** `npm run bench:database`: what the embedded database costs to open and to write to. `plain`: without the template. */
const template = process.argv.includes("plain") ? null : await databaseTemplate(process.cwd());
const dataDir = mkdtempSync(join(tmpdir(), "earshot-bench-"));
const WRITES = 200;

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  const done = await work();
  const { user, system } = process.cpuUsage(cpu);
  const wallMs = performance.now() - startedMs;
  console.log(`${what}: ${wallMs.toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of processor`);
  return done;
}

const first = await timed("first open", () => openEmbedded(dataDir, template));
await first.close();
const again = await timed("open again", () => openEmbedded(dataDir, template));
await timed(`${WRITES} commits`, async () => {
  for (let n = 0; n < WRITES; n++) {
    await again.database.insert(storedSettings).values({ key: `row ${n}`, value: n, updatedAt: new Date(n) });
  }
});
await timed(`${WRITES} reads of one row`, async () => {
  for (let n = 0; n < WRITES; n++) await again.database.select().from(storedSettings).limit(1);
});
await again.close();
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(`peak memory of the process: ${Math.round(Number(peak) / 1024)} MB`);
rmSync(dataDir, { recursive: true, force: true });
