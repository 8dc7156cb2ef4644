import { change } from "@/e2e/support/access";
import type { Upstream } from "@/e2e/support/upstream";
import type { Backfill } from "@/lib/wire/backfill-contract";
import { type Bench, type Figure, percentile } from "./support/figures";
import { load } from "./support/load";
import { factsOf, pause, type Servers, withServers } from "./support/servers";

const LIVE_CALLS = 24;
const VIEWERS = 20;
const EVERY_MS = 1_000;
const WARM_UP_MS = 6_000;
/** Words of the simulator's talk, common and rare. */
const SEARCHES = ["order", "refund", '"thank you"', "battery OR invoice", "help -order"];

export const apiOf = ({ earshot }: Servers) => earshot.url.replace("localhost", "127.0.0.1");

export async function ask<T>(servers: Servers, path: string): Promise<T> {
  return (await (await fetch(`${apiOf(servers)}${path}`, { headers: servers.headers })).json()) as T;
}

export async function alter<T>(servers: Servers, method: "POST" | "PATCH", path: string, body: unknown): Promise<T> {
  const answer = await change(servers.earshot.url, method, path, { body, cookie: servers.headers.cookie ?? "" });
  if (answer.status > 201) throw new Error(`${method} ${path}: ${answer.status} ${answer.text()}`);
  return answer.json() as T;
}

export const now = async (servers: Servers, id: string) =>
  (await ask<{ data: Backfill }>(servers, `/api/v1/archive/backfills/${id}`)).data;

export async function begin(servers: Servers, days: { from: number; to: number }): Promise<string> {
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const range = { from: at(days.from), to: at(days.to) };
  return (await alter<{ data: Backfill }>(servers, "POST", "/api/v1/archive/backfills", range)).data.id;
}

/** Requests for single calls and for pages of the list. */
async function requestsOf(upstream: Upstream): Promise<number> {
  const requests = await upstream.requests();
  return requests.filter(({ path }) => path.startsWith("/api/v1/calls")).length;
}

/** Nobody looks at anything: what a backfill alone costs. */
async function alone(servers: Servers, days: { from: number; to: number }): Promise<Figure[]> {
  const { upstream, earshot } = servers;
  await alter(servers, "PATCH", "/api/v1/settings", { archive: { keepUp: false } });
  // Whoever looked before is forgotten, and keeping up has noticed.
  await pause(25_000);
  const idle = await factsOf(earshot);
  const idleSinceMs = performance.now();
  await pause(10_000);
  const idleShare = ((await factsOf(earshot)).cpuMs - idle.cpuMs) / (performance.now() - idleSinceMs);
  const before = { requests: await requestsOf(upstream), cpuMs: (await factsOf(earshot)).cpuMs };
  const startMs = performance.now();
  const id = await begin(servers, days);
  for (;;) {
    await pause(500);
    if ((await now(servers, id)).state === "done") break;
  }
  const tookMs = performance.now() - startMs;
  const { stored } = await now(servers, id);
  // The count that its beginning asks for is not a part of it.
  const requests = (await requestsOf(upstream)) - before.requests - 1;
  const cpuMs = (await factsOf(earshot)).cpuMs - before.cpuMs - idleShare * tookMs;
  const note = `${stored} calls in ${(tookMs / 1_000).toFixed(0)} s`;
  return [
    { what: "calls kept ÷ requests", value: stored / requests, unit: "", limit: "backfillRequests", note },
    { what: "server's processor time a call", value: cpuMs / stored, unit: "ms", limit: "backfillCost" },
  ];
}

/** Asks the archive one question after the other until it is told to stop. @returns how long each answer took */
export function searching(servers: Servers): { end: () => Promise<number[]> } {
  let isOver = false;
  const tookMs: number[] = [];
  const work = (async () => {
    for (let place = 0; !isOver; place += 1) {
      const sinceMs = performance.now();
      await ask(servers, `/api/v1/archive/calls?q=${encodeURIComponent(SEARCHES[place % SEARCHES.length] ?? "")}`);
      tookMs.push(performance.now() - sinceMs);
      await pause(500);
    }
  })();
  return {
    async end() {
      isOver = true;
      await work;
      return tookMs;
    },
  };
}

/** People look at the board, first alone, then while a backfill runs and somebody searches. */
async function beside(servers: Servers, days: { from: number; to: number }, forMs: number): Promise<Figure[]> {
  const viewers = async () => {
    const job = { kind: "viewers", viewers: VIEWERS, everyMs: EVERY_MS, headers: servers.headers } as const;
    const url = `${apiOf(servers)}/api/v1/live`;
    const { latenciesMs } = await load({ ...job, url, skipMs: WARM_UP_MS, forMs: forMs + WARM_UP_MS }, [200, 304]);
    return latenciesMs;
  };
  const without = await viewers();
  const id = await begin(servers, days);
  const search = searching(servers);
  const during = await viewers();
  const tookMs = await search.end();
  const { state, stored } = await now(servers, id);
  if (state !== "running") throw new Error(`The backfill was ${state} before the end.`);
  await alter(servers, "PATCH", `/api/v1/archive/backfills/${id}`, { state: "cancelled" });
  const p95 = (all: readonly number[]) => percentile(all, 0.95);
  return [
    { what: "/api/v1/live, p95, alone", value: p95(without), unit: "ms", note: `${without.length} answers` },
    {
      what: "/api/v1/live, p95, beside a backfill and searches",
      value: p95(during),
      unit: "ms",
      note: `${stored} calls kept meanwhile, ${tookMs.length} searches, p95 ${p95(tookMs).toFixed(0)} ms`,
    },
    { what: "the same, ÷ alone", value: p95(during) / p95(without), unit: "", limit: "besideBackfill" },
  ];
}

export const backfill: Bench = {
  title: "A backfill, alone and beside people who watch and search",
  async run({ quick }) {
    const settings = { EARSHOT_ARCHIVE: "on" };
    const [watched, brought] = quick
      ? [
          { from: 6, to: 1 },
          { from: 8, to: 7 },
        ]
      : [
          { from: 40, to: 1 },
          { from: 50, to: 41 },
        ];
    const figures = await withServers({ calls: LIVE_CALLS, settings, signIn: true }, async (servers) => [
      ...(await beside(servers, watched, quick ? 4_000 : 20_000)),
      ...(await alone(servers, brought)),
    ]);
    return {
      figures,
      notes: [
        `The embedded engine, ${LIVE_CALLS} live calls, ${VIEWERS} signed-in viewers of the board every second. A backfill keeps forty calls a second at most, so that what it costs is spread. Server, simulator and viewers share two cores here.`,
      ],
    };
  },
};
