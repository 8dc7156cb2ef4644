import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { AccessStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import { createArchiveStores, createRemaking, createTaking, forgetCalls, forgetTalk, talkBefore } from "@/lib/archive";
import { readQuery } from "@/lib/archive/query";
import { anEnded, aTalk } from "@/lib/archive/testing";
import { BUILD_START_MS } from "@/lib/calls/build";
import { openEmbedded } from "@/lib/database/embedded";
import { archivedCalls } from "@/lib/database/schema";
import { type Transaction, transact } from "@/lib/database/transaction";
import { recordStatements } from "./support/statements.mjs";

/**
 * `npm run bench:statements -- <folder>`: what the embedded engine is asked over an archive that `npm run bench:archive -- --dir
 * <folder>` has made (a copy of it), and which statements take longer than 100 ms, by what asks them: others wait for each.
 */
const statements = recordStatements();
const folder = mkdtempSync(join(tmpdir(), "earshot-bench-statements-"));
cpSync(process.argv[2] ?? "", folder, { recursive: true });
const open = await openEmbedded(folder);
const { database } = open;
const nowMs = () => BUILD_START_MS + 40 * 86_400_000;
const stores = createArchiveStores({ database, nowMs });
const commit = <T>(work: (tx: Transaction) => Promise<T>) => transact(database, work);
const [total] = (await database.execute(sql`select count(*)::int as count from archived_calls`)).rows as [
  { count: number },
];
console.log(`${total.count.toLocaleString("en-GB")} calls`);
statements.taken();

let longer = 0;
async function during(what: string, work: () => Promise<unknown>): Promise<void> {
  const startMs = performance.now();
  await work();
  const took = performance.now() - startMs;
  const asked = statements.taken();
  const long = asked.filter((one) => one.long > 0);
  longer += long.length;
  console.log(`${what}: ${took.toFixed(0)} ms in all, the longest statement ${(asked[0]?.maxMs ?? 0).toFixed(0)} ms`);
  for (const one of long) console.log(`    ${one.maxMs.toFixed(0)} ms, ${one.long} of ${one.count}: ${one.text}`);
}

/** As bench/archive-search.ts makes words. */
function wordOf(rank: number): string {
  let word = "";
  for (let rest = rank + 400; rest > 0; rest = Math.floor(rest / 60)) {
    word += `${"bdfgklmprtvz"[rest % 12]}${"aeiou"[Math.floor(rest / 12) % 5]}`;
  }
  return `${word}x`;
}
const w = wordOf;
const QUERIES = [
  ...[w(1), w(10), w(100), w(1_000), w(15_000), `${w(100)} ${w(300)}`, `${w(10)} ${w(1_000)}`],
  ...[`"${w(10)} ${w(12)}"`, `"${w(100)} ${w(60)}"`, `${w(100)} -${w(10)}`, `${w(100).slice(0, 3)}*`],
];
const common = { scope: null, limit: 25, after: null };
for (const form of ["plain", "redacted"] as const) {
  for (const sort of ["newest", "best"] as const) {
    await during(`search, ${form}, ${sort}`, async () => {
      for (const q of QUERIES) {
        for (const filters of [
          {},
          { agents: ["agent-3"], fromMs: BUILD_START_MS, toMs: BUILD_START_MS + 7 * 86_400_000 },
        ]) {
          await stores.archiveSearch.search({ ...common, query: readQuery(q), filters, form, sort });
        }
      }
    });
  }
}
await during("filters without words", async () => {
  const all = [
    ...[
      { who: { text: "415", onlyIds: false } },
      { who: { text: "nobody at all", onlyIds: false } },
      { attention: "any" as const },
    ],
    ...[{ metadata: { key: "crm", value: "x" } }, { statuses: ["failed"] }, { endedByPerson: true }, { shared: true }],
    ...[{ leastSeconds: 10_000 }, { campaigns: ["none"] }, { direction: "outbound" }],
  ];
  for (const filters of all) {
    for (const sort of ["newest", "oldest", "longest"] as const) {
      await stores.archiveSearch.search({ ...common, query: null, filters, form: "plain", sort });
    }
  }
});
await during("choices", async () => {
  await stores.archiveChoices.of(null);
  await stores.archiveChoices.of({ agents: ["agent-1"], agentNames: [], campaigns: [] });
});
const VIEW: View = { masked: true, redacted: true, lines: true, raw: false, scope: null };
await during("an export of 2,000 calls", async () => {
  const { take } = createTaking({
    stores: async () => ({ ...stores, database }) as unknown as AccessStores & typeof stores,
    lookThrough: async () => undefined,
  });
  let calls = 0;
  const asked = { question: { q: w(10) }, ids: null, withTalk: true, after: null, asker: "bench" };
  for await (const taken of take(VIEW, asked)) {
    calls += taken.calls.length;
    if (calls >= 2_000) break;
  }
});
const lines = Array.from({ length: 20 }, (_, n) =>
  Array.from({ length: 12 }, (_, at) => w(n * 31 + at * at + 1)).join(" "),
);
await during("keeping 800 calls, eight a transaction", async () => {
  for (let from = 0; from < 800; from += 8) {
    const puts = Array.from({ length: 8 }, (_, at) => ({
      ended: anEnded(aTalk(lines, { id: `new_${from + at}`, phoneNumber: `+1415555${from + at}` })),
      keepsTalk: true,
    }));
    await commit((tx) => stores.archive.putAll(tx, puts));
  }
});
await during("remaking 200 calls", async () => {
  await database.execute(
    sql`update archived_calls set redaction_version = 0 where call_id in (select call_id from archived_calls limit 200)`,
  );
  statements.taken();
  const { run } = createRemaking({
    ...{
      ...stores,
      transact: commit,
      lookThrough: async () => {},
      onProgress: () => {},
      nowMs: Date.now,
      sleep: async () => {},
    },
  });
  await run(new AbortController().signal);
});
await during("erasing a caller, counted and done", async () => {
  await stores.erasures.count({ phoneNumber: "+14155550" });
  await commit((tx) => stores.erasures.erase(tx, { phoneNumber: "+141555500" }));
});
await during("what keeping up asks", async () => {
  await stores.archivePending.unsettled(50);
  await stores.archivePending.uncorrected(50);
  await stores.archivePending.keptBetween(null, nowMs());
});
await during("counting what a shorter retention takes", () => database.$count(archivedCalls, talkBefore(nowMs())));
await during("forgetting the talk of a day, and calls of another", async () => {
  await forgetCalls(database, BUILD_START_MS + 43_200_000);
  await forgetTalk(database, BUILD_START_MS + 86_400_000);
});
await during("upkeep", () => open.upkeep());
console.log(`${longer} statements longer than 100 ms.`);
await open.close();
rmSync(folder, { recursive: true, force: true });
process.exit(longer === 0 ? 0 : 1);
