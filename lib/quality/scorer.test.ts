import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "@/lib/access/actor";
import { aPerson } from "@/lib/access/testing";
import { createErasureStore } from "@/lib/archive/erasure-store";
import { inScope } from "@/lib/archive/filters";
import { forgetTalk } from "@/lib/archive/purge";
import { archivedCallOf } from "@/lib/archive/record";
import { createArchiveStores } from "@/lib/archive/stores";
import { anEnded, aTalk, keepAll } from "@/lib/archive/testing";
import type { Database, OpenDatabase } from "@/lib/database/database";
import { openEmbedded } from "@/lib/database/embedded";
import { archivedCalls, auditEvents, externalScoreDays, externalScores, storedSettings } from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";
import { filesHolding, openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import { aListener, BAD_ANSWERS, type Listener, withJson } from "@/lib/outgoing/testing";
import type { ScorerChange, ScorerRequest } from "@/lib/wire/scorer-contract";
import { readScorerAnswer } from "./scorer-answer";
import { MOST_ATTEMPTS, retryMs } from "./scoring";
import { qualityOver } from "./testing";

const NOW_MS = Date.UTC(2025, 11, 3, 12);
const DAY_MS = 86_400_000;
/** A call waits so long after it has changed. */
const SETTLES_MS = 90_000;
const NEVER = new AbortController().signal;
const person = (role: Person["role"]): Person => ({ ...aPerson(role), id: role, name: role });
const [ADMIN, SUPERVISOR, VIEWER] = [person("admin"), person("supervisor"), person("viewer")];
const LINES = ["Hello, how can I help?", "I am Zebedee Quill, call me at +1 415 555 2671.", "Thank you.", "Bye."];

const ANSWER = {
  scorer: { name: "Outside", version: "1.4" },
  rubric: { name: "House rules", version: "7" },
  score: 62.5,
  checks: [
    { key: "polite", title: "Polite", result: "pass", explanation: "It thanked.", evidence: [2] },
    { key: "brief", title: "Brief", result: "unknown" },
  ],
};

let nowMs = NOW_MS;
let open: OpenDatabase;
let listener: Listener;
let world: ReturnType<typeof worldOver>;
let logged: string[] = [];

function worldOver(database: Database, more: { isPossible?: () => boolean } = {}) {
  const { archive } = createArchiveStores({ database, nowMs: () => nowMs });
  return qualityOver(database, {
    ...{ nowMs: () => nowMs, inScope, privateHosts: ["127.0.0.1"], deadlineMs: 400, ...more },
    readCalls: async (ids) =>
      (await archive.findMany(ids)).map((row) => {
        const { agentId, agentName, happenedAt } = row;
        return { ...archivedCallOf(row), agentId, agentName, happenedAt };
      }),
  });
}

beforeAll(async () => {
  open = await openTestDatabase();
  listener = await aListener(withJson(ANSWER));
});
afterAll(async () => {
  await open.close();
  await listener.close();
});
const write = process.stdout.write.bind(process.stdout);
beforeEach(async () => {
  nowMs = NOW_MS;
  for (const table of [archivedCalls, auditEvents, externalScoreDays]) await open.database.delete(table);
  await open.database.delete(storedSettings);
  world = worldOver(open.database);
  listener.answer = withJson(ANSWER);
  listener.seen.length = 0;
  logged = [];
  process.stdout.write = ((chunk: unknown, ...rest: never[]) => {
    logged.push(String(chunk));
    return write(chunk as string, ...rest);
  }) as typeof process.stdout.write;
});
afterEach(() => {
  process.stdout.write = write;
});

const talk = (id: string, at = NOW_MS, lines: readonly string[] = LINES) =>
  anEnded(aTalk(lines, { id, summary: "It went well.", startedAt: new Date(at).toISOString() }));
/** Kept so long ago that they are due at the moment that the test's clock shows. */
const keepAt = (calls: Parameters<typeof keepAll>[1], atMs = nowMs, database = open.database) =>
  keepAll(database, calls, atMs - SETTLES_MS);
const keep = (...ids: string[]) => keepAt(ids.map((id) => talk(id)));
const set = (change: Partial<ScorerChange> = {}) =>
  world.quality.scorer.set(ADMIN, {
    ...{ address: listener.url, isOn: true, secret: "s3cret-canary", redacts: true, perDay: 100 },
    ...change,
  });
const run = () => world.scoring.run(NEVER);
const rows = () => open.database.select().from(externalScores).orderBy(externalScores.callId);
const external = async (callId: string, actor = ADMIN) =>
  (await world.quality.calls.ofCall(actor, callId)).data.external;
const later = (ms: number) => {
  nowMs += ms;
};
const reason = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error: { reason?: string }) => error.reason,
  );

describe("the outside scorer", () => {
  test("is off until somebody sets it: nothing waits for it, and nothing is sent", async () => {
    await keep("one");
    await run();
    expect([await rows(), listener.seen]).toEqual([[], []]);
    expect(await external("one")).toBeNull();
    expect(await world.quality.scorer.current(ADMIN)).toMatchObject({
      ...{ address: null, isOn: false, since: null, secret: "none", redacts: true, usedToday: 0, lastFault: null },
    });
  });

  test("is sent calls that happen from then on, and what it answers is stored with where it comes from", async () => {
    await keep("before");
    later(60_000);
    await set();
    await keepAt([talk("after", nowMs)]);
    // As a backfill brings it.
    await keepAt([talk("long_ago", NOW_MS - DAY_MS)]);
    await run();
    expect(listener.seen).toHaveLength(1);
    expect(await external("after")).toEqual({
      ...{ state: "scored", fault: null },
      result: {
        ...{ score: 62.5, scorer: ANSWER.scorer, rubric: ANSWER.rubric, droppedEvidence: 0, redacted: true },
        scoredAt: new Date(nowMs).toISOString(),
        checks: [
          { key: "polite", title: "Polite", result: "pass", explanation: "It thanked.", evidence: [2] },
          { key: "brief", title: "Brief", result: "unknown", explanation: null, evidence: [] },
        ],
      },
    });
    expect(await external("before")).toBeNull();
    expect(await external("long_ago")).toBeNull();
    await run();
    expect(listener.seen).toHaveLength(1);
    expect(await world.quality.scorer.current(ADMIN)).toMatchObject({ usedToday: 1, waiting: 0, failed: 0, scored: 1 });
  });

  test("sees no number and no name while redaction is on, and never the caller's own as a field", async () => {
    await set();
    const call = talk("one");
    call.call.phoneNumber = "+14155552671";
    call.contactName = "Zebedee Quill";
    await keepAt([call]);
    await run();
    const sent = JSON.parse(listener.seen[0]?.body ?? "{}") as ScorerRequest;
    expect(JSON.stringify(sent)).not.toMatch(/Zebedee|Quill|2671|415/);
    expect(sent).toMatchObject({ version: 1, redacted: true, summary: "It went well.", omittedLines: 0 });
    expect(sent.lines.map(({ key, speaker }) => [key, speaker])).toEqual([
      [0, "agent"],
      [1, "caller"],
      [2, "agent"],
      [3, "caller"],
    ]);
    await set({ redacts: false });
    later(1_000);
    await keepAt([{ ...call, call: { ...call.call, id: "two" } }]);
    await run();
    const open_ = JSON.parse(listener.seen[1]?.body ?? "{}") as ScorerRequest & { call: object };
    expect(open_.lines[1]?.text).toContain("Zebedee Quill");
    expect(Object.keys(open_.call)).not.toContain("phoneNumber");
    expect(JSON.stringify(open_.call)).not.toMatch(/Zebedee|2671/);
  });

  test("gets the secret as a bearer; no answer, no audit entry, no log and no row shows it", async () => {
    const told = await set();
    expect(told.secret).toBe("set");
    await keep("one");
    await run();
    expect(listener.seen[0]?.headers).toMatchObject({ authorization: "Bearer s3cret-canary", "earshot-attempt": "1" });
    const stored = [
      await open.database.select().from(storedSettings),
      await open.database.select().from(auditEvents),
      await rows(),
      [told, await world.quality.scorer.current(ADMIN)],
    ];
    expect(JSON.stringify(stored)).not.toContain("s3cret-canary");
    expect(logged.join("")).not.toContain("s3cret-canary");
    expect(await open.database.select().from(auditEvents)).toMatchObject([
      { action: "scorer.changed", detail: { host: new URL(listener.url).host, isOn: true, isNewSecret: true } },
    ]);
  });

  test("keeps its secret while other things change, and loses it when the address leads to another host", async () => {
    await set();
    expect((await set({ secret: undefined, perDay: 5 })).secret).toBe("set");
    expect((await set({ secret: undefined, address: `${listener.url}/deeper` })).secret).toBe("set");
    expect((await set({ secret: undefined, address: "https://another.example/score" })).secret).toBe("none");
    await set();
    expect((await set({ secret: null })).secret).toBe("none");
    await keep("one");
    await run();
    expect(listener.seen[0]?.headers.authorization).toBeUndefined();
  });

  test("stops at the day's budget, and goes on the next day with the newest", async () => {
    await set({ perDay: 2 });
    for (const id of ["a", "b", "c", "d"]) {
      later(1_000);
      await keep(id);
    }
    await run();
    expect(listener.seen.map(({ body }) => JSON.parse(body).call.id)).toEqual(["d", "c"]);
    await run();
    expect(await world.quality.scorer.current(ADMIN)).toMatchObject({ usedToday: 2, waiting: 2 });
    expect(await world.quality.scorer.tryOn(ADMIN, "a")).toMatchObject({ fault: "budget_spent", sentLines: 0 });
    expect(listener.seen).toHaveLength(2);
    expect((await rows()).filter(({ state }) => state === "waiting").every(({ attempts }) => attempts === 0)).toBe(
      true,
    );
    later(DAY_MS);
    await run();
    expect(listener.seen.map(({ body }) => JSON.parse(body).call.id)).toEqual(["d", "c", "b", "a"]);
  });

  test.each([
    ["hangs", "timeout"],
    ["drips for ever", "timeout"],
    ["fails with 500", "failed"],
    ["redirects", "redirected"],
    ["answers hugely", "too_large"],
    ["packs its answer", "unreadable"],
    ["closes in the middle of a body", "unreachable"],
    ["closes without an answer", "unreachable"],
    ["is not JSON", "not_json"],
    ["is of the wrong shape", "wrong_shape"],
  ])("that %s is asked again later and later, and given up after its last attempt", async (how, fault) => {
    const others: Record<string, Listener["answer"]> = {
      "is not JSON": withJson("<html>"),
      "is of the wrong shape": withJson({ ...ANSWER, score: "high" }),
    };
    listener.answer = (BAD_ANSWERS[how] ?? others[how]) as Listener["answer"];
    await set();
    await keep("one");
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      await run();
      expect(listener.seen).toHaveLength(attempt);
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: attempt, fault, state: attempt === MOST_ATTEMPTS ? "failed" : "waiting" });
      // A moment too early nothing is sent.
      later(retryMs(attempt) - 1);
      await run();
      expect(listener.seen).toHaveLength(attempt);
      later(1);
    }
    later(DAY_MS);
    await run();
    expect(listener.seen).toHaveLength(MOST_ATTEMPTS);
    expect(await external("one")).toEqual({ state: "failed", fault, result: null });
    expect(await world.quality.scorer.current(ADMIN)).toMatchObject({ failed: 1, lastFault: { fault, callId: "one" } });
    listener.answer = withJson(ANSWER);
    expect(await world.quality.scorer.retry(ADMIN)).toEqual({ calls: 1 });
    await run();
    expect(await external("one")).toMatchObject({ state: "scored", fault: null, result: { score: 62.5 } });
  });

  test("that asks to wait is not asked about any call before then, and that is no attempt", async () => {
    await set();
    await keep("one", "two");
    listener.answer = BAD_ANSWERS["asks to wait with 429"] as Listener["answer"];
    await run();
    expect(listener.seen).toHaveLength(1);
    expect((await rows()).map(({ attempts }) => attempts)).toEqual([0, 0]);
    listener.answer = withJson(ANSWER);
    later(119_000);
    await run();
    expect(listener.seen).toHaveLength(1);
    later(1_000);
    await run();
    expect((await rows()).map(({ state }) => state)).toEqual(["scored", "scored"]);
  });

  test("in trouble is left alone, longer each time, whatever waits; what is set anew is tried at once", async () => {
    await set();
    await keep(...Array.from({ length: 12 }, (_, place) => `call_${place}`));
    listener.answer = BAD_ANSWERS["fails with 500"] as Listener["answer"];
    await run();
    expect(listener.seen).toHaveLength(3);
    later(5 * 60_000 - 1);
    await run();
    expect(listener.seen).toHaveLength(3);
    later(1);
    await run();
    expect(listener.seen).toHaveLength(6);
    later(5 * 60_000);
    await run();
    expect(listener.seen).toHaveLength(6);
    listener.answer = withJson(ANSWER);
    await set();
    await run();
    expect((await rows()).every(({ state }) => state === "scored")).toBe(true);
  });

  test("that refuses the secret ends the round, and no call loses an attempt by it", async () => {
    await set();
    await keep("one", "two");
    listener.answer = withJson({}, 401);
    await run();
    expect(listener.seen).toHaveLength(1);
    expect((await rows()).map(({ attempts, state }) => [attempts, state])).toEqual([
      [0, "waiting"],
      [0, "waiting"],
    ]);
    expect(await world.quality.scorer.current(ADMIN)).toMatchObject({ lastFault: { fault: "key_refused" } });
  });

  test("that says a call is none for it is not asked about it again, and others are sent", async () => {
    await set();
    await keep("one");
    listener.answer = withJson({}, 422);
    await run();
    later(DAY_MS);
    await run();
    expect(listener.seen).toHaveLength(1);
    expect(await external("one")).toMatchObject({ state: "failed", fault: "refused" });
  });

  test("gives up what has waited for days", async () => {
    await set();
    await keep("one");
    later(3 * DAY_MS);
    await run();
    expect([(await rows())[0]?.fault, listener.seen]).toEqual(["waited_too_long", []]);
  });

  test("names lines that the call does not have: they are dropped and counted", async () => {
    listener.answer = withJson({ ...ANSWER, checks: [{ ...ANSWER.checks[0], evidence: [2, 99, 2, 7, 0] }] });
    await set();
    await keep("one");
    await run();
    expect((await external("one"))?.result).toMatchObject({ droppedEvidence: 2, checks: [{ evidence: [2, 0] }] });
  });

  test("of a call that has changed since it was sent is not stored, and the call is sent again", async () => {
    await set();
    await keep("one");
    listener.answer = (response, request, body) => {
      void keepAt([talk("one", NOW_MS, [...LINES, "One more line."])], nowMs + 5_000).then(() =>
        withJson(ANSWER)(response, request, body),
      );
    };
    await run();
    expect(await external("one")).toEqual({ state: "waiting", fault: null, result: null });
    listener.answer = withJson(ANSWER);
    later(5_000);
    await run();
    expect(JSON.parse(listener.seen.at(-1)?.body ?? "{}").lines).toHaveLength(5);
    expect(await external("one")).toMatchObject({ state: "scored" });
  });

  test("is sent a call once it has settled, and again only when what is sent has changed", async () => {
    await set();
    await keepAll(open.database, [talk("one")], nowMs);
    later(SETTLES_MS - 1);
    await run();
    expect(listener.seen).toHaveLength(0);
    later(1);
    await run();
    expect(listener.seen).toHaveLength(1);
    later(1_000);
    await keepAll(open.database, [{ ...talk("one"), readAtMs: Date.UTC(2026, 0, 6) }], nowMs);
    expect(await external("one")).toMatchObject({ state: "waiting", result: { score: 62.5 } });
    later(SETTLES_MS);
    await run();
    expect(await external("one")).toMatchObject({ state: "scored", result: { score: 62.5 } });
    expect([listener.seen.length, await world.stores.externalScores.spentToday()]).toEqual([1, 1]);
    const grown = { ...talk("one", NOW_MS, [...LINES, "One more line."]), readAtMs: Date.UTC(2026, 0, 7) };
    await keepAll(open.database, [grown], nowMs + 1_000);
    later(SETTLES_MS + 1_000);
    await run();
    expect(listener.seen).toHaveLength(2);
  });

  test("is not sent calls in which nothing was said, and none of the budget goes for them", async () => {
    await set();
    await keepAt([talk("silent", NOW_MS, [])]);
    await run();
    expect([await rows(), listener.seen, await world.stores.externalScores.spentToday()]).toEqual([[], [], 0]);
  });

  test("says nothing to a reader of redacted talk that it saw as it was said", async () => {
    const quoting = [{ ...ANSWER.checks[0], explanation: "The caller is Zebedee Quill." }];
    listener.answer = withJson({ ...ANSWER, checks: quoting });
    await set({ redacts: false });
    await keep("one");
    await run();
    expect(JSON.stringify(await external("one", ADMIN))).toContain("Zebedee");
    for (const actor of [SUPERVISOR, VIEWER]) {
      expect((await external("one", actor))?.result).toMatchObject({ score: 62.5, checks: [{ explanation: null }] });
    }
  });

  test("switched off is sent nothing more, what waits among it", async () => {
    await set();
    await keep("one");
    await set({ isOn: false });
    await keep("two");
    await run();
    expect(listener.seen).toEqual([]);
    expect((await rows()).map(({ callId }) => callId)).toEqual(["one"]);
  });

  test("whose process is killed while it waits has the attempt counted and paid, and the call is sent again later", async () => {
    await set();
    await keep("one");
    listener.answer = BAD_ANSWERS.hangs as Listener["answer"];
    const killed = new AbortController();
    const running = world.scoring.run(killed.signal);
    await expect.poll(() => listener.seen.length).toBe(1);
    killed.abort(new Error("stopping"));
    await expect(running).rejects.toThrow("stopping");
    listener.answer = withJson(ANSWER);
    await run();
    expect(listener.seen).toHaveLength(1);
    later(5 * 60_000);
    await run();
    expect(await external("one")).toMatchObject({ state: "scored" });
    expect((await world.quality.scorer.current(ADMIN)).usedToday).toBe(2);
  });
});

describe("trying it on one call", () => {
  test("sends that call while the scorer is off, says what came back, and stores none of it", async () => {
    await set({ isOn: false });
    await keep("one");
    const tried = await world.quality.scorer.tryOn(ADMIN, "one");
    expect(tried).toMatchObject({
      ...{ fault: null, sentLines: 4, problems: [] },
      external: { state: "scored", result: { score: 62.5, redacted: true, scorer: ANSWER.scorer } },
    });
    expect(await rows()).toEqual([]);
    expect(await world.quality.scorer.current(ADMIN)).toMatchObject({ usedToday: 1 });
    const entries = await open.database.select().from(auditEvents);
    expect(entries.map(({ action, targetId }) => [action, targetId])).toEqual([
      ["scorer.changed", null],
      ["scorer.tried", "one"],
    ]);
  });

  test("says what is wrong with an answer by places and rules, and nothing that it held", async () => {
    await set({ isOn: false });
    await keep("one");
    listener.answer = withJson({ ...ANSWER, score: 101, zebedee_secret: 1, checks: [{ key: "UPPER" }] });
    const { fault, problems } = await world.quality.scorer.tryOn(ADMIN, "one");
    expect(fault).toBe("wrong_shape");
    expect(problems.join("; ")).toMatch(/score: .*; checks\.0\.key: a lower-case name/);
    expect(problems.join()).not.toMatch(/zebedee/i);
    listener.answer = BAD_ANSWERS.hangs as Listener["answer"];
    expect(await world.quality.scorer.tryOn(ADMIN, "one")).toMatchObject({ fault: "timeout", external: null });
  });

  test("is refused for a call that is not kept, where no address is set, and to whoever is no admin", async () => {
    await keep("one");
    expect(await reason(world.quality.scorer.tryOn(ADMIN, "one"))).toBe("conflict");
    await set();
    expect(await reason(world.quality.scorer.tryOn(ADMIN, "other"))).toBe("call_not_found");
    for (const actor of [SUPERVISOR, VIEWER]) {
      expect(await reason(world.quality.scorer.tryOn(actor, "one"))).toBe("not_permitted");
      expect(await reason(world.quality.scorer.current(actor))).toBe("not_permitted");
      expect(await reason(world.quality.scorer.retry(actor))).toBe("not_permitted");
    }
    expect(listener.seen).toEqual([]);
  });
});

describe("an address", () => {
  test.each([
    "https://127.1.2.3/",
    "https://169.254.169.254/latest",
    "https://[::ffff:10.0.0.1]/",
    "http://scorer.example/",
    "https://user:word@scorer.example/",
    "https://scorer.example/#part",
  ])("%s is refused when it is typed", async (address) => {
    expect(await reason(set({ address }))).toBe("invalid_request");
    expect((await world.quality.scorer.current(ADMIN)).address).toBeNull();
  });

  test("in a demo that others look at is refused, and nothing is sent", async () => {
    await set();
    await keep("one");
    world = worldOver(open.database, { isPossible: () => false });
    expect(await reason(set())).toBe("not_permitted");
    expect(await reason(world.quality.scorer.tryOn(ADMIN, "one"))).toBe("not_permitted");
    expect(listener.seen).toEqual([]);
    expect((await world.quality.scorer.current(ADMIN)).isPossible).toBe(false);
  });
});

test("whatever a scorer answers is read as an answer of the seam or refused, and no line of it is one that was not sent", () => {
  const anything = fc.anything({ maxDepth: 3 });
  const mostly = (good: fc.Arbitrary<unknown>) => fc.oneof({ arbitrary: good, weight: 9 }, anything);
  const check = fc.record({
    key: fc.constantFrom("one", "two", "three"),
    title: fc.constant("Title"),
    result: mostly(fc.constantFrom("pass", "fail", "unknown")),
    evidence: mostly(fc.array(fc.integer({ min: 0, max: 12 }))),
  });
  const nearly = fc.record({
    scorer: mostly(fc.constant(ANSWER.scorer)),
    rubric: mostly(fc.constant(ANSWER.rubric)),
    score: mostly(fc.integer({ min: -5, max: 105 })),
    checks: mostly(fc.array(check, { maxLength: 3 })),
  });
  let answers = 0;
  fc.assert(
    fc.property(fc.oneof(nearly, anything), (value) => {
      const text = JSON.stringify(value) ?? "undefined";
      const read = readScorerAnswer(text, [0, 1, 5]);
      if (read.kind === "fault") return;
      answers += 1;
      const { score, checks } = read.answer;
      expect(score === null || (score >= 0 && score <= 100)).toBe(true);
      expect(checks.flatMap(({ evidence }) => evidence).every((key) => [0, 1, 5].includes(key))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(answers).toBeGreaterThan(20);
});

test("with a call's talk goes what the scorer may have quoted, with the call goes all, and no file holds a word of it", async () => {
  const CANARY = "zanzibarcanary";
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-scorer-"));
  const embedded = await openEmbedded(dataDir, await databaseTemplate(process.cwd()));
  try {
    const { database } = embedded;
    world = worldOver(database);
    listener.answer = withJson({ ...ANSWER, checks: [{ ...ANSWER.checks[0], explanation: CANARY }] });
    await set();
    await keepAt([talk("old"), talk("gone")], nowMs, database);
    await run();
    await keepAt([talk("unsent")], nowMs, database);
    await embedded.upkeep();
    expect(filesHolding(CANARY, dataDir)).not.toEqual([]);
    const erasures = createErasureStore({ database, nowMs: () => nowMs });
    await transact(database, (tx) => erasures.erase(tx, { callId: "gone" }));
    expect(await database.$count(externalScores)).toBe(2);
    await forgetTalk(database, NOW_MS + DAY_MS);
    const [left, ...more] = await database.select().from(externalScores);
    // The score stays with the facts of the call; what was never sent is not sent any more.
    expect(more).toEqual([]);
    expect(left).toMatchObject({ callId: "old", state: "scored", score: 62.5 });
    expect(left?.checks).toMatchObject([{ key: "polite", explanation: null, evidence: [2] }]);
    expect(await embedded.scrub(["archived_calls", "external_scores"], { isQuiet: false })).toBe(true);
    expect(filesHolding(CANARY, dataDir)).toEqual([]);
  } finally {
    await embedded.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
