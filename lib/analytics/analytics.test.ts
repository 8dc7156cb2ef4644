import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor, Role, Scope } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import type { View } from "@/lib/access/view";
import { isFindable, isFindableAgent, isFindableFailure, narrow } from "@/lib/archive";
import { figuresOf } from "@/lib/archive/figures";
import { type EndedCall, recordOf } from "@/lib/archive/record";
import { createArchiveSearch } from "@/lib/archive/search";
import { anEnded, aTalk, keepAll } from "@/lib/archive/testing";
import { aMessage } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { archivedCalls, callFigures } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { type AnalyticsAnswer, analyticsSchema } from "@/lib/wire/analytics-contract";
import { analyticsApi } from "@/lib/wire/api/analytics";
import { archiveCallsApi } from "@/lib/wire/api/archive";
import { readQuery } from "@/lib/wire/api/query";
import { type AnalyticsQuestion, createAnalytics } from "./analytics";
import * as reference from "./testing";

const DAY_MS = 86_400_000;
const ADMIN: View = { masked: false, redacted: false, lines: true, raw: true, scope: null };
const VIEWER: View = { masked: true, redacted: true, lines: true, raw: false, scope: null };
const person = (role: Role): Actor => ({
  ...{ kind: "person", id: "1", name: "Test person", role, email: null, scope: null },
  ...{ credentialId: null, mayAct: true, via: "session" },
});

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterEach(async () => {
  await open.database.delete(archivedCalls);
});
afterAll(() => open.close());

type Asking = { view?: View; role?: Role; nowMs: number; mostCalls?: number };

function askedOf(question: AnalyticsQuestion, { view = ADMIN, role = "admin", nowMs, mostCalls }: Asking) {
  const { database } = open;
  const archiveSearch = createArchiveSearch({ database });
  return createAnalytics({
    stores: async () => ({ database }) as never,
    authorize: async () => undefined,
    viewFor: async () => view,
    askerOf: () => "somebody",
    countSearch: () => undefined,
    narrow: (seen, filters, seesShares) => narrow({ database, archiveSearch }, seen, filters, seesShares),
    tells: { isFindable, isFindableAgent, isFindableFailure },
    keeps: async () => true,
    demo: () => false,
    nowMs: () => nowMs,
    mostCalls,
  }).read(person(role), question);
}

/** Six zones, each around a moment at which its clocks change. */
const ZONES = [
  ["Europe/Helsinki", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["America/Havana", "2026-11-01T05:00:00Z"],
  ["Africa/Cairo", "2026-04-23T22:00:00Z"],
  ["Asia/Kathmandu", "2026-06-01T00:00:00Z"],
] as const;

const AGENTS = [
  { id: "agent-a", name: "Alpha" },
  { id: "agent-b", name: "Beta" },
  { id: null, name: "Only a name" },
  { id: null, name: "Calls +358 40 111 2233" },
  null,
];
const CAMPAIGNS = ["spring", "autumn, late", "+358401112233", null];
const FAILURES = ["voicemail", "timeout", "Number +358401112233 was wrong", null];
const STATUSES = ["completed", "completed", "completed", "no_answer", "busy", "failed", "cancelled", "strange"];
const UPSET = ["The caller asked for a person", "The caller asked for a person and swore", "The caller complained"];

const aSeed = fc.record({
  atMinutes: fc.integer({ min: -60 * 30, max: 60 * 24 * 5 }),
  atMs: fc.integer({ min: 0, max: 59_999 }),
  status: fc.constantFrom(...STATUSES),
  direction: fc.constantFrom("inbound", "outbound", "sideways", null),
  agent: fc.constantFrom(...AGENTS),
  campaignId: fc.constantFrom(...CAMPAIGNS),
  seconds: fc.option(fc.oneof(fc.integer({ min: -50, max: 2_500 }), fc.constantFrom(15, 30, 60, 240, 1_800, 40_000))),
  hasDuration: fc.boolean(),
  hasStart: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
  failureReason: fc.constantFrom(...FAILURES),
  gaps: fc.option(fc.array(fc.integer({ min: 0, max: 25_000 }), { maxLength: 8 })),
  watched: fc.option(
    fc.record({
      kinds: fc.array(fc.constantFrom("agent", "caller", "other"), { maxLength: 3 }),
      reasons: fc.array(fc.constantFrom("stuck", "long_call", "caller_upset", "caller_upset"), { maxLength: 3 }),
      sentence: fc.constantFrom(...UPSET),
    }),
  ),
  isEnded: fc.boolean(),
  judged: fc.option(
    fc.record({
      score: fc.option(fc.constantFrom(0, 12.5, 50, 87.5, 100)),
      good: fc.integer({ min: 0, max: 9 }),
      bad: fc.integer({ min: 0, max: 9 }),
    }),
    { nil: undefined },
  ),
});
type Seed = typeof aSeed extends fc.Arbitrary<infer One> ? One : never;

/** A call with how it was judged. */
type Judged = EndedCall & Pick<reference.Known, "judged">;

function endedOf(seed: Seed, place: number, aroundMs: number): Judged {
  const startMs = aroundMs + seed.atMinutes * 60_000 + seed.atMs;
  const iso = (ms: number) => new Date(ms).toISOString();
  let lineMs = startMs;
  const transcript =
    seed.gaps?.map((gap, line) => {
      lineMs += gap;
      return aMessage({ role: line % 3 === 1 ? "user" : "assistant", content: `Line ${line}`, timestamp: iso(lineMs) });
    }) ?? null;
  const call = aTalk([], {
    ...{ id: `call_${place}`, status: seed.status, direction: seed.direction, agent: seed.agent },
    ...{ createdAt: iso(startMs - 2_000), startedAt: seed.hasStart ? iso(startMs) : null },
    endedAt: seed.seconds === null ? null : iso(startMs + seed.seconds * 1_000),
    duration: seed.hasDuration && seed.seconds !== null ? Math.max(0, seed.seconds) : null,
    ...{ failureReason: seed.failureReason, transcript, phoneNumber: "+358409998877" },
  });
  const { watched } = seed;
  const ended = anEnded(call, {
    campaignId: seed.campaignId,
    endedBy: seed.isEnded ? { name: "Somebody", reason: null } : null,
    watched: watched && {
      participants: watched.kinds.map((kind, one) => ({
        ...{ identity: `${kind}${one}`, name: null, kind: kind as "agent" | "caller" | "other" },
        ...{ joinedAt: iso(startMs), joinedTold: true, leftAt: null, leftTold: false },
      })),
      reasons: watched.reasons.map((reason, one) => ({
        ...{ reason, severity: "warning" as const, sentence: reason === "caller_upset" ? watched.sentence : "It is." },
        ...{ openedAtMs: startMs + one, clearedAtMs: null, line: null },
      })),
    },
  });
  return { ...ended, judged: seed.judged };
}

/** As they are kept, all at once and without an index of their words. */
async function storeAll(all: readonly Judged[]): Promise<void> {
  if (all.length === 0) return;
  const records = all.map((ended) => recordOf(ended, null, { nowMs: ended.readAtMs, keepsTalk: false }));
  await open.database.insert(archivedCalls).values(records.map((record) => ({ ...record, redactionVersion: 1 })));
  await open.database.insert(callFigures).values(
    records.map((record, place) => {
      const { score = null, good = 0, bad = 0 } = all[place]?.judged ?? {};
      const sentiment = good + bad === 0 ? null : (good - bad) / (good + bad);
      return { ...figuresOf(record), rubricScore: score, sentiment };
    }),
  );
}

/** Figures are means of many: they are the same as far as numbers can be. */
function close(found: unknown, wanted: unknown): void {
  const rounded = (value: unknown): unknown =>
    typeof value === "number"
      ? Number(value.toPrecision(9))
      : Array.isArray(value)
        ? value.map(rounded)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)]))
          : value;
  expect(rounded(found)).toEqual(rounded(wanted));
}

type Filter = { name: string; question: AnalyticsQuestion["filters"]; isIn: (one: EndedCall) => boolean };
const FILTERS: Filter[] = [
  { name: "none", question: {}, isIn: () => true },
  {
    name: "status",
    question: { status: ["completed", "busy"] },
    isIn: ({ call }) => ["completed", "busy"].includes(call.status),
  },
  {
    name: "agent",
    question: { agent: ["agent-a", "Only a name"] },
    isIn: ({ call }) => ["agent-a", "Only a name"].includes(call.agent?.id ?? call.agent?.name ?? ""),
  },
  { name: "direction", question: { direction: "inbound" }, isIn: ({ call }) => call.direction === "inbound" },
  { name: "attention", question: { attention: ["stuck"] }, isIn: (one) => reference.kindsOf(one).includes("stuck") },
  { name: "any attention", question: { attention: ["any"] }, isIn: (one) => reference.kindsOf(one).length > 0 },
  { name: "ended", question: { endedByPerson: true }, isIn: ({ endedBy }) => endedBy !== null },
  { name: "who", question: { who: "call_1" }, isIn: ({ call }) => call.id.includes("call_1") },
  { name: "failure", question: { failure: ["voicemail"] }, isIn: ({ call }) => call.failureReason === "voicemail" },
];

const aCase = fc.record({
  seeds: fc.oneof(fc.array(aSeed, { maxLength: 5 }), fc.array(aSeed, { minLength: 50, maxLength: 70, size: "max" })),
  // As many calls at once as usual, or so few that everything is put together from slices.
  mostCalls: fc.constantFrom(3, 10_000),
  zone: fc.constantFrom(...ZONES),
  bucket: fc.constantFrom("hour" as const, "day" as const, "week" as const),
  fromMinutes: fc.integer({ min: -60 * 24, max: 60 * 24 }),
  lengthMinutes: fc.oneof(fc.constant(60 * 24 * 5), fc.integer({ min: 1, max: 60 * 24 * 5 })),
  nowAfterMinutes: fc.oneof(fc.constant(60 * 24 * 40), fc.integer({ min: 1, max: 60 * 24 * 4 })),
  filter: fc.constantFrom(...FILTERS),
  scope: fc.constantFrom<Scope>(
    null,
    null,
    { agents: ["agent-a"], agentNames: [], campaigns: ["autumn, late"] },
    { agents: [], agentNames: ["Beta"], campaigns: [] },
  ),
});

const isSeen = (scope: Scope, { call, campaignId }: EndedCall) =>
  isInScope(scope, { agentId: call.agent?.id ?? null, agentName: call.agent?.name ?? null, campaignId });

describe("figures over calls", () => {
  test("are what a slow and plain counting of the same calls gives, in six zones whose clocks change", async () => {
    await fc.assert(
      fc.asyncProperty(aCase, async ({ seeds, zone, bucket, fromMinutes, lengthMinutes, nowAfterMinutes, ...more }) => {
        const { filter, scope, mostCalls } = more;
        const [timeZone, around] = zone;
        const aroundMs = Date.parse(around);
        await open.database.delete(archivedCalls);
        const all = seeds.map((seed, place) => endedOf(seed, place, aroundMs));
        await storeAll(all);
        const from = aroundMs + fromMinutes * 60_000;
        const to = from + lengthMinutes * 60_000;
        const nowMs = from + nowAfterMinutes * 60_000;
        const question = { filters: { ...filter.question, from, to }, timeZone, bucket, compare: "previous" as const };
        const answer = analyticsSchema.parse(await askedOf(question, { view: { ...ADMIN, scope }, nowMs, mostCalls }));
        const wanted = all.filter((one) => isSeen(scope, one) && filter.isIn(one));
        expectFigures(answer, wanted, { from, to, nowMs, timeZone, bucket });
        expectPrevious(answer, wanted, { timeZone, bucket });
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 180_000);
});

type Range = { from: number; to: number; nowMs: number; timeZone: string; bucket: "hour" | "day" | "week" };
const within = (calls: readonly Judged[], fromMs: number, toMs: number) =>
  calls.filter((one) => reference.happenedMs(one) >= fromMs && reference.happenedMs(one) < toMs);

function expectFigures({ data, meta }: AnalyticsAnswer, wanted: Judged[], range: Range): void {
  const { from, to, nowMs, timeZone, bucket } = range;
  const starts = reference.bucketStarts(from, to, timeZone, bucket).filter((ms) => ms === from || ms <= nowMs);
  const all = reference.bucketStarts(from, to, timeZone, bucket);
  const endMs = all[starts.length] ?? to;
  const calls = within(wanted, from, endMs);
  expect(Date.parse(meta.to)).toBe(endMs);
  close(data.totals, reference.measuresOf(calls));
  expect(data.buckets.map(({ start }) => Date.parse(start))).toEqual(starts);
  for (const [place, found] of data.buckets.entries()) {
    const startMs = starts[place] ?? 0;
    const nextMs = starts[place + 1] ?? endMs;
    const { start, end, isPartial: _, concurrencyPeak, concurrencyMean, ...measures } = found;
    expect([Date.parse(start), Date.parse(end)]).toEqual([startMs, nextMs]);
    close(measures, reference.measuresOf(within(wanted, startMs, nextMs)));
    // Calls that began more than a day before the range are not looked for.
    const living = wanted.filter(
      (one) => reference.happenedMs(one) >= from - DAY_MS && reference.happenedMs(one) < endMs,
    );
    const passedMs = Math.min(nextMs, nowMs);
    if (passedMs <= startMs) expect([concurrencyPeak, concurrencyMean]).toEqual([null, null]);
    else {
      const { peak, mean } = reference.concurrencyOf(living, startMs, passedMs);
      close([concurrencyPeak, concurrencyMean], [peak, mean]);
    }
  }
  expectGroups(data, calls, starts, endMs);
  const hours = new Map<string, Judged[]>();
  for (const one of calls) {
    const { weekday, hour } = reference.weekHourOf(reference.happenedMs(one), timeZone);
    hours.set(`${weekday}-${hour}`, [...(hours.get(`${weekday}-${hour}`) ?? []), one]);
  }
  expect(data.weekdayHour).toHaveLength(hours.size);
  for (const { weekday, hour, calls: count, answerRate, watched, neededAttention } of data.weekdayHour) {
    const { known, ...those } = reference.measuresOf(hours.get(`${weekday}-${hour}`) ?? []);
    close(
      [count, answerRate, watched, neededAttention],
      [those.calls, those.answerRate, known.watched, those.neededAttention],
    );
  }
  const seconds = calls.filter(({ call }) => call.status === "completed").map((one) => reference.secondsOf(one));
  expectBars(data.distributions.handlingSeconds, seconds);
  expectBars(data.distributions.agentResponseMs, calls.map(reference.responseOf));
}

function expectBars(
  bars: AnalyticsAnswer["data"]["distributions"]["handlingSeconds"],
  values: (number | null)[],
): void {
  for (const { from, below, calls } of bars) {
    expect(calls).toBe(values.filter((one) => one !== null && one >= from && (below === null || one < below)).length);
  }
}

function expectGroups(data: AnalyticsAnswer["data"], calls: Judged[], starts: number[], endMs: number): void {
  const trendOf = (those: Judged[]) =>
    starts.map((startMs, place) => within(those, startMs, starts[place + 1] ?? endMs).length);
  const expectOne = (found: typeof data.byAgent, keyOf: (one: Judged) => string | null) => {
    const keys = new Map<string, Judged[]>();
    for (const one of calls) {
      const key = keyOf(one);
      if (key !== null) keys.set(key, [...(keys.get(key) ?? []), one]);
    }
    expect(new Set(found.groups.map(({ key }) => key))).toEqual(new Set(keys.keys()));
    expect(found.of).toBe(keys.size);
    expect(found.otherCalls).toBe(calls.filter((one) => keyOf(one) === null).length);
    const counts = found.groups.map((one) => one.calls);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    for (const { key, name: _, trend, opens: __, ...measures } of found.groups) {
      const those = keys.get(key ?? "") ?? [];
      close(measures, reference.measuresOf(those));
      expect(trend).toEqual(trendOf(those));
    }
  };
  expectOne(data.byAgent, ({ call }) => call.agent?.id ?? call.agent?.name ?? null);
  expectOne(data.byCampaign, ({ campaignId }) => campaignId);
  expectOne(data.byDirection, ({ call: { direction } }) => (direction === "sideways" ? null : direction));
  const failed = (reason: string) => calls.filter(({ call }) => call.failureReason === reason);
  for (const { key, calls: count, trend } of data.failureReasons.groups) {
    expect(count).toBe(failed(key).length);
    expect(trend).toEqual(trendOf(failed(key)));
  }
  expect(data.failureReasons.of).toBe(new Set(calls.flatMap(({ call }) => call.failureReason ?? [])).size);
  const withReason = (reason: string) => calls.filter((one) => reference.kindsOf(one).includes(reason));
  for (const { key, calls: count, trend } of data.attentionReasons) {
    expect(count).toBe(withReason(key).length);
    expect(trend).toEqual(trendOf(withReason(key)));
  }
  expect(new Set(data.attentionReasons.map(({ key }) => key))).toEqual(new Set(calls.flatMap(reference.kindsOf)));
}

function expectPrevious({ data, meta }: AnalyticsAnswer, wanted: Judged[], zone: Pick<Range, "timeZone" | "bucket">) {
  const previous = data.previous;
  if (previous === null) throw new Error("There should be the span before.");
  const [fromMs, toMs] = [Date.parse(previous.from), Date.parse(previous.to)];
  expect(previous.daysBefore % 7).toBe(0);
  expect(toMs).toBeLessThanOrEqual(Date.parse(meta.from));
  close(previous.totals, reference.measuresOf(within(wanted, fromMs, toMs)));
  const starts = reference.bucketStarts(fromMs, toMs, zone.timeZone, zone.bucket);
  expect(previous.buckets.map(({ start }) => Date.parse(start))).toEqual(starts);
}

describe("every bar opens exactly its calls", () => {
  /** What `GET /api/v1/archive/calls` counts for the question with what a bar sets in it. */
  async function countOf(question: Record<string, string>, view: View): Promise<number> {
    const read = readQuery(archiveCallsApi.methods.GET.query, new URLSearchParams(question));
    if ("problem" in read) throw new Error(read.problem);
    const { sort: _, limit: __, cursor: ___, ...filters } = read.values;
    const { database } = open;
    const { conditions } = await narrow(
      { database, archiveSearch: createArchiveSearch({ database }) },
      view,
      filters,
      true,
    );
    const { conditionsOf } = await import("@/lib/archive/filters");
    const { filtersOf } = await import("@/lib/archive/archive");
    const count = async (where: typeof conditions, table: string) => {
      const { rows } = await database.execute(
        sql`select count(*)::int as calls from ${sql.raw(table)} where ${sql.join([sql`true`, ...where], sql` and `)}`,
      );
      return (rows as { calls: number }[])[0]?.calls ?? -1;
    };
    const found = await count(conditionsOf(filtersOf(filters, view, true), view.scope), "archived_calls");
    // The page of calls and the figures narrow by the same.
    expect(await count(conditions, "call_figures")).toBe(found);
    return found;
  }

  test("with the range, and whatever the question narrows by itself", async () => {
    const [timeZone, around] = ZONES[0];
    const aroundMs = Date.parse(around);
    const seeds = fc.sample(aSeed, { numRuns: 250, seed: 20_261_127 });
    await storeAll(seeds.map((seed, place) => endedOf(seed, place, aroundMs)));
    const range = {
      from: new Date(aroundMs - DAY_MS).toISOString(),
      to: new Date(aroundMs + 4 * DAY_MS).toISOString(),
    };
    let bars = 0;
    for (const own of [
      {},
      { minSeconds: "20", maxSeconds: "700" },
      { minResponseMs: "1200" },
      { attention: "stuck" },
    ] as Record<string, string>[]) {
      const read = readQuery(analyticsApi.methods.GET.query, new URLSearchParams({ ...range, ...own }));
      if ("problem" in read) throw new Error(read.problem);
      const { timeZone: _, bucket: __, compare: ___, format: ____, table: _____, ...filters } = read.values;
      const { data } = await askedOf({ filters, timeZone, bucket: "day" }, { nowMs: aroundMs + 30 * DAY_MS });
      const opened: { calls: number; opens: Record<string, string> | null }[] = [
        ...data.buckets.map(({ start, end, calls }) => ({ calls, opens: { from: start, to: end } })),
        ...[data.byAgent, data.byCampaign, data.byDirection].flatMap(({ groups }) => groups),
        ...data.weekdayHour,
        ...data.failureReasons.groups,
        ...data.attentionReasons,
        ...data.distributions.handlingSeconds.filter(({ calls }) => calls > 0),
        ...data.distributions.agentResponseMs.filter(({ calls }) => calls > 0),
      ];
      for (const { calls, opens } of opened) {
        if (opens === null) continue;
        bars += 1;
        expect([opens, await countOf({ ...range, ...own, ...opens }, ADMIN)]).toEqual([opens, calls]);
      }
    }
    expect(bars).toBeGreaterThan(80);
  });
});

describe("what a role may not see", () => {
  const nowMs = Date.parse("2026-06-10T12:00:00Z");
  const at = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();
  const kept = (id: string, overrides: object, more: Partial<Judged> = {}) =>
    anEnded(aTalk(["Hello."], { id, createdAt: at(60), startedAt: at(60), endedAt: at(50), ...overrides }), more);

  const store = () =>
    keepAll(open.database, [
      kept("one", { agent: { id: "agent-a", name: "Alpha" } }, { campaignId: "spring" }),
      kept("two", { agent: { id: null, name: "Calls +358 40 111 2233" } }, { campaignId: "+358401112233" }),
      kept("three", { status: "failed", failureReason: "Number +358401112233 was wrong", agent: null }),
      kept("four", { status: "+358401112233" as never, agent: { id: "agent-b", name: "Beta" } }),
    ]);
  const question = (filters: AnalyticsQuestion["filters"] = {}): AnalyticsQuestion => ({ filters, bucket: "day" });

  test("is told by no group, key, status or name, and counted only where it is one of all", async () => {
    await store();
    const { data } = await askedOf(question(), { view: VIEWER, role: "viewer", nowMs });
    expect(JSON.stringify(data)).not.toMatch(/1112233|358/);
    expect(data.totals.calls).toBe(4);
    expect(data.totals.byStatus).toEqual({ completed: 2, failed: 1, other: 1 });
    expect(data.byCampaign).toMatchObject({ of: 1, otherCalls: 3 });
    expect(data.byAgent).toMatchObject({ of: 2, otherCalls: 2 });
    expect(data.failureReasons).toEqual({ groups: [], of: 0, otherCalls: 1 });
    const admin = await askedOf(question(), { nowMs });
    expect(JSON.stringify(admin.data)).toContain("+358401112233");
    expect(admin.data.failureReasons.of).toBe(1);
  });

  test.each<[string, AnalyticsQuestion["filters"], "nothing" | "not_permitted"]>([
    ["a campaign that is a number", { campaign: ["+358401112233"] }, "nothing"],
    ["an agent's name with a number", { agent: ["Calls +358 40 111 2233"] }, "nothing"],
    ["a status that is a number", { status: ["+358401112233"] }, "nothing"],
    ["a reason for failing in free words", { failure: ["Number +358401112233 was wrong"] }, "nothing"],
    ["a part of a number", { who: "4155552671" }, "nothing"],
    ["metadata", { metadata: { key: "order", value: "1" } }, "not_permitted"],
    ["who shared it", { shared: true }, "not_permitted"],
  ])("is asked for by %s in vain", async (_way, filters, outcome) => {
    await store();
    const asked = askedOf(question(filters), { view: VIEWER, role: "viewer", nowMs });
    if (outcome === "not_permitted") await expect(asked).rejects.toMatchObject({ reason: "not_permitted" });
    else expect((await asked).data.totals.calls).toBe(0);
  });

  test("nor is anything out of scope, not even when the oldest of it was", async () => {
    await store();
    const scope = { agents: ["agent-b"], agentNames: [], campaigns: [] };
    const { data, meta } = await askedOf(question(), { view: { ...VIEWER, scope }, role: "viewer", nowMs });
    expect([data.totals.calls, data.byAgent.groups.map(({ key }) => key), meta.scoped]).toEqual([1, ["agent-b"], true]);
    expect(data.byCampaign).toEqual({ groups: [], of: 0, otherCalls: 1 });
    const nobody = await askedOf(question(), { view: { ...VIEWER, scope: { ...scope, agents: ["no"] } }, nowMs });
    expect([nobody.data.totals.calls, nobody.meta.keptFrom]).toEqual([0, null]);
  });
});

describe("a question", () => {
  const nowMs = Date.parse("2026-06-10T12:00:00Z");
  test.each<[string, AnalyticsQuestion]>([
    ["that ends before it begins", { filters: { from: nowMs - 1_000, to: nowMs - 2_000 } }],
    ["that ends where it begins", { filters: { from: nowMs - 1_000, to: nowMs - 1_000 } }],
    ["of the last century", { filters: { from: Date.UTC(1999, 0, 1), to: nowMs } }],
    ["of what is to come", { filters: { from: nowMs + 1_000, to: nowMs + 2_000 } }],
    ["of years by hours", { filters: { from: nowMs - 400 * DAY_MS, to: nowMs }, bucket: "hour" }],
    ["of decades by days", { filters: { from: Date.UTC(2000, 0, 1), to: nowMs }, bucket: "day" }],
    ["of an end that never comes", { filters: { from: nowMs - DAY_MS, to: Date.UTC(9999, 0, 1) } }],
  ])("%s is refused in words", async (_what, question) => {
    await expect(askedOf(question, { nowMs })).rejects.toMatchObject({ reason: "invalid_request" });
  });

  test.each([
    ["timeZone=Mars/Olympus", "timeZone should be"],
    ["timeZone=%2B05:30", "timeZone should be"],
    ["bucket=minute", "bucket should be one of"],
    ["compare=everything", "compare should be"],
    ["table=secrets", "table should be"],
    ["weekHour=8-1@UTC", "weekHour should be"],
    ["weekHour=1-24@UTC", "weekHour should be"],
    ["weekHour=1-1@Mars", "weekHour should be"],
    ["from=soon", "from should be"],
    ["sort=best", "There is a query parameter"],
    ["bucket=day&bucket=hour", "given twice"],
  ])("of %s is refused in words", (words, problem) => {
    const read = readQuery(analyticsApi.methods.GET.query, new URLSearchParams(words));
    expect("problem" in read ? read.problem : "").toContain(problem);
  });

  test("of nothing but now is answered for the last seven days, with gaps as gaps", async () => {
    const { data, meta } = await askedOf({ filters: {} }, { nowMs });
    expect(data.buckets).toHaveLength(8);
    expect(meta).toMatchObject({ timeZone: "UTC", bucket: "day", isUnfinished: true, keptFrom: null });
    for (const bucket of data.buckets) {
      expect(bucket).toMatchObject({
        calls: 0,
        answerRate: null,
        handlingMedianSeconds: null,
        agentResponseMedianMs: null,
      });
    }
  });

  test("for an hour of a zone that this machine knows and the database does not is refused in words", async () => {
    const at = new Date(nowMs - 60_000).toISOString();
    await keepAll(open.database, [anEnded(aTalk(["Hello."], { createdAt: at, startedAt: at, endedAt: at }))]);
    const weekHour = { weekday: 1, hour: 9, timeZone: "Mars/Olympus" };
    const asked = askedOf({ filters: { weekHour } }, { nowMs });
    await expect(asked).rejects.toMatchObject({ reason: "invalid_request" });
  });

  test.each([
    [9, null, null],
    [10, 9.55, 9_550],
  ])("of %s calls has a P95 from ten on", async (count, seconds, responseMs) => {
    const iso = (ms: number) => new Date(ms).toISOString();
    const all = Array.from({ length: count }, (_, place) => {
      const startMs = nowMs - 3_600_000;
      const answeredMs = startMs + (place + 1) * 1_000;
      const transcript = [
        aMessage({ role: "user", timestamp: iso(startMs) }),
        aMessage({ role: "assistant", timestamp: iso(answeredMs) }),
      ];
      const times = { createdAt: iso(startMs), startedAt: iso(startMs), endedAt: iso(answeredMs) };
      return anEnded(aTalk([], { id: `call_${place}`, ...times, duration: place + 1, transcript }));
    });
    await keepAll(open.database, all);
    const { data } = await askedOf({ filters: {} }, { nowMs });
    close([data.totals.handlingP95Seconds, data.totals.agentResponseP95Ms], [seconds, responseMs]);
  });

  test("for words finds the calls in which they were said", async () => {
    const iso = (ms: number) => new Date(ms).toISOString();
    const times = { createdAt: iso(nowMs - 60_000), startedAt: iso(nowMs - 60_000), endedAt: iso(nowMs - 30_000) };
    await keepAll(open.database, [
      anEnded(aTalk(["Hello.", "My teapot broke."], { id: "teapot", ...times })),
      anEnded(aTalk(["Hello.", "My samovar broke."], { id: "samovar", ...times })),
    ]);
    const { data } = await askedOf({ filters: { q: "teapot" } }, { nowMs });
    expect(data.totals.calls).toBe(1);
    const common = await askedOf({ filters: { q: "the" } }, { nowMs });
    expect(common.data.totals.calls).toBe(0);
  });
});
