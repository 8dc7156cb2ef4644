import { putCalls } from "./support/calls";
import { type Bench, median, percentile } from "./support/figures";
import { load, pin } from "./support/load";
import { factsOf, pause, withServers } from "./support/servers";

const CONNECTIONS = 64;
const KINDS = {
  floor: { path: "/healthz", conditional: false, status: 200 },
  known: { path: "/api/v1/live", conditional: true, status: 304 },
  body: { path: "/api/v1/live", conditional: false, status: 200 },
} as const;
type Kind = keyof typeof KINDS;

type Round = { perSecond: number; cpuMs: number; p99Ms: number; bytes: number };

export const throughput: Bench = {
  title: "How fast `/api/v1/live` answers somebody who has signed in: 100 calls, one core, 64 connections",
  run: ({ quick }) =>
    withServers({ calls: 0, signIn: true }, async ({ upstream, earshot, simulator, headers }) => {
      await putCalls(upstream, quick ? 10 : 100, 20);
      const pinned = pin(earshot.process, 0);
      if (pinned) pin(simulator.process, 1);
      const origin = earshot.url.replace("localhost", "127.0.0.1");
      const plain = (await (await fetch(`${origin}/api/v1/live`, { headers })).text()).length;
      const rounds: Record<Kind, Round[]> = { floor: [], known: [], body: [] };
      const run = async (kind: Kind, forMs: number): Promise<Round> => {
        const { path, conditional } = KINDS[kind];
        const url = `${origin}${path}`;
        const job = { kind: "flood", url, connections: CONNECTIONS, conditional, forMs, headers } as const;
        const cpuBeforeMs = (await factsOf(earshot)).cpuMs;
        const report = await load(job, [200, 304], pinned ? { core: 1 } : {});
        const cpuMs = (await factsOf(earshot)).cpuMs - cpuBeforeMs - report.tookMs * pollingShare;
        const answers = report.latenciesMs.length;
        const wanted = report.statuses[KINDS[kind].status] ?? 0;
        // The board gets a new ETag now and then: its history has a point every fifteen seconds.
        if (wanted < answers * 0.5) throw new Error(`${kind}: answers ${JSON.stringify(report.statuses)}`);
        return {
          perSecond: answers / (report.tookMs / 1000),
          cpuMs: cpuMs / answers,
          p99Ms: percentile(report.latenciesMs, 0.99),
          bytes: report.bytes / answers,
        };
      };
      const kinds = Object.keys(KINDS) as Kind[];
      let pollingShare = 0;
      for (const kind of kinds) await run(kind, quick ? 300 : 2_000);
      // The board was asked for a moment ago: the server goes on polling, and nobody asks it anything.
      const calmMs = quick ? 1_000 : 5_000;
      const calm = await factsOf(earshot);
      await pause(calmMs);
      pollingShare = ((await factsOf(earshot)).cpuMs - calm.cpuMs) / calmMs;
      for (let round = 0; round < (quick ? 1 : 5); round++) {
        // Each round begins with another kind, so that a drift of the machine meets all alike.
        for (let at = 0; at < kinds.length; at++) {
          const kind = kinds[(round + at) % kinds.length];
          if (kind) rounds[kind].push(await run(kind, quick ? 500 : 3_000));
        }
      }
      const speed = (kind: Kind) => median(rounds[kind].map(({ perSecond }) => perSecond));
      const cost = (kind: Kind) => median(rounds[kind].map(({ cpuMs }) => cpuMs));
      const slowest = (kind: Kind) => median(rounds[kind].map(({ p99Ms }) => p99Ms));
      const ratio = (kind: Kind) =>
        median(rounds[kind].map(({ perSecond }, round) => perSecond / (rounds.floor[round]?.perSecond ?? 0)));
      return {
        figures: [
          { what: "floor: a bare Next handler that says ok (/healthz)", value: speed("floor"), unit: "req/s" },
          { what: "304", value: speed("known"), unit: "req/s" },
          {
            what: "full body",
            value: speed("body"),
            unit: "req/s",
            note: `${(plain / 1024).toFixed(0)} KiB of JSON, ${(median(rounds.body.map(({ bytes }) => bytes)) / 1024).toFixed(1)} KiB as brotli`,
          },
          { what: "floor, processor time", value: cost("floor"), unit: "ms a request" },
          { what: "304, processor time", value: cost("known"), unit: "ms a request" },
          { what: "full body, processor time", value: cost("body"), unit: "ms a request" },
          {
            what: "floor ÷ 304 in processor time",
            value: cost("floor") / cost("known"),
            unit: "",
            limit: "knownAnswer",
          },
          {
            what: "floor ÷ full body in processor time",
            value: cost("floor") / cost("body"),
            unit: "",
            limit: "wholeAnswer",
          },
          { what: "304 ÷ floor", value: ratio("known"), unit: "" },
          { what: "full body ÷ floor", value: ratio("body"), unit: "" },
          { what: "floor, p99", value: slowest("floor"), unit: "ms" },
          { what: "304, p99", value: slowest("known"), unit: "ms" },
          { what: "full body, p99", value: slowest("body"), unit: "ms" },
        ],
        notes: [
          `Interleaved rounds of 3 s, medians; the ratios are medians of each round's own ratio. ${pinned ? "The server is pinned to one core, load and simulator to the other." : "Nothing is pinned: there is no taskset here."} Meanwhile the server goes on polling its 100 calls every 2 s in all three cases. The board stands still, so its body is compressed once; a changing board is compressed once a version, at most once a second.`,
          "Processor time is that of the server process, less what it uses for polling alone. On a core of its own it gives the same ratios as requests a second; on a busy machine it is the figure to trust.",
          "p99 is that of 64 connections which ask again at once, so it is mostly waiting for one's turn: 64 ÷ (requests per second).",
        ],
      };
    }),
};
