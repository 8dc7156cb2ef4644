import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import type { BoardCall } from "@/lib/calls/board";
import { aMessage } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import { withLineChanges } from "@/lib/calls/line-changes";
import { rowsOf, type TranscriptRow } from "@/lib/calls/transcript";
import { createBudget } from "./budget";
import { WAYS } from "./call-events";
import type { OpenReason } from "./call-life";
import type { CallEvent, CallState, Current, LiveEvent } from "./events";
import { createLive } from "./live";
import { aloneExchange, type Exchange } from "./source";
import { fakeClock, fakeSource, sourceError } from "./testing";

/** Somebody who knows nothing but what they were told: keeps calls and board by events alone, and checks each as it comes. */
class Listener {
  sequence: number;
  readonly calls = new Map<
    string,
    { state: CallState; call: Call; rows: TranscriptRow[]; reasons: Map<string, Severity> }
  >();
  board: Map<string, BoardCall> | null = null;
  order: string[] = [];
  version: number | null = null;

  constructor({ sequence, calls, board }: Current) {
    this.sequence = sequence;
    for (const state of calls) this.begin(state);
    if (board === null) return;
    this.version = board.version;
    this.order = board.data.calls.map(({ id }) => id);
    this.board = new Map(board.data.calls.map((row) => [row.id, row]));
  }

  begin(state: CallState) {
    const rows = [...rowsOf(state.call.transcript)];
    this.calls.set(state.callId, { state, call: state.call, rows, reasons: severities(state.reasons) });
  }

  hear(event: LiveEvent): void {
    // None is lost, none comes twice, none out of order.
    expect(event.sequence).toBe(this.sequence + 1);
    this.sequence = event.sequence;
    if (event.type !== "board.changed") this.hearCall(event);
    else {
      expect(event.version.before).toBe(this.version);
      this.version = event.version.after;
      this.board ??= new Map();
      for (const id of event.left) expect(this.board.delete(id)).toBe(true);
      for (const row of event.put) this.board.set(row.id, row);
      const stayed = this.order.filter((id) => !event.left.includes(id));
      this.order = event.order === null ? stayed : [...event.order];
    }
  }

  hearCall(event: CallEvent): void {
    const { callId, state, before } = event;
    const known = this.calls.get(callId);
    // What is told at once of what was found has nothing before it, either.
    if (before === null && known !== undefined) expect(known.state).toMatchObject({ version: state.version });
    else expect(before === null).toBe(known === undefined);
    if (known === undefined) {
      this.begin({ ...state, reasons: [] });
      const way = WAYS.unknown[state.stage];
      expect(way !== "never" && (way.changes ? "call.changed" : way.marks[0])).toBe(event.type);
      if (event.type !== "call.changed") return;
    }
    const held = this.calls.get(callId);
    if (held === undefined) throw new Error("not begun");
    expect(state.version).toBeGreaterThanOrEqual(held.state.version);
    expect(state.asOfMs ?? 0).toBeGreaterThanOrEqual(held.state.asOfMs ?? 0);
    if (event.type === "call.changed" && before !== null) {
      expect(before).toEqual({ stage: held.state.stage, status: held.call.status });
      held.rows = withLineChanges(held.rows, event.lines);
      const changed = Object.fromEntries(event.fields.map((field) => [field, state.call[field]]));
      held.call = { ...held.call, ...changed, transcript: state.call.transcript };
    }
    if (event.type === "attention.opened") {
      expect(held.reasons.has(event.reason)).toBe(false);
      held.reasons.set(event.reason, event.severity);
    }
    if (event.type === "attention.changed") {
      expect(held.reasons.get(event.reason)).toBe(event.severity.before);
      held.reasons.set(event.reason, event.severity.after);
    }
    if (event.type === "attention.cleared") expect(held.reasons.delete(event.reason)).toBe(true);
    held.state = state;
  }

  /** What they know is what there is. */
  check({ sequence, calls, board }: Current): void {
    expect(sequence).toBe(this.sequence);
    expect([...this.calls.keys()].sort()).toEqual(calls.map(({ callId }) => callId).sort());
    for (const { asOfMs, reasons, ...now } of calls) {
      const held = this.calls.get(now.callId);
      if (held === undefined) throw new Error("unknown call");
      const { asOfMs: heldAsOfMs, reasons: _, ...then } = held.state;
      expect(then).toEqual(now);
      expect(asOfMs ?? 0).toBeGreaterThanOrEqual(heldAsOfMs ?? 0);
      expect(held.call).toEqual(now.call);
      expect(held.rows).toEqual(rowsOf(now.call.transcript));
      expect(held.reasons).toEqual(severities(reasons));
    }
    if (board === null) return;
    expect(this.version).toBe(board.version);
    expect(this.order.map((id) => still(this.board?.get(id)))).toEqual(board.data.calls.map(still));
  }
}

type Severity = OpenReason["severity"];
const severities = (reasons: readonly OpenReason[]) =>
  new Map<string, Severity>(reasons.map(({ reason, severity }) => [reason, severity]));
/** Ages in sentences run on without an event. */
const still = (row: BoardCall | undefined) =>
  row && { ...row, attention: row.attention.map((one) => ({ ...one, sentence: "" })) };

const IDS = ["a", "b", "c"];
type Action = { what: keyof typeof ACTIONS; id: string; amount: number };
type World = ReturnType<typeof world>;

function world(exchangeOf: (nowMs: () => number) => Exchange = aloneExchange) {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: 6_000, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  const live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: exchangeOf(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
    onListenerError: (error) => failures.push(error),
  });
  const failures: unknown[] = [];
  const at = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  const call = (id: string) => upstream.calls.get(id);
  for (const id of IDS)
    upstream.put({ id, status: "ringing", createdAt: at(-5_000), startedAt: null, transcript: null });
  return { clock, upstream, live, at, call, failures };
}

/** What can happen to a call, to the call service, and to whoever looks. */
const ACTIONS = {
  answer: ({ upstream, at }: World, id: string) =>
    upstream.put({ id, status: "active", startedAt: at(0), endedAt: null, transcript: [] }),
  say: ({ upstream, call, at }: World, id: string, amount: number) =>
    upstream.put({
      id,
      transcript: [
        ...(call(id)?.transcript ?? []),
        aMessage({ role: amount % 2 ? "user" : "assistant", content: `Line ${amount}`, timestamp: at(-100) }),
      ],
    }),
  growLine: ({ upstream, call }: World, id: string, amount: number) =>
    upstream.put({
      id,
      transcript:
        call(id)?.transcript?.map((line, place, all) =>
          place === all.length - 1 ? { ...line, content: `${line.content} ${amount}` } : line,
        ) ?? null,
    }),
  sayLate: ({ upstream, call, at }: World, id: string, amount: number) =>
    upstream.put({
      id,
      transcript: [...(call(id)?.transcript ?? []), aMessage({ content: "Earlier", timestamp: at(-amount * 1_000) })],
    }),
  sayTimeless: ({ upstream, call }: World, id: string, amount: number) => {
    const lines = call(id)?.transcript ?? [];
    const place = amount % (lines.length + 1);
    upstream.put({
      id,
      transcript: lines.toSpliced(place, 0, aMessage({ content: `No time ${amount}`, timestamp: null })),
    });
  },
  loseLine: ({ upstream, call }: World, id: string, amount: number) =>
    upstream.put({ id, transcript: call(id)?.transcript?.filter((_, place) => place !== amount % 5) ?? null }),
  loseTranscript: ({ upstream }: World, id: string) => upstream.put({ id, transcript: null }),
  emptyRoom: ({ upstream }: World, id: string, amount: number) =>
    upstream.put({
      id,
      liveRoomStatus: amount % 3 ? { roomExists: false, numParticipants: 0, participants: [] } : null,
    }),
  end: ({ upstream, at }: World, id: string, amount: number) =>
    upstream.put({ id, status: "completed", endedAt: at(0), duration: 9, summary: amount % 2 ? "Done." : null }),
  endLongAgo: ({ upstream, at }: World, id: string) =>
    upstream.put({ id, status: "completed", endedAt: at(-4_000_000), summary: "Done." }),
  requeue: ({ upstream }: World, id: string) => upstream.put({ id, status: "queued", endedAt: null }),
  ring: ({ upstream }: World, id: string) => upstream.put({ id, status: "ringing", endedAt: null, startedAt: null }),
  hide: ({ upstream }: World, id: string) => void upstream.hidden.add(id),
  show: ({ upstream }: World, id: string) => void upstream.hidden.delete(id),
  vanish: ({ upstream }: World, id: string) => void upstream.calls.delete(id),
  appear: ({ upstream, at }: World, id: string) =>
    upstream.put({ id, status: "active", createdAt: at(0), startedAt: at(0) }),
  lie: ({ upstream }: World, _: string, amount: number) => {
    const kinds: FaultKind[] = ["timeout", "not_found", "malformed", "unreachable"];
    upstream.fail = ({ id, what }) =>
      (what !== "list" || amount % 3 === 0) && id !== "b" ? sourceError(kinds[amount % 4] ?? "timeout") : null;
  },
  tellTruth: ({ upstream }: World) => {
    upstream.fail = null;
  },
  slow: ({ upstream }: World, _: string, amount: number) => {
    upstream.latencyMs = 10 + amount * 130;
  },
  skew: ({ clock }: World, _: string, amount: number) => clock.setSkew((amount - 10) * 1_000),
  lookAtBoard: ({ live }: World) => void live.board(),
  open: ({ live }: World, id: string) => void live.call(id),
  wait: ({ clock }: World, _: string, amount: number) => clock.advance(amount * 900),
  waitLong: ({ clock }: World, _: string, amount: number) => clock.advance(amount * 6_000),
};

const actions = (most: number) =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]), "wait" as const, "wait" as const),
      id: fc.constantFrom(...IDS),
      amount: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 5, maxLength: most },
  );

async function act(one: World, { what, id, amount }: Action): Promise<void> {
  await ACTIONS[what](one, id, amount);
  await one.clock.advance(300);
}

test("whoever keeps calls and board by events alone has what there is, whatever is read, fails or is told wrongly", async () => {
  await fc.assert(
    fc.asyncProperty(actions(60), fc.boolean(), fc.nat(20), async (script, isWanted, joinsAt) => {
      const one = world();
      const demand = isWanted ? 2_000 : ("none" as const);
      const heard: Listener[] = [];
      const subscriptions: { current(): Current }[] = [];
      const join = () => {
        let listener: Listener | null = null;
        const hear = (event: LiveEvent) => listener?.hear(event);
        const subscription = one.live.subscribe(["calls", "board"], hear, { demand });
        listener = new Listener(subscription.current());
        heard.push(listener);
        subscriptions.push(subscription);
      };
      join();
      for (const [place, action] of script.entries()) {
        if (place === joinsAt) join();
        await act(one, action);
        expect(one.failures).toEqual([]);
        for (const [index, listener] of heard.entries()) {
          const now = subscriptions[index]?.current();
          if (now) listener.check(now);
        }
      }
      one.live.stop();
    }),
    { numRuns: 60 },
  );
});

/** Whole milliseconds: the order of two reads of one moment is not told. */
const plainExchange = (nowMs: () => number): Exchange => ({
  async read(_key, _maxAgeMs, read) {
    const beganMs = nowMs();
    return { value: await read(), beganMs, endedMs: nowMs() };
  },
});

/** Three calls that go on by a script, each read once a second, with answers that take as long as `latencies` say. */
async function toldOf(script: Action[], latencies: number[]): Promise<Record<string, unknown[]>> {
  const one = world(plainExchange);
  const { getCall } = one.upstream.source;
  let asked = 0;
  one.upstream.latencyMs = 0;
  one.upstream.source.getCall = async (id) => {
    const waitMs = latencies[asked % latencies.length] ?? 0;
    asked += 1;
    // What is answered was true when it was asked.
    const answer = getCall(id);
    await Promise.all([answer.catch(() => null), new Promise<void>((resolve) => one.clock.after(waitMs, resolve))]);
    return answer;
  };
  const told: Record<string, unknown[]> = Object.fromEntries(IDS.map((id) => [id, []]));
  for (const id of IDS) {
    const hear = (event: LiveEvent) => {
      if (event.type === "board.changed") return;
      const { sequence, atMs, ...said } = event;
      told[event.callId]?.push(said);
    };
    one.live.subscribe([`call:${id}`], hear, { demand: 1_000 });
  }
  await one.clock.advance(0);
  for (const action of script) {
    await ACTIONS[action.what](one, action.id, action.amount);
    await one.clock.advance(1_000);
  }
  await one.clock.advance(1_000);
  one.live.stop();
  return told;
}

test("what is told of each call is the same in the same order, however the reads of several get in each other's way", async () => {
  const OF_CALLS = [
    "answer",
    "say",
    "growLine",
    "sayLate",
    "sayTimeless",
    "loseLine",
    "loseTranscript",
    "emptyRoom",
  ] as const;
  const OF_LIVES = ["end", "endLongAgo", "requeue", "ring", "vanish", "appear"] as const;
  const script = fc.array(
    fc.record({
      what: fc.constantFrom<keyof typeof ACTIONS>(...OF_CALLS, ...OF_LIVES),
      id: fc.constantFrom(...IDS),
      amount: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 5, maxLength: 40 },
  );
  const latencies = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 7 });
  let told = 0;
  await fc.assert(
    fc.asyncProperty(script, latencies, latencies, async (actionsOf, some, others) => {
      const first = await toldOf(actionsOf, some);
      expect(await toldOf(actionsOf, others)).toEqual(first);
      told += Object.values(first).flat().length;
    }),
    { numRuns: 40 },
  );
  expect(told).toBeGreaterThan(200);
});
