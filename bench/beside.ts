import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "@/lib/database/embedded";
import { storedSettings } from "@/lib/database/schema";
import { alter, apiOf, ask, begin, now, searching } from "./backfill";
import { type Bench, type Figure, percentile } from "./support/figures";
import { load } from "./support/load";
import { factsOf, pause, type Servers, withServers } from "./support/servers";

const LIVE_CALLS = 24;
const VIEWERS = 20;
const EVERY_MS = 1_000;
const WARM_UP_MS = 6_000;
/** Made by `npm run bench:archive -- --dir <folder>`: 50,000 calls of twenty lines. */
const READY = process.env.EARSHOT_BENCH_ARCHIVE ?? null;

/** A copy of the archive that is there, whose calls are kept for as long as anything is. */
async function archiveFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-bench-beside-"));
  if (READY === null || !existsSync(join(READY, "database"))) return folder;
  cpSync(READY, folder, { recursive: true });
  const open = await openEmbedded(folder);
  const value = { auditDays: 365, endedDays: 90, talkDays: 3_650, factDays: 3_650 };
  await open.database.insert(storedSettings).values({ key: "retention", value, updatedAt: new Date() });
  await open.close();
  return folder;
}

/** What `paths` answer while people poll them, ms. */
async function polled(servers: Servers, path: string, forMs: number): Promise<number[]> {
  const job = { kind: "viewers", viewers: VIEWERS, everyMs: EVERY_MS, headers: servers.headers } as const;
  const url = `${apiOf(servers)}${path}`;
  const { latenciesMs } = await load({ ...job, url, skipMs: WARM_UP_MS, forMs: forMs + WARM_UP_MS }, [200, 304]);
  return latenciesMs;
}

/** Takes all calls as training records, again and again until told to stop. @returns lines that came */
function exporting(servers: Servers): { end: () => Promise<number> } {
  const over = new AbortController();
  let lines = 0;
  const work = (async () => {
    while (!over.signal.aborted) {
      const answer = await fetch(`${apiOf(servers)}/api/v1/archive/export`, {
        method: "POST",
        headers: {
          ...servers.headers,
          "content-type": "application/json",
          origin: new URL(servers.earshot.url).origin,
        },
        body: JSON.stringify({ format: "training" }),
        signal: over.signal,
      });
      if (answer.status !== 200 || answer.body === null)
        throw new Error(`The export: ${answer.status} ${await answer.text()}`);
      for await (const piece of answer.body) for (const byte of piece as Uint8Array) if (byte === 10) lines += 1;
    }
  })().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  return {
    async end() {
      over.abort();
      await work;
      return lines;
    },
  };
}

async function measure(servers: Servers, forMs: number): Promise<Figure[]> {
  const both = async () =>
    Promise.all([polled(servers, "/api/v1/live", forMs), polled(servers, "/api/v1/session", forMs)] as const);
  const { data } = await ask<{ data: { count: { isCapped: boolean } } }>(servers, "/api/v1/archive/calls");
  if (READY !== null && !data.count.isCapped) throw new Error(`The archive of ${READY} is not there.`);
  const [liveAlone, pollAlone] = await both();
  await factsOf(servers.earshot);
  const id = await begin(servers, { from: 50, to: 1 });
  const [search, exports] = [searching(servers), exporting(servers)];
  const [live, poll] = await both();
  const [tookMs, lines] = [await search.end(), await exports.end()];
  const { stored } = await now(servers, id);
  await alter(servers, "PATCH", `/api/v1/archive/backfills/${id}`, { state: "cancelled" });
  const { statements } = await factsOf(servers.earshot);
  for (const { text, count: times, maxMs, long } of statements) {
    console.log(`  ${maxMs.toFixed(0).padStart(5)} ms at most, ${long} of ${times} longer than 100 ms: ${text}`);
  }
  const p95 = (all: readonly number[]) => percentile(all, 0.95);
  const long = statements.filter((one) => one.long > 0);
  const names = long.map(({ text, maxMs, long: times }) => `${text.slice(0, 60)} ${times} ×, ${maxMs.toFixed(0)} ms`);
  const note = `${stored} calls kept, ${lines} exported, ${tookMs.length} searches, p95 ${p95(tookMs).toFixed(0)} ms`;
  return [
    { what: "/api/v1/live, p95, alone", value: p95(liveAlone), unit: "ms", note: `${liveAlone.length} answers` },
    { what: "/api/v1/live, p95, beside search, export and backfill", value: p95(live), unit: "ms", note },
    { what: "the same, ÷ alone", value: p95(live) / p95(liveAlone), unit: "", limit: "besideLive" },
    { what: "a signed-in poll, p95, alone", value: p95(pollAlone), unit: "ms" },
    { what: "a signed-in poll, p95, beside them", value: p95(poll), unit: "ms" },
    { what: "the same, ÷ alone", value: p95(poll) / p95(pollAlone), unit: "", limit: "besidePoll" },
    {
      what: "statements longer than 100 ms",
      value: long.reduce((sum, one) => sum + one.long, 0),
      unit: "",
      limit: "longStatements",
      ...(names.length > 0 && { note: names.join("; ") }),
    },
  ];
}

export const beside: Bench = {
  title: "Search, export and backfill over 50,000 kept calls, beside people who watch",
  async run({ quick }) {
    const folder = await archiveFolder();
    try {
      const settings = { EARSHOT_ARCHIVE: "on", EARSHOT_DATA_DIR: folder };
      const figures = await withServers({ calls: LIVE_CALLS, settings, signIn: true }, async (servers) => {
        await pause(quick ? 1_000 : 15_000);
        return measure(servers, quick ? 4_000 : 20_000);
      });
      return {
        figures,
        notes: [
          `The embedded engine with the calls of EARSHOT_BENCH_ARCHIVE (${READY === null ? "none given: an empty one" : "50,000 calls, 1,000,000 lines"}), ${VIEWERS} signed-in viewers of the board and as many who ask who they are, every second. A statement's time is that of its exchange with the engine's thread.`,
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
