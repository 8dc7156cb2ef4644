import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type EmbeddedDatabase, openEmbedded } from "@/lib/database/embedded";
import { storedSettings } from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";

/**
 * `npm run bench:database`: what the embedded database costs to open and to write to, and what becomes of it when 200 MB
 * are written over each other, with and without upkeep. `plain`: without the template.
 */
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

const bytesIn = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Asks something small all the time, as pages do, until it is told to stop: how long each answer took, longest last. */
async function waits({ database }: EmbeddedDatabase, isOver: () => boolean): Promise<number[]> {
  const waitsMs: number[] = [];
  while (!isOver()) {
    const askedMs = performance.now();
    await database.execute(sql`select 1`);
    waitsMs.push(performance.now() - askedMs);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return waitsMs.sort((a, b) => a - b);
}

const OVERWRITES = 200;

/** A megabyte into one of ten rows, 200 times; then an upkeep by itself, as after a sweep. */
async function overwrite(how: "with upkeep" | "without upkeep"): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-bench-"));
  const open = await openEmbedded(folder, template);
  const resume = how === "without upkeep" ? await open.pauseUpkeep() : () => undefined;
  let isOver = false;
  const asking = waits(open, () => isOver);
  let mostLog = 0;
  for (let n = 0; n < OVERWRITES; n++) {
    const value = randomBytes(786_000).toString("base64");
    await open.database
      .insert(storedSettings)
      .values({ key: `row ${n % 10}`, value, updatedAt: new Date(n) })
      .onConflictDoUpdate({ target: storedSettings.key, set: { value } });
    mostLog = Math.max(mostLog, bytesIn(join(folder, "database", "pg_wal")));
  }
  isOver = true;
  const { rows } = await open.database.execute(sql`select pg_total_relation_size('stored_settings')::float8 as bytes`);
  const whileMs = await asking;
  const at = (share: number, of: number[]) => (of[Math.floor((of.length - 1) * share)] ?? 0).toFixed(0);
  console.log(
    `200 MB over ten rows ${how}: log ${megabytes(bytesIn(join(folder, "database", "pg_wal")))} (most ${megabytes(mostLog)}), ` +
      `table ${megabytes(Number(rows[0]?.bytes))}; a read meanwhile waits ${at(0.5, whileMs)} ms, p99 ${at(0.99, whileMs)}, most ${at(1, whileMs)}`,
  );
  resume();
  isOver = false;
  const idle = waits(open, () => isOver);
  await timed("an upkeep after that", () => open.upkeep());
  isOver = true;
  const idleMs = await idle;
  console.log(`a read meanwhile waits ${at(0.5, idleMs)} ms, most ${at(1, idleMs)}`);
  await open.close();
  rmSync(folder, { recursive: true, force: true });
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
await overwrite("with upkeep");
await overwrite("without upkeep");
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(`peak memory of the process: ${Math.round(Number(peak) / 1024)} MB`);
rmSync(dataDir, { recursive: true, force: true });
