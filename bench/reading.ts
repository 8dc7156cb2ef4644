import { putCalls } from "./support/calls";
import { type Bench, median } from "./support/figures";
import { load } from "./support/load";
import { factsOf, KEY, pause, type Servers, withServers } from "./support/servers";

const LINES = 12;
const SETTINGS = { EARSHOT_ALWAYS_ON: "true", EARSHOT_MAX_REQUESTS_PER_MINUTE: "200000" };

type Cost = { readMs: number; bareMs: number; reads: number; perSecond: number; idleShare: number };

const pathOf = (at: number) => `/calls/call_bench_${at}`;

/** Processor time of the server over `forMs`, and how many details it read of the call service meanwhile. */
async function reading({ upstream, earshot }: Servers, forMs: number): Promise<{ cpuMs: number; reads: number }> {
  const fromMs = Date.now();
  const before = await factsOf(earshot);
  await pause(fromMs + forMs - Date.now());
  const untilMs = Date.now();
  const after = await factsOf(earshot);
  const reads = (await upstream.requests()).filter(
    ({ atMs, path }) => atMs >= fromMs && atMs < untilMs && path.includes("call_bench_"),
  );
  return { cpuMs: after.cpuMs - before.cpuMs, reads: reads.length };
}

/** Processor time over `forMs` without any call, once the server has done what it does after its start. */
async function idleCost(servers: Servers, forMs: number): Promise<number> {
  await pause(2_000);
  const looks: number[] = [];
  for (let look = 0; look < 4; look++) looks.push((await reading(servers, forMs / 4)).cpuMs * 4);
  return Math.min(...looks);
}

/** What a detail read costs the server with so many live calls, and a bare one, in turns. */
function cost(calls: number, forMs: number, rounds: number): Promise<Cost> {
  return withServers({ calls: 0, settings: SETTINGS }, async (servers) => {
    const { upstream, earshot } = servers;
    // The parts are put together with the first request: from then on it polls.
    await fetch(`${earshot.url}/readyz`);
    const idle = await idleCost(servers, forMs);
    await putCalls(upstream, calls, LINES);
    await pause(6_000);
    const measured: { readMs: number; bareMs: number; reads: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const { cpuMs, reads } = await reading(servers, forMs);
      if (reads === 0) throw new Error(`Nothing was read.\n${earshot.output()}`);
      const bare = await load(
        {
          ...{ kind: "bare", url: upstream.url, perSecond: (reads * 1_000) / forMs, forMs },
          ...{ headers: { "x-api-key": KEY }, paths: Array.from({ length: calls }, (_, at) => pathOf(at)) },
        },
        [200],
      );
      const bareMs = bare.cpuMs / bare.latenciesMs.length;
      measured.push({ readMs: (cpuMs - idle) / reads, bareMs, reads });
    }
    const of = (name: "readMs" | "bareMs" | "reads") => median(measured.map((one) => one[name]));
    return {
      ...{ readMs: of("readMs"), bareMs: of("bareMs"), reads: of("reads") },
      ...{ perSecond: (of("reads") * 1_000) / forMs, idleShare: idle / forMs },
    };
  });
}

export const readingCost: Bench = {
  title: "What reading a call costs the server, however many there are",
  async run({ quick }) {
    const [few, many] = quick ? [10, 50] : [100, 1_000];
    const forMs = quick ? 2_000 : 6_000;
    const rounds = quick ? 1 : 3;
    const small = await cost(few, forMs, rounds);
    const large = await cost(many, forMs, rounds);
    const note = ({ perSecond, idleShare }: Cost) =>
      `${Math.round(perSecond)} reads a second; ${(idleShare * 100).toFixed(1)} % of a core without any call, taken off`;
    return {
      figures: [
        { what: `a detail read, ${few} live calls`, value: small.readMs, unit: "ms", note: note(small) },
        { what: `a detail read, ${many} live calls`, value: large.readMs, unit: "ms", note: note(large) },
        { what: `a bare request at the pace of ${few} live calls`, value: small.bareMs, unit: "ms" },
        { what: `a bare request at the pace of ${many} live calls`, value: large.bareMs, unit: "ms" },
        {
          what: `a detail read ÷ a bare request, ${many} live calls`,
          value: large.readMs / large.bareMs,
          unit: "",
          limit: "readCost",
        },
        {
          what: `a detail read, ${many} live calls ÷ ${few}`,
          value: large.readMs / small.readMs,
          unit: "",
          limit: "readGrowth",
        },
      ],
      notes: [
        "Processor time of the server process, less what it uses without any call, divided by the details it read: request, parsing, judging, and the share of the list's own readings. Nobody asks it anything; it polls because it is told to (EARSHOT_ALWAYS_ON), each call every 2 s.",
        "A bare request is node:http with a kept connection and JSON.parse of the same answers, at the same pace, in a process that does nothing else; the two are measured in turns.",
      ],
    };
  },
};
