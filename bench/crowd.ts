import { type Bench, type Figure, percentile } from "./support/figures";
import { type LoadReport, load } from "./support/load";
import { factsOf, pause, withServers } from "./support/servers";

const EVERY_MS = 2_000;
const WARM_UP_MS = 8_000;
/** What comes first is compiled while it comes; somebody who looks all day sees what follows. */
const ARRIVAL_MS = 3 * EVERY_MS;

type Crowd = { report: LoadReport; cpuShare: number; calls: number };

/** So many viewers of a board of so many calls that live lives of their own. */
function look(calls: number, viewers: number, forMs: number, signIn: boolean): Promise<Crowd> {
  const settings = { EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000" };
  return withServers({ calls, settings, signIn }, async ({ earshot, headers }) => {
    const url = `${earshot.url.replace("localhost", "127.0.0.1")}/api/v1/live`;
    const job = { kind: "viewers", url, headers, viewers, everyMs: EVERY_MS } as const;
    // The first reading of so many calls takes a few seconds, and is not what is measured.
    await load({ ...job, viewers: 1, forMs: WARM_UP_MS }, [200, 304], { mayFail: true });
    const board = (await (await fetch(url, { headers })).json()) as { data: { calls: unknown[] } };
    const viewing = load({ ...job, skipMs: ARRIVAL_MS, forMs: ARRIVAL_MS + forMs }, [200, 304], { mayFail: true });
    viewing.catch(() => undefined);
    await pause(ARRIVAL_MS);
    const beforeMs = (await factsOf(earshot)).cpuMs;
    await pause(forMs - 500);
    const cpuShare = ((await factsOf(earshot)).cpuMs - beforeMs) / (forMs - 500);
    return { report: await viewing, cpuShare, calls: board.data.calls.length };
  });
}

function figuresOf({ report, cpuShare, calls }: Crowd, who: string, isJudged: boolean): Figure[] {
  const { latenciesMs, failed, bytes } = report;
  const note = `${latenciesMs.length} answers of ${calls} calls, ${(bytes / latenciesMs.length / 1_000).toFixed(0)} KB each; server at ${Math.round(cpuShare * 100)} % of a core`;
  return [
    { what: `answer, ${who}, p50`, value: percentile(latenciesMs, 0.5), unit: "ms", note },
    {
      what: `answer, ${who}, p95`,
      value: percentile(latenciesMs, 0.95),
      unit: "ms",
      ...(isJudged ? ({ limit: "crowdAnswer" } as const) : {}),
    },
    {
      what: `errors, ${who}`,
      value: failed,
      unit: "",
      ...(isJudged ? ({ limit: "crowdErrors" } as const) : {}),
    },
  ];
}

export const crowd: Bench = {
  title: "500 viewers of 500 live calls on one server",
  async run({ quick }) {
    const [calls, viewers, forMs] = quick ? [20, 20, 3_000] : [500, 500, 20_000];
    const signedIn = await look(calls, viewers, forMs, true);
    const open = await look(calls, viewers, forMs, false);
    return {
      figures: [...figuresOf(signedIn, "signed in", true), ...figuresOf(open, "nobody signs in", false)],
      notes: [
        "Calls of the simulator's own, so that the board changes with nearly every poll. Each viewer is a kept connection that asks for `/api/v1/live` every 2 s as the page does, for what has changed since its last answer; an answer is timed from when it was asked for, those of the first 6 s, while all of them arrive at a server that has just started, not counted. All viewers carry one person's session.",
        "Server, simulator and viewers share two cores here: the server has about one of them.",
      ],
    };
  },
};
