import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startPostgres } from "@/e2e/support/postgres.mjs";
import { type Bench, type Figure, median, percentile } from "./support/figures";

const PROCESS = fileURLToPath(new URL("./support/analytics-process.ts", import.meta.url));
const ROUNDS = 20;

type Measured = { tookMs: number[]; longestMs: number };
type Run = { whole: Measured; compared: Measured };

/** In a process of its own: it holds a database, and reads what only the server side may. */
async function measured(calls: number, rounds: number, url: string | null): Promise<Run> {
  const args = ["--conditions=react-server", "--import", "tsx", PROCESS, String(calls), String(rounds)];
  const env = { ...process.env, ...(url === null ? {} : { DATABASE_URL: url }) };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 1_048_576 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Run;
}

const named = (calls: number) => `${calls.toLocaleString("en-US")} calls`;
const half = (where: string, { compared }: Run): Figure => ({
  what: `${where}: half of them beside the span before, p95`,
  value: percentile(compared.tookMs, 0.95),
  unit: "ms",
});

async function onServer(calls: number, rounds: number): Promise<Figure[]> {
  const what = `Postgres, ${named(calls)} of 90 days, all charts, p95`;
  const postgres = await startPostgres();
  if ("why" in postgres) return [{ what, value: null, unit: "ms", limit: "analyticsServer", note: postgres.why }];
  try {
    const run = await measured(calls, rounds, postgres.url);
    const value = percentile(run.whole.tookMs, 0.95);
    return [{ what, value, unit: "ms", limit: "analyticsServer" }, half("Postgres", run)];
  } finally {
    await postgres.stop();
  }
}

/** All that the page of statistics shows, read anew each time. */
export const analytics: Bench = {
  title: "Statistics of ninety days",
  async run({ quick }) {
    const rounds = quick ? 2 : ROUNDS;
    const calls = quick ? 2_000 : 50_000;
    const embedded = await measured(calls, rounds, null);
    const { tookMs, longestMs } = embedded.whole;
    return {
      figures: [
        {
          what: `embedded, ${named(calls)} of 90 days, all charts, p95`,
          ...{ value: percentile(tookMs, 0.95), unit: "ms", limit: "analyticsEmbedded" as const },
        },
        { what: "embedded: the same, p50", value: median(tookMs), unit: "ms" },
        {
          what: "embedded: its longest statement, p95 of rounds",
          ...{ value: longestMs, unit: "ms", limit: "analyticsStatement" as const },
        },
        half("embedded", embedded),
        ...(await onServer(quick ? 2_000 : 100_000, rounds)),
      ],
      notes: [
        "40 agents, 12 campaigns, 90 buckets; a narrow row a call (`call_figures`), read once in statements of 5,000 calls with a gap behind each, and counted in the process.",
      ],
    };
  },
};
