import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { createArchiveStores } from "@/lib/archive";
import { recordOf } from "@/lib/archive/record";
import { anEnded } from "@/lib/archive/testing";
import { type CallWords, wordsOf } from "@/lib/archive/words";
import { readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import { escapeText } from "@/lib/database/any-text";
import { openDatabase } from "@/lib/database/database";
import { archivedCalls, archiveLanguages } from "@/lib/database/schema";
import { transact } from "@/lib/database/transaction";
import { History } from "@/lib/simulator/history";
import { writeScript } from "@/lib/simulator/script";
import { detailAt } from "@/lib/simulator/view";

/**
 * `npm run bench:storing [-- 3000]`: what it costs the processor to keep a call of the simulator's: our own work, the engine's,
 * and the least that the engine can do it for (rows with ready-made words, without and with its word index). Main thread and
 * the others of this process apart, which on the embedded engine are the engine's. With DATABASE_URL, an empty database on a
 * server, whose own processor time is not counted.
 */
const url = process.env.DATABASE_URL ?? null;
const CALLS = Number(process.argv[2] ?? 3_000);
const NOW_MS = Date.UTC(2026, 0, 5);
const PARTS = 5;
const TICK_MS = 10;

const history = new History(7, NOW_MS, () => NOW_MS);
const bodies: string[] = [];
for (const day of history.days(null, null).toReversed()) {
  for (const plan of history.callsOf(day)) {
    if (bodies.length < CALLS * 2) bodies.push(JSON.stringify({ data: detailAt(writeScript(7, plan), NOW_MS) }));
  }
}
const read = (body: string) => {
  const { data } = JSON.parse(body) as { data: unknown };
  const reading = readCall(data, NOW_MS);
  if (reading === null) throw new Error("The call cannot be read.");
  return anEnded(withSent(reading, data), { readAtMs: NOW_MS });
};

/** Processor time of the main thread, and of all others, ms. */
function cpuMs(): { main: number; others: number } {
  const ticks = (stat: string) => {
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  };
  const of = (thread: string) => ticks(readFileSync(`/proc/self/task/${thread}/stat`, "utf8"));
  let others = 0;
  for (const thread of readdirSync("/proc/self/task")) {
    if (thread !== String(process.pid)) others += of(thread);
  }
  return { main: of(String(process.pid)), others };
}

async function measure(what: string, work: (from: number, to: number) => Promise<void> | void): Promise<void> {
  const each: { main: number; others: number; wall: number }[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const [from, to] = [Math.round((part * CALLS) / PARTS), Math.round(((part + 1) * CALLS) / PARTS)];
    const [before, startMs] = [cpuMs(), performance.now()];
    await work(from, to);
    const after = cpuMs();
    const a = (ms: number) => ms / (to - from);
    each.push({
      main: a(after.main - before.main),
      others: a(after.others - before.others),
      wall: a(performance.now() - startMs),
    });
  }
  // The first part compiles.
  const [, ...warm] = each;
  const mean = (key: "main" | "others" | "wall") => warm.reduce((sum, one) => sum + one[key], 0) / warm.length;
  const sum = mean("main") + mean("others");
  console.log(
    `${what}: ${sum.toFixed(2)} ms of processor a call (main thread ${mean("main").toFixed(2)}, others ${mean("others").toFixed(2)}), ${mean("wall").toFixed(2)} ms by the clock; the first ${Math.round(CALLS / PARTS)} ${((each[0]?.main ?? 0) + (each[0]?.others ?? 0)).toFixed(2)}`,
  );
}

async function withDatabase(work: (open: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-bench-"));
  const open = await openDatabase({ url, dataDir });
  await open.database.execute(sql`truncate archived_calls cascade`);
  await work(open);
  await open.close();
  rmSync(dataDir, { recursive: true, force: true });
}

console.log(
  `${CALLS} calls, ${Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length)} characters each`,
);
await measure("reading", (from, to) => {
  for (const body of bodies.slice(from, to)) read(body);
});
await measure("record", (from, to) => {
  for (const body of bodies.slice(from, to)) recordOf(read(body), null, { nowMs: NOW_MS, keepsTalk: true });
});
const made: (CallWords | null)[] = [];
await measure("words", (from, to) => {
  for (const body of bodies.slice(from, to)) {
    const ended = read(body);
    made.push(wordsOf({ ...ended, roster: [] }));
  }
});
const share = (form: "masked" | "redacted") => made.filter((words) => words?.[form] != null).length / made.length;
console.log(
  `masked words of their own: ${(share("masked") * 100).toFixed(0)} %, redacted ${(share("redacted") * 100).toFixed(0)} %`,
);

for (const most of [1, 8]) {
  await withDatabase(async ({ database, upkeep }) => {
    const { archive } = createArchiveStores({ database, nowMs: () => NOW_MS });
    await measure(`kept, ${most} a transaction`, async (from, to) => {
      for (let at = from; at < to; at += most) {
        const puts = bodies.slice(at, Math.min(at + most, to)).map((body) => ({ ended: read(body), keepsTalk: true }));
        await transact(database, (tx) => archive.putAll(tx, puts));
        if (at % 512 < most) await upkeep();
      }
    });
  });
}

/** Words by `to_tsvector` of Postgres, made before. */
async function ready(words: CallWords | null, ask: (query: ReturnType<typeof sql>) => Promise<string>) {
  if (words === null) return { words: null, masked: null, redacted: null };
  const of = (text: { summary: string; lines: readonly string[] } | null) =>
    text === null
      ? null
      : ask(sql`select (setweight(to_tsvector(${words.language}::regconfig, ${escapeText(text.summary)}), 'A') ||
          to_tsvector(${words.language}::regconfig, ${escapeText(text.lines.join(" "))}))::text as text`);
  return { words: await of(words.plain), masked: await of(words.masked), redacted: await of(words.redacted) };
}

for (const isIndexed of [false, true]) {
  await withDatabase(async ({ database, upkeep }) => {
    const ask = async (query: ReturnType<typeof sql>) => {
      const { rows } = await database.execute(query);
      return (rows as { text: string }[])[0]?.text ?? "";
    };
    await database.insert(archiveLanguages).values({ language: "english" }).onConflictDoNothing();
    if (!isIndexed) {
      for (const name of ["words", "words_masked", "words_redacted"]) {
        await database.execute(sql.raw(`drop index archived_calls_${name}`));
      }
    }
    const rows: (typeof archivedCalls.$inferInsert)[] = [];
    for (const [place, body] of bodies.slice(0, CALLS).entries()) {
      const vectors = await ready(made[place] ?? null, ask);
      const vector = (text: string | null) => (text === null ? null : sql`${text}::tsvector`);
      rows.push({
        ...recordOf(read(body), null, { nowMs: NOW_MS, keepsTalk: true }),
        ...{ language: made[place]?.language ?? null, redactionVersion: 1, unindexedCharacters: 0 },
        ...{ words: vector(vectors.words) as never, wordsMasked: vector(vectors.masked) as never },
        wordsRedacted: vector(vectors.redacted) as never,
      });
    }
    await measure(
      `rows ready-made, ${isIndexed ? "with" : "without"} the index of words, 8 a transaction`,
      async (from, to) => {
        for (let at = from; at < to; at += 8) {
          await database.insert(archivedCalls).values(rows.slice(at, Math.min(at + 8, to)));
          if (at % 512 < 8) await upkeep();
        }
      },
    );
  });
}
process.exit(0);
