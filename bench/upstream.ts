import { putCalls } from "./support/calls";
import type { Bench, Figure } from "./support/figures";
import { load } from "./support/load";
import { factsOf, pause, withServers } from "./support/servers";

const WARM_UP_MS = 6_000;
const EVERY_MS = 2_000;

type Counted = { perMinute: number; calls: number; askedPerMinute: number; cpuShare: number };

/** A world and a server of their own for every number of viewers, so that each meets the same calls at the same age. */
function countRequests(viewers: number, forMs: number, maxPerMinute: number): Promise<Counted> {
  const settings = { EARSHOT_MAX_REQUESTS_PER_MINUTE: String(maxPerMinute) };
  return withServers({ calls: 100, settings }, async ({ upstream, earshot }) => {
    const url = `${earshot.url.replace("localhost", "127.0.0.1")}/api/v1/live`;
    const viewing = load(
      { kind: "viewers", url, viewers, everyMs: EVERY_MS, forMs: WARM_UP_MS + forMs + 500 },
      [200, 304],
    );
    // Whoever fails first, the other must not be left without an ear.
    viewing.catch(() => undefined);
    await pause(WARM_UP_MS);
    const fromMs = Date.now();
    const cpuBeforeMs = (await factsOf(earshot)).cpuMs;
    await pause(fromMs + forMs - Date.now());
    const cpuMs = (await factsOf(earshot)).cpuMs - cpuBeforeMs;
    const requests = (await upstream.requests()).filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + forMs);
    const board = (await (await fetch(url)).json()) as { data: { calls: unknown[] } };
    const report = await viewing;
    const toMinute = 60_000 / forMs;
    return {
      perMinute: requests.length * toMinute,
      calls: board.data.calls.length,
      askedPerMinute: report.latenciesMs.length * (60_000 / report.tookMs),
      cpuShare: cpuMs / forMs,
    };
  });
}

const ENDING = 20;

/** Reads of calls that have ended, for each of them, within a minute and a bit of the end, while somebody has them all open. */
async function countAfterEnd(forMs: number): Promise<number> {
  return withServers({ calls: 0 }, async ({ upstream, earshot }) => {
    const origin = earshot.url.replace("localhost", "127.0.0.1");
    await putCalls(upstream, ENDING, 20);
    const ids = Array.from({ length: ENDING }, (_, index) => `call_bench_${index}`);
    const look = () => Promise.all(ids.map(async (id) => (await fetch(`${origin}/api/v1/calls/${id}`)).arrayBuffer()));
    await look();
    for (const id of ids) await upstream.end(id, { status: "completed", summary: "All well." });
    const fromMs = Date.now();
    while (Date.now() < fromMs + forMs) {
      await look();
      await pause(1_000);
    }
    const reads = (await upstream.requests()).filter(
      ({ atMs, path }) => atMs >= fromMs && path.includes("call_bench_"),
    );
    return reads.length / ENDING;
  });
}

export const upstream: Bench = {
  title: "What the call service is asked, for a board of 100 calls, whoever looks",
  async run({ quick }) {
    const forMs = quick ? 4_000 : 20_000;
    const figures: Figure[] = [];
    const counted: Counted[] = [];
    for (const viewers of quick ? [1, 20] : [1, 10, 100, 1_000]) {
      const result = await countRequests(viewers, forMs, 6_000);
      counted.push(result);
      figures.push({
        what: `upstream requests, ${viewers} viewer${viewers === 1 ? "" : "s"}`,
        value: result.perMinute,
        unit: "a minute",
        note: `viewers asked ${Math.round(result.askedPerMinute)} times a minute; ${result.calls} calls on the board; server at ${Math.round(result.cpuShare * 100)} % of a core`,
      });
    }
    const rates = counted.map(({ perMinute }) => perMinute);
    const [one = 0] = rates;
    figures.push(
      {
        what: "upstream requests, most viewers ÷ 1 viewer",
        value: (rates.at(-1) ?? 0) / one,
        unit: "",
        limit: "upstreamRequests",
      },
      {
        what: "upstream requests, busiest ÷ calmest of all these",
        value: Math.max(...rates) / Math.min(...rates),
        unit: "",
      },
    );
    const capMs = quick ? 5_000 : 60_000;
    const capped = await countRequests(100, capMs, 600);
    figures.push({
      what: "upstream requests with EARSHOT_MAX_REQUESTS_PER_MINUTE=600, 100 viewers",
      value: capped.perMinute,
      unit: "a minute",
      limit: "budgetCap",
    });
    figures.push({
      what: "reads of a call after its end, while somebody keeps it open for 80 s",
      value: await countAfterEnd(quick ? 8_000 : 80_000),
      unit: "",
      limit: "readsAfterEnd",
      note: "one finds the end, three follow 5, 15 and 60 s after it",
    });
    return {
      figures,
      notes: [
        "Every row has a simulator and a server of its own, started from the same seed, so that all meet the same calls at the same age. A viewer is a keep-alive connection that polls `/api/v1/live` every 2 s with its last ETag, beginning at a moment of its own. Requests are counted in the simulator's own log over 20 s (60 s for the cap) after 6 s of warming up.",
        "With many viewers on two cores the server's timers run a little late, which lowers the count slightly: below 1 is not a saving.",
      ],
    };
  },
};
