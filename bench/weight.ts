import { putCalls, talk } from "./support/calls";
import { type Bench, percentile } from "./support/figures";
import { load } from "./support/load";
import { factsOf, pause, withServers } from "./support/servers";

const LARGE = "call_bench_large";
const MEGABYTE = 1_000_000;

/** A call of 20 MB in the 20,000 messages that are held: nothing of it can be left out. */
function largeTranscript(megabytes: number) {
  return talk(20_000, Date.now(), 300, Math.round((megabytes * 50 - 140) / 10));
}

async function lag(quick: boolean) {
  return withServers({ calls: 0 }, async ({ upstream, earshot }) => {
    const origin = earshot.url.replace("localhost", "127.0.0.1");
    const transcript = largeTranscript(quick ? 4 : 20);
    await upstream.put({ id: LARGE, transcript });
    const probe = (forMs: number) => load({ kind: "probe", url: `${origin}/healthz`, everyMs: 10, forMs }, [200]);
    await probe(500);
    const calm = await probe(quick ? 500 : 3_000);
    await factsOf(earshot);
    // One line of it is asked for, as often as an open page asks: the server reads the whole call every second.
    const over = new AbortController();
    let reads = 0;
    const watching = (async () => {
      while (!over.signal.aborted) {
        const answer = await fetch(`${origin}/api/v1/calls/${LARGE}?messages=1`);
        if (answer.ok) reads += 1;
        await answer.arrayBuffer();
        await pause(1_000);
      }
    })();
    watching.catch(() => undefined);
    const busy = await probe(quick ? 2_000 : 12_000).finally(() => over.abort());
    const inside = await factsOf(earshot);
    await watching;
    if (reads === 0) throw new Error("The large call was never read.");
    const opening = probe(quick ? 1_000 : 4_000);
    await pause(300);
    const whole = await fetch(`${origin}/api/v1/calls/${LARGE}?messages=20000`);
    const bytes = (await whole.arrayBuffer()).byteLength;
    const opened = await opening;
    return { calm, busy, inside, opened, bytes, megabytes: JSON.stringify(transcript).length / MEGABYTE };
  });
}

async function memory(quick: boolean) {
  const calls = quick ? 20 : 500;
  const settings = { EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000" };
  return withServers({ calls: 0, settings, collect: true }, async ({ upstream, earshot }) => {
    await putCalls(upstream, calls, quick ? 30 : 300);
    const url = `${earshot.url.replace("localhost", "127.0.0.1")}/api/v1/live`;
    const view = async (viewers: number, forMs: number) => {
      const viewing = load({ kind: "viewers", url, viewers, everyMs: 2_000, forMs }, [200, 304], { mayFail: true });
      viewing.catch(() => undefined);
      await pause(forMs - 1_000);
      const facts = await factsOf(earshot);
      await viewing;
      return facts;
    };
    const one = await view(1, quick ? 3_000 : 16_000);
    const more = quick ? 20 : 500;
    const many = await view(1 + more, quick ? 3_000 : 12_000);
    return { one, many, more, calls };
  });
}

export const weight: Bench = {
  title: "The server under weight",
  async run({ quick }) {
    const { calm, busy, inside, opened, bytes, megabytes } = await lag(quick);
    const { one, many, more, calls } = await memory(quick);
    return {
      figures: [
        { what: "answer of /healthz, p99, nothing else to do", value: percentile(calm.latenciesMs, 0.99), unit: "ms" },
        {
          what: `the same while a transcript of ${megabytes.toFixed(0)} MB is read every second, p99`,
          value: percentile(busy.latenciesMs, 0.99),
          unit: "ms",
          limit: "lag",
        },
        { what: "the same, slowest", value: percentile(busy.latenciesMs, 1), unit: "ms" },
        { what: "event loop delay meanwhile, as Node counts it, p99", value: inside.lagMs.p99, unit: "ms" },
        { what: "event loop delay meanwhile, longest", value: inside.lagMs.max, unit: "ms" },
        {
          what: "answer of /healthz while somebody opens that call, slowest",
          value: percentile(opened.latenciesMs, 1),
          unit: "ms",
          note: `${(bytes / MEGABYTE).toFixed(0)} MB of JSON written for the first time`,
        },
        {
          what: `server memory (RSS), ${calls} live calls × 300 messages watched`,
          value: one.rssBytes / MEGABYTE,
          unit: "MB",
          limit: "memory",
          note: `${(one.heldBytes / MEGABYTE).toFixed(0)} MB held after a garbage collection`,
        },
        {
          what: "memory held for each further viewer",
          value: Math.max(0, many.heldBytes - one.heldBytes) / more / 1000,
          unit: "KB",
          note: `${more} viewers`,
        },
      ],
      notes: [
        "The event loop is watched from outside: a request to /healthz every 10 ms by its own schedule, timed from when it was due, so that a pause counts for as long as it lasts.",
        "Memory is measured with a budget of 6,000 requests a minute, which reads each of the 500 calls every five to six seconds.",
      ],
    };
  },
};
