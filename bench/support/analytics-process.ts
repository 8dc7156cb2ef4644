import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { createAnalytics } from "@/lib/analytics";
import { createArchiveStores, isFindable, isFindableAgent, isFindableFailure, narrow } from "@/lib/archive";
import { type Database, openDatabase } from "@/lib/database/database";

/**
 * Fills an empty database with calls of ninety days, reads the whole of the statistics again and again, and writes what it
 * took as JSON: `analytics-process.ts <calls> <rounds>`; on the server that DATABASE_URL names, else embedded.
 */
const [calls = 50_000, rounds = 20] = process.argv.slice(2).map(Number);
const url = process.env.DATABASE_URL ?? null;
const dataDir = mkdtempSync(join(tmpdir(), "earshot-bench-"));
const open = await openDatabase({ url, dataDir });
const DAY_MS = 86_400_000;
const nowMs = Date.UTC(2026, 10, 27, 9);
const fromMs = Date.UTC(2026, 7, 30);
const STEP = 5_000;

/** Calls over a hundred days, so that a part of the span before has some, too. */
async function fill(): Promise<void> {
  for (let first = 0; first < calls; first += STEP) {
    await open.database.execute(sql`
      with made as (
        select n, random() as dice, random() as luck, ${new Date(fromMs).toISOString()}::timestamptz
          + random() * (${new Date(nowMs).toISOString()}::timestamptz - ${new Date(fromMs).toISOString()}::timestamptz) as at,
          (20 + random() * random() * 900)::int as seconds
        from generate_series(${first}::int, ${Math.min(first + STEP, calls) - 1}::int) as n
      ), rows as (
        insert into archived_calls (call_id, status, direction, agent_id, agent_name, campaign_id, happened_at, started_at,
          ended_at, duration_seconds, metadata, omitted_messages, is_settled, was_watched, participants, reasons, kept_at,
          changed_at, read_at, next_line_key, redaction_version)
        select 'call_' || n, case when dice < 0.7 then 'completed' when dice < 0.85 then 'no_answer' when dice < 0.9 then 'busy'
            when dice < 0.96 then 'failed' else 'cancelled' end,
          case when luck < 0.3 then 'inbound' else 'outbound' end, 'agent-' || (n % 40), 'Agent ' || (n % 40),
          'campaign-' || (n % 12), at, at, at + seconds * interval '1 second', case when dice < 0.7 then seconds end, '{}', 0,
          true, luck < 0.6, '[]', '[]', at, at, at, 0, 1
        from made returning *
      )
      insert into call_figures
      select call_id, status, direction, agent_id, agent_name, campaign_id, happened_at, started_at, ended_at,
        duration_seconds, case when status = 'failed' then (array['timeout', 'sip_error', 'voicemail'])[1 + floor(random() * 3)] end,
        300 + random() * random() * 9000, random() * 30000, 0.3 + random() * 0.4, 0.3, was_watched,
        case when was_watched and random() < 0.2 then array['long_call'] when was_watched and random() < 0.2 then array['agent_silent', 'dead_air'] else '{}' end,
        random() < 0.05, random() < 0.05, random() < 0.02
      from rows`);
  }
  await open.database.execute(sql`vacuum analyze call_figures`);
  await open.database.execute(sql`analyze archived_calls`);
  await open.upkeep();
}

let longestMs = 0;
/** The same database, which remembers how long it was held. */
const timed: Database = new Proxy(open.database, {
  get(target, name) {
    const value: unknown = Reflect.get(target, name);
    if (name !== "execute" || typeof value !== "function") return value;
    return async (...asked: unknown[]) => {
      const startMs = performance.now();
      const result: unknown = await value.apply(target, asked);
      const tookMs = performance.now() - startMs;
      longestMs = Math.max(longestMs, tookMs);
      if (process.env.BENCH_STATEMENTS) console.error(`${tookMs.toFixed(0)} ms`);
      return result;
    };
  },
});

const { archiveSearch } = createArchiveStores({ database: timed, nowMs: Date.now });
const analytics = createAnalytics({
  stores: async () => ({ database: timed }) as never,
  authorize: async () => undefined,
  viewFor: async () => ({ masked: false, redacted: false, lines: true, raw: true, scope: null }),
  askerOf: () => "bench",
  countSearch: () => undefined,
  narrow: (view, filters, seesShares) => narrow({ database: timed, archiveSearch }, view, filters, seesShares),
  tells: { isFindable, isFindableAgent, isFindableFailure },
  keeps: async () => true,
  demo: () => false,
  nowMs: () => nowMs,
});

async function measure(
  question: Parameters<typeof analytics.read>[1],
): Promise<{ tookMs: number[]; cpuMs: number[]; longestMs: number }> {
  const read = () => analytics.read({ kind: "anonymous" }, question);
  await read();
  longestMs = 0;
  const tookMs: number[] = [];
  const cpuMs: number[] = [];
  const statements: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    const before = process.cpuUsage();
    longestMs = 0;
    await read();
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1_000);
    statements.push(longestMs);
    tookMs.push(performance.now() - startMs);
  }
  statements.sort((one, other) => one - other);
  return { tookMs, cpuMs, longestMs: statements[Math.floor(statements.length * 0.95)] ?? 0 };
}

await fill();
const filters = { from: fromMs, to: nowMs + DAY_MS };
const whole = await measure({ filters, timeZone: "Europe/Helsinki", bucket: "day" });
const compared = await measure({
  filters: { from: fromMs + 45 * DAY_MS, to: nowMs },
  ...{ timeZone: "Europe/Helsinki", bucket: "day", compare: "previous" },
});
process.stdout.write(`${JSON.stringify({ whole, compared })}\n`);
await open.close();
rmSync(dataDir, { recursive: true, force: true });
