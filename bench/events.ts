import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { aCall, aListItem } from "@/lib/calls/build";
import { readCall } from "@/lib/calls/read-call";
import { createBudget } from "@/lib/live/budget";
import { createLive } from "@/lib/live/live";
import { aloneExchange, type CallSource } from "@/lib/live/source";
import { fakeClock } from "@/lib/live/testing";
import { type Bench, percentile } from "./support/figures";

const CALLS = 500;
const LISTENERS = 100;
const LINES = 60;
/** Each call says something this often; it is read every two seconds. */
const LINE_EVERY_MS = 5_000;
const VIEW_MS = 2_000;

const VOCABULARY =
  "parcel depot evening morning door neighbour driver order street number invoice paper window garden".split(" ");

/** What is said in a line, never nearly the same as in another: nobody is alarmed by repetitions. */
const wordsOf = (index: number) =>
  Array.from(
    { length: 14 },
    (_, word) => `${VOCABULARY[(index * 7 + word * (index + 3)) % VOCABULARY.length]}${(index * 31 + word * 17) % 97}`,
  ).join(" ");

/** A call service of so many live calls without any HTTP: texts as they come, parsed and read as usual. */
function serviceOf(calls: number, nowMs: () => number): CallSource {
  const startMs = nowMs() - LINES * LINE_EVERY_MS;
  const lines = Array.from({ length: LINES + 100 }, (_, index) => ({
    role: index % 2 === 0 ? "assistant" : "user",
    content: wordsOf(index),
    timestamp: new Date(startMs + index * LINE_EVERY_MS).toISOString(),
  }));
  const createdAt = (index: number) => new Date(startMs - index * 1_000).toISOString();
  const rows = Array.from({ length: calls }, (_, index) =>
    aListItem({ id: `call_${index}`, status: "active", createdAt: createdAt(index) }),
  );
  return {
    async getCall(id) {
      const index = Number(id.slice("call_".length));
      const said = Math.floor((nowMs() - startMs + (index * LINE_EVERY_MS) / calls) / LINE_EVERY_MS);
      const body = { id, status: "active", createdAt: createdAt(index), startedAt: createdAt(index) };
      const text = JSON.stringify(aCall({ ...body, transcript: lines.slice(0, said) }));
      const read = readCall(JSON.parse(text), nowMs());
      if (read === null) throw new Error(`The call ${id} cannot be read.`);
      return { call: read.call, unreadable: read.unreadable, omittedMessages: 0 };
    },
    async listCalls({ status, limit = 100, offset = 0 }) {
      const named = status === undefined || status === "active" ? rows : [];
      const page = { total: named.length, limit, offset, hasMore: offset + limit < named.length };
      return { calls: named.slice(offset, offset + limit), pagination: page, droppedRows: 0 };
    },
    listAgents: async () => ({ agents: [], hasMore: false, droppedRows: 0 }),
    cancelCall: async (id) => ({ id, status: "cancelled" }),
  };
}

type Floor = { runMs: (ms: number) => Promise<number>; listen: (count: number) => () => void; heard: () => number };

/** A floor that one person looks at. `runMs` gives the processor time, in milliseconds, of so much of its life. */
function floorOf(calls: number): Floor {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: 60_000, nowMs: clock.nowMs, random: Math.random });
  const live = createLive({
    ...{ source: serviceOf(calls, clock.nowMs), clock, budget, exchange: aloneExchange(clock.nowMs) },
    random: Math.random,
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
  });
  let heard = 0;
  return {
    async runMs(ms) {
      const { user, system } = process.cpuUsage();
      for (let passedMs = 0; passedMs < ms; passedMs += VIEW_MS) {
        void live.board();
        await clock.advance(VIEW_MS);
      }
      const now = process.cpuUsage();
      return (now.user + now.system - user - system) / 1_000;
    },
    listen(count) {
      const all = Array.from({ length: count }, () =>
        live.subscribe(
          ["calls", "board"],
          () => {
            heard += 1;
          },
          { demand: "none" },
        ),
      );
      return () => {
        for (const { unsubscribe } of all) unsubscribe();
      };
    },
    heard: () => heard,
  };
}

/** Two lives of one floor in turns, with listeners and without: what the one costs more. */
async function pairs(calls: number, count: number, rounds: number, ms: number) {
  const floor = floorOf(calls);
  await floor.runMs(6_000);
  const plain: number[] = [];
  const listened: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const half = async (isListened: boolean) => {
      const stop = floor.listen(isListened ? count : 0);
      (isListened ? listened : plain).push(await floor.runMs(ms));
      stop();
    };
    await half(round % 2 === 0);
    await half(round % 2 !== 0);
  }
  // What disturbs a window only adds to it: the calmer half of them says what the work costs.
  const calm = (windowsMs: number[]) => percentile(windowsMs, 0.25);
  return {
    plainMs: calm(plain),
    ratio: calm(listened) / calm(plain),
    heard: floor.heard() / Math.max(1, count * rounds * ms),
  };
}

export const events: Bench = {
  title: "What it costs the server to tell of its calls",
  async run({ quick }) {
    const calls = quick ? 50 : CALLS;
    const [rounds, ms] = quick ? [2, 2_000] : [40, 2_000];
    const one = await pairs(calls, 1, rounds, ms);
    const many = await pairs(calls, LISTENERS, rounds, ms);
    return {
      figures: [
        {
          what: `processor time of ${calls} calls read every 2 s, nobody listens`,
          value: many.plainMs / (ms / 1_000),
          unit: "ms a second",
        },
        { what: "with one listener to all calls and the board ÷ with none", value: one.ratio, unit: "" },
        {
          what: `with ${LISTENERS} such listeners ÷ with none`,
          value: many.ratio,
          unit: "",
          limit: "listeners",
          note: `each hears ${Math.round(many.heard * 1_000)} events a second`,
        },
      ],
      notes: [
        "One process, without HTTP: each call's details are parsed and read from text as they would come. The same floor lives on in turns with and without listeners; figures are processor time of the calmer quarter of its windows. The requests themselves, which a server pays as well, are not in it.",
      ],
    };
  },
};
