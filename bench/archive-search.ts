import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { hitsIn } from "@/lib/archive/hits";
import { readQuery } from "@/lib/archive/query";
import { archivedCallOf, recordOf } from "@/lib/archive/record";
import { type ArchiveSearch, createArchiveSearch } from "@/lib/archive/search";
import { createArchiveStores } from "@/lib/archive/stores";
import { anEnded, aTalk } from "@/lib/archive/testing";
import type { Form } from "@/lib/archive/words";
import { at, BUILD_START_MS } from "@/lib/calls/build";
import { openEmbedded } from "@/lib/database/embedded";
import { archivedCalls, archiveLanguages } from "@/lib/database/schema";
import { openOnServer } from "@/lib/database/server";
import { databaseTemplate } from "@/lib/database/template";

/**
 * `npm run bench:archive [-- --calls 50000] [-- --url postgres://…]`: how long searches of archived talk take, on words of five
 * frequencies (Zipf), two words, a phrase and an exclusion, newest and best, with and without filters; target P15: p95 ≤ 120 ms.
 */
const option = (name: string) => {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? undefined : process.argv[place + 1];
};
const CALLS = Number(option("calls") ?? 50_000);
const LINES = 20;
const WORDS = 20_000;
const DAYS = 35;
const AGENTS = 20;
const BATCH = 250;
const ROUNDS = 20;

let seed = 20_261_127;
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

/** A word that no stemmer changes and no list of stop words has. */
function wordOf(rank: number): string {
  let word = "";
  for (let rest = rank + 400; rest > 0; rest = Math.floor(rest / 60)) {
    word += `${"bdfgklmprtvz"[rest % 12]}${"aeiou"[Math.floor(rest / 12) % 5]}`;
  }
  return `${word}x`;
}

const weights = Array.from({ length: WORDS }, (_, rank) => 1 / (rank + 1));
const sums: number[] = [];
for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
const total = sums.at(-1) ?? 1;
function zipf(): number {
  const wanted = random() * total;
  let [low, high] = [0, WORDS - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

const folder = option("dir") ?? mkdtempSync(join(tmpdir(), "earshot-bench-archive-"));
const url = option("url");
const isLoaded = existsSync(join(folder, "database"));
const open =
  url === undefined ? await openEmbedded(folder, await databaseTemplate(process.cwd())) : await openOnServer(url);
const { database } = open;

const vectorOf = (talk: string) => sql`to_tsvector('english', ${talk})`;

async function load(): Promise<void> {
  await database.insert(archiveLanguages).values({ language: "english" }).onConflictDoNothing();
  for (let first = 0; first < CALLS; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, CALLS - first) }, (_, place) => {
      const n = first + place;
      const lines = Array.from({ length: LINES }, () =>
        Array.from({ length: 8 + Math.floor(random() * 9) }, () => wordOf(zipf())).join(" "),
      );
      const startedMs = Math.round((n / CALLS) * DAYS * 86_400_000);
      const call = aTalk(lines, {
        id: `call_${n.toString(36).padStart(8, "0")}`,
        startedAt: at(startedMs),
        endedAt: at(startedMs + 240_000),
        duration: 240,
        agent: { id: `agent-${Math.floor(random() * AGENTS)}`, name: "Agent" },
      });
      const record = recordOf(anEnded(call), null, { nowMs: BUILD_START_MS, keepsTalk: true });
      const talk = lines.join("\nearshotendofline\n");
      // As in talk with a number in it: what redaction changes is little.
      const redacted = n % 3 === 0 ? talk.replace(lines[3] ?? "", "[number]") : null;
      return {
        ...record,
        ...{ language: "english", redactionVersion: 1, unindexedCharacters: 0, wordsMasked: null },
        words: vectorOf(talk),
        wordsRedacted: redacted && vectorOf(redacted),
      };
    });
    await database.insert(archivedCalls).values(rows);
    if ((first / BATCH) % 40 === 0) {
      console.log(`${first} calls loaded`);
      await open.upkeep();
    }
  }
  await database.execute(sql`vacuum analyze archived_calls`);
  await open.upkeep();
}

const startedMs = performance.now();
if (!isLoaded) {
  await load();
  console.log(`${CALLS} calls in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
}

const search: ArchiveSearch = createArchiveSearch({ database });
const store = createArchiveStores({ database, nowMs: Date.now }).archive;
const w = wordOf;
const QUERIES: Record<string, string> = {
  "word 1": w(1),
  "word 10": w(10),
  "word 100": w(100),
  "word 1,000": w(1_000),
  "word 15,000": w(15_000),
  "two words": `${w(100)} ${w(300)}`,
  "two words, one common": `${w(10)} ${w(1_000)}`,
  "phrase of common words": `"${w(10)} ${w(12)}"`,
  "phrase of rarer words": `"${w(100)} ${w(60)}"`,
  "one without another": `${w(100)} -${w(10)}`,
};

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
let worst = 0;

for (const form of ["plain", "redacted"] as const satisfies Form[]) {
  for (const isFiltered of [false, true]) {
    console.log(`\n### ${form}${isFiltered ? ", agent and seven days" : ""}`);
    console.log(
      "| query | calls | newest p50 / p95 ms | best p50 / p95 ms | with hits, best p95 |\n|---|---|---|---|---|",
    );
    for (const [name, q] of Object.entries(QUERIES)) {
      const cells: string[] = [];
      let count = "";
      let withHits = "";
      for (const sort of ["newest", "best"] as const) {
        const times: number[] = [];
        const hitTimes: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          const fromMs = BUILD_START_MS + Math.floor(random() * (DAYS - 7)) * 86_400_000;
          const filters = isFiltered
            ? { agents: [`agent-${round % AGENTS}`], fromMs, toMs: fromMs + 7 * 86_400_000 }
            : {};
          const query = readQuery(q);
          const askedMs = performance.now();
          const found = await search.search({ query, filters, scope: null, form, sort, limit: 25, after: null });
          times.push(performance.now() - askedMs);
          const records = await store.findMany(found.callIds);
          const view = { masked: form !== "plain", redacted: form !== "plain", lines: true, raw: form === "plain" };
          await hitsIn(database, records.map(archivedCallOf), view, found.marks);
          hitTimes.push(performance.now() - askedMs);
          count = `${found.count.value}${found.count.isCapped ? "+" : ""}`;
        }
        times.sort((a, b) => a - b);
        hitTimes.sort((a, b) => a - b);
        worst = Math.max(worst, quantile(times, 0.95));
        cells.push(`${quantile(times, 0.5).toFixed(1)} / ${quantile(times, 0.95).toFixed(1)}`);
        withHits = quantile(hitTimes, 0.95).toFixed(1);
      }
      console.log(`| ${name} | ${count} | ${cells.join(" | ")} | ${withHits} |`);
    }
  }
}
const [size] = (await database.execute(sql`select pg_total_relation_size('archived_calls') as bytes`)).rows as [
  { bytes: string },
];
console.log(
  `\nTable with indexes: ${Math.round(Number(size.bytes) / 1024 / 1024)} MB. Worst p95 ${worst.toFixed(0)} ms, target 120.`,
);
await open.close();
process.exit(worst <= 120 ? 0 : 1);
