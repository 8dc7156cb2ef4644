import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
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
import {
  archivedCalls,
  auditEvents,
  qualityNotes,
  qualityPending,
  qualityReviews,
  qualityRubrics,
  qualityScores,
  qualityWalks,
} from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";
import { filesHolding, openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import type { Check, ReviewChange } from "@/lib/wire/quality-contract";
import { LOCK_MS } from "./review-store";
import { FIRST_RUBRIC } from "./rubrics";
import { qualityOver } from "./testing";

const NOW_MS = Date.UTC(2025, 11, 3, 12);
let nowMs = NOW_MS;

function worldOver(database: Database) {
  const { archive } = createArchiveStores({ database, nowMs: () => nowMs });
  return qualityOver(database, {
    nowMs: () => nowMs,
    inScope,
    people: [ADMIN, ADA, BEN, ELSEWHERE, VIEWER],
    readCalls: async (ids) =>
      (await archive.findMany(ids)).map((row) => {
        const { agentId, agentName, happenedAt } = row;
        return { ...archivedCallOf(row), agentId, agentName, happenedAt };
      }),
  });
}

const person = (id: string, role: Person["role"] = "supervisor", more: Partial<Person> = {}): Person => ({
  ...aPerson(role),
  ...{ id, name: id },
  ...more,
});
const ADMIN = person("admin", "admin");
const ADA = person("ada");
const BEN = person("ben");
const VIEWER = person("viewer", "viewer");
const ELSEWHERE = person("else", "supervisor", { scope: { agents: ["another"], agentNames: [], campaigns: [] } });

const GOOD = [
  "Hello, how can I help you with it today?",
  "My order is late.",
  "It was sent yesterday.",
  "Thanks.",
  "Thank you for calling, goodbye.",
];
const BAD = ["Order number.", "I want a real person, please, this is terrible.", "Damn it, your order number.", "No."];
const talk = (id: string, lines: readonly string[], summary = "It was resolved.") =>
  anEnded(aTalk(lines, { id, summary }));
const reason = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error: { reason?: string }) => error.reason,
  );
const NEVER = new AbortController().signal;

let open: OpenDatabase;
let world: ReturnType<typeof worldOver>;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  nowMs = NOW_MS;
  for (const table of [archivedCalls, qualityNotes, qualityRubrics, qualityWalks, auditEvents])
    await open.database.delete(table);
  await open.database.execute(sql`delete from stored_settings where key = 'quality.sampling'`);
  world = worldOver(open.database);
});
const judged = async () => world.judging.run(NEVER);
const scores = () => open.database.select().from(qualityScores).orderBy(qualityScores.callId, qualityScores.version);

describe("judging", () => {
  test("every call that is kept is judged by the first rubric, and nothing waits any more", async () => {
    await keepAll(open.database, [talk("good", GOOD), talk("bad", BAD, "Unresolved.")]);
    expect(await world.stores.qualityScores.waitingCount()).toBe(2);
    await judged();
    const [bad, good] = await scores();
    expect([bad?.score, good?.score, good?.passed, bad?.passed]).toEqual([expect.any(Number), 100, true, false]);
    expect(bad?.score).toBeLessThan(50);
    expect(await world.stores.qualityScores.waitingCount()).toBe(0);
  });

  test("a call that changes is judged again", async () => {
    await keepAll(open.database, [talk("one", BAD)]);
    await judged();
    const before = (await scores())[0]?.score;
    const later = anEnded(aTalk(GOOD, { id: "one", summary: "Resolved." }), { readAtMs: Date.UTC(2026, 0, 6) });
    await keepAll(open.database, [later], NOW_MS + 1);
    await judged();
    expect((await scores())[0]?.score).toBeGreaterThan(before ?? 100);
  });

  test("a changed rubric has every call judged by its new version, also when it is broken off in the middle", async () => {
    const many = Array.from({ length: 45 }, (_, place) => talk(`call_${place}`, place % 2 === 0 ? GOOD : BAD));
    await keepAll(open.database, many);
    await judged();
    const [first] = await world.stores.qualityRubrics.list({ retired: false });
    const definition = { ...FIRST_RUBRIC, checks: FIRST_RUBRIC.checks.filter(({ key }) => key === "greeting") };
    await world.quality.rubrics.change(ADMIN, first?.id ?? "", 1, definition);
    expect(world.woken).toEqual(["judging"]);
    const broken = new AbortController();
    const original = world.stores.qualityScores.settle;
    let settled = 0;
    world.stores.qualityScores.settle = async (...args) => {
      settled += 1;
      if (settled === 25) broken.abort(new Error("killed"));
      return original(...args);
    };
    await expect(world.judging.run(broken.signal)).rejects.toThrow("killed");
    world.stores.qualityScores.settle = original;
    expect((await scores()).some(({ version }) => version === 1)).toBe(true);
    await worldOver(open.database).judging.run(NEVER);
    const after = await scores();
    expect(after).toHaveLength(45);
    expect(after.every(({ version, isCurrent }) => version === 2 && isCurrent)).toBe(true);
    expect(new Set(after.map(({ score }) => score))).toEqual(new Set([0, 100]));
  });

  test("what somebody reviewed by a version keeps that version's score beside the new one", async () => {
    await keepAll(open.database, [talk("one", GOOD)]);
    await judged();
    const { id } = await world.quality.reviews.add(ADA, "one");
    await world.quality.reviews.change(ADA, id, { do: "finish", score: 4, verdicts: [], comment: null });
    const [first] = await world.stores.qualityRubrics.list({ retired: false });
    await world.quality.rubrics.change(ADMIN, first?.id ?? "", 1, { ...FIRST_RUBRIC, name: "Another" });
    await judged();
    expect((await scores()).map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test("a retired rubric judges nothing, and a call for which there is none has no score", async () => {
    await keepAll(open.database, [talk("one", GOOD)]);
    await judged();
    const [first] = await world.stores.qualityRubrics.list({ retired: false });
    await world.quality.rubrics.retire(ADMIN, first?.id ?? "");
    await judged();
    expect(await scores()).toEqual([]);
    expect((await world.quality.calls.ofCall(ADMIN, "one")).data).toMatchObject({
      rubric: null,
      score: null,
      checks: [],
    });
  });
});

describe("what is told of a call", () => {
  test("its score with the arithmetic, the lines that show each check, and the document's review", async () => {
    await keepAll(open.database, [talk("one", GOOD)]);
    await judged();
    const { data } = await world.quality.calls.ofCall(ADMIN, "one");
    expect(data).toMatchObject({
      ...{ score: 100, passed: true, efficiency: "efficient" },
      arithmetic: { passMark: 70 },
      seed: { greetingUsed: true, closingUsed: true, resolutionProvided: true, professionalLanguage: true, score: 100 },
    });
    expect(data.checks.find(({ key }) => key === "greeting")).toMatchObject({ result: "pass", evidence: [0] });
    expect(100 * ((data.arithmetic?.earned ?? 0) / (data.arithmetic?.possible ?? 1))).toBe(data.score);
    expect(data.judgedAt).not.toBeNull();
  });

  test("a call that waits is judged for whoever asks, and nothing of that is stored", async () => {
    await keepAll(open.database, [talk("one", GOOD)]);
    await world.commit((tx) => world.stores.qualityRubrics.ensureFirst(tx));
    expect((await world.quality.calls.ofCall(ADMIN, "one")).data).toMatchObject({ score: 100, judgedAt: null });
    expect(await scores()).toEqual([]);
  });

  test("no word that a reader's talk does not show, by whichever check found it", async () => {
    const check: Check = {
      key: "own",
      title: "Own",
      weight: 1,
      kind: "phrases",
      speaker: "caller",
      within: "call",
      lines: 3,
      wanted: "said",
      phrases: ["zebedee", "late"],
    };
    const metadata: Check = {
      key: "meta",
      title: "Meta",
      weight: 1,
      kind: "metadata",
      field: "secretfield",
      values: ["secretvalue"],
    };
    await world.quality.rubrics.add(ADMIN, { ...FIRST_RUBRIC, checks: [check, metadata] });
    const lines = ["Hello, who is it?", "This is Zebedee Quill, my order is late."];
    await keepAll(open.database, [
      anEnded(aTalk(lines, { id: "one", metadata: { secretfield: "x" } }), { contactName: "Zebedee Quill" }),
    ]);
    await judged();
    const told = async (reader: Person) =>
      JSON.stringify((await world.quality.calls.ofCall(reader, "one")).data.checks);
    expect(await told(ADMIN)).toContain("zebedee");
    expect(await told(ADMIN)).toContain("secretfield");
    expect(await told(VIEWER)).not.toMatch(/zebedee|secretfield|secretvalue/i);
    expect(await told(VIEWER)).toContain("late");
  });

  test("what people wrote is masked for whoever sees the call masked", async () => {
    await keepAll(open.database, [anEnded(aTalk(GOOD, { id: "one" }), { contactName: "Zebedee Quill" })]);
    await world.quality.notes.add(ADMIN, "one", {
      line: 1,
      kind: "comment",
      text: "Zebedee was kind, call +1 415 555 2671",
    });
    const { data } = await world.quality.calls.ofCall(VIEWER, "one");
    expect(data.notes).toMatchObject([{ line: 1, isOwn: false, madeBy: "admin" }]);
    expect(JSON.stringify(data)).not.toMatch(/Zebedee|2671/);
  });

  test("nothing to whoever may not, and of a call out of scope not even that there is one", async () => {
    await keepAll(open.database, [talk("one", GOOD)]);
    await judged();
    expect(await reason(world.quality.calls.ofCall({ kind: "anonymous" }, "one"))).toBe("sign_in_required");
    expect(await reason(world.quality.calls.ofCall(ELSEWHERE, "one"))).toBe("call_not_found");
    expect(await reason(world.quality.calls.ofCall(ADMIN, "other"))).toBe("call_not_found");
    expect(await reason(world.quality.reviews.add(ELSEWHERE, "one"))).toBe("call_not_found");
    expect(await reason(world.quality.reviews.list(VIEWER, {}))).toBe("not_permitted");
    const { id } = await world.quality.reviews.add(ADA, "one");
    expect(await reason(world.quality.reviews.find(ELSEWHERE, id))).toBe("not_found");
    expect((await world.quality.reviews.list(ELSEWHERE, {})).reviews).toEqual([]);
    expect((await world.quality.figures.agents(ELSEWHERE, { from: 0 })).agents).toEqual([]);
    expect((await world.quality.figures.agents(ADA, { from: 0 })).agents).toMatchObject([
      { calls: 1, scored: 1, meanScore: 100 },
    ]);
  });

  test("a moment of a call that runs becomes the line that was said then", async () => {
    const ended = anEnded(aTalk(GOOD, { id: "one" }));
    world.running.set("one", { ...ended, roster: [], isLive: true });
    nowMs = Date.parse(String(ended.call.transcript?.[2]?.timestamp)) + 300;
    const note = await world.quality.notes.add(ADA, "one", { line: null, kind: "flag", text: "" });
    expect(note).toMatchObject({ line: null, at: new Date(nowMs).toISOString() });
    world.running.clear();
    await keepAll(open.database, [ended]);
    expect(await world.quality.notes.list(ADA, "one")).toMatchObject({ notes: [{ line: 2 }], isKept: true });
    expect(await reason(world.quality.notes.add(ADA, "one", { line: 99, kind: "flag", text: "" }))).toBe(
      "invalid_request",
    );
    expect(await reason(world.quality.notes.remove(BEN, note.id))).toBe("not_permitted");
    await world.quality.notes.remove(ADA, note.id);
    expect((await world.quality.notes.list(ADA, "one")).notes).toEqual([]);
  });
});

test("a line of a call that runs is noted by its moment, and no moment is still to come", async () => {
  const ended = anEnded(aTalk(GOOD, { id: "one" }));
  const saidAt = (place: number) => String(ended.call.transcript?.[place]?.timestamp);
  world.running.set("one", { ...ended, roster: [], isLive: true });
  nowMs = Date.parse(saidAt(4)) + 300;
  const note = (at: string) => world.quality.notes.add(ADA, "one", { line: null, kind: "flag", text: "", at });
  await note(saidAt(1));
  expect(await note(new Date(nowMs + 60_000).toISOString())).toMatchObject({ at: new Date(nowMs).toISOString() });
  world.running.clear();
  await keepAll(open.database, [ended]);
  expect((await world.quality.notes.list(ADA, "one")).notes.map(({ line }) => line).sort()).toEqual([1, 4]);
});

describe("rubrics", () => {
  test("each change is a version, of two who change the same one is told, and every change is written down", async () => {
    const made = await world.quality.rubrics.add(ADMIN, FIRST_RUBRIC);
    const changed = await world.quality.rubrics.change(ADMIN, made.id, 1, { ...FIRST_RUBRIC, name: "Second" });
    expect(changed.version).toBe(2);
    expect(await reason(world.quality.rubrics.change(ADMIN, made.id, 1, FIRST_RUBRIC))).toBe("conflict");
    const { versions } = await world.quality.rubrics.find(VIEWER, made.id);
    expect(versions.map(({ version, definition }) => [version, definition.name])).toEqual([
      [2, "Second"],
      [1, FIRST_RUBRIC.name],
    ]);
    expect(await reason(world.quality.rubrics.add(ADA, FIRST_RUBRIC))).toBe("not_permitted");
    const entries = await open.database
      .select({ action: auditEvents.action, result: auditEvents.result })
      .from(auditEvents)
      .orderBy(auditEvents.id);
    expect(entries).toEqual([
      { action: "rubric.made", result: "done" },
      { action: "rubric.changed", result: "done" },
      { action: "quality.manage", result: "denied" },
    ]);
  });

  test("a pattern that cannot be read is refused in words, before anything is stored", async () => {
    const bad = {
      key: "own",
      title: "Own",
      weight: 1,
      kind: "pattern",
      speaker: "agent",
      within: "call",
      lines: 3,
      wanted: "said",
      pattern: "(a",
    } as const;
    expect(await reason(world.quality.rubrics.add(ADMIN, { ...FIRST_RUBRIC, checks: [bad] }))).toBe("invalid_request");
    expect(await reason(world.quality.rubrics.tryOut(ADMIN, { ...FIRST_RUBRIC, checks: [bad] }))).toBe(
      "invalid_request",
    );
    expect(await open.database.$count(qualityRubrics)).toBe(0);
  });

  test("trying one says what it would give, beside what holds now, and stores nothing", async () => {
    await keepAll(open.database, [talk("good", GOOD), talk("bad", BAD, "Unresolved.")]);
    await judged();
    const before = await scores();
    const definition = { ...FIRST_RUBRIC, checks: FIRST_RUBRIC.checks.filter(({ key }) => key === "greeting") };
    const tried = await world.quality.rubrics.tryOut(ADMIN, definition);
    expect(tried).toMatchObject({ meanScore: 50, passed: 1, checks: [{ key: "greeting", pass: 1, fail: 1 }] });
    expect(tried.calls.find(({ callId }) => callId === "good")).toMatchObject({ score: 100, scoreNow: 100 });
    expect(await scores()).toEqual(before);
    expect((await world.quality.rubrics.tryOut(ADMIN, { ...definition, agents: ["another"] })).calls).toEqual([]);
  });
});

describe("a review", () => {
  beforeEach(async () => {
    await keepAll(open.database, [talk("one", BAD, "Unresolved.")]);
    await judged();
  });
  const queued = async () => (await world.quality.reviews.add(ADA, "one")).id;
  const finish: Extract<ReviewChange, { do: "finish" }> = { do: "finish", score: 2, verdicts: [], comment: null };

  test("is one person's while they are at it, and anybody's once that time is over", async () => {
    const id = await queued();
    await world.quality.reviews.change(ADA, id, { do: "lock" });
    expect(await reason(world.quality.reviews.change(BEN, id, { do: "lock" }))).toBe("conflict");
    expect(await reason(world.quality.reviews.change(BEN, id, finish))).toBe("conflict");
    nowMs += LOCK_MS - 1;
    expect(await reason(world.quality.reviews.change(BEN, id, finish))).toBe("conflict");
    await world.quality.reviews.change(ADA, id, { do: "lock" });
    nowMs += LOCK_MS;
    await world.quality.reviews.change(BEN, id, { do: "lock" });
    expect((await world.quality.reviews.find(ADA, id)).lock).toMatchObject({ name: "ben", isOwn: false });
    await world.quality.reviews.change(ADA, id, { do: "unlock" });
    expect((await world.quality.reviews.find(ADA, id)).lock).not.toBeNull();
  });

  test("that is somebody's is nobody else's", async () => {
    const id = await queued();
    await world.quality.reviews.change(BEN, id, { do: "assign" });
    expect(await reason(world.quality.reviews.change(ADA, id, { do: "lock" }))).toBe("not_permitted");
    expect((await world.quality.reviews.list(BEN, { assigned: "me" })).mine).toBe(1);
    await world.quality.reviews.change(ADA, id, { do: "assign", userId: null });
    await world.quality.reviews.change(ADA, id, { do: "lock" });
    expect(await reason(world.quality.reviews.change(ADA, id, { do: "assign", userId: "nobody" }))).toBe("not_found");
  });

  test("can be given to whoever may review the call, who then has it, and each change of hands is written down", async () => {
    const id = await queued();
    const names = async (asker: Person) =>
      (await world.quality.reviews.reviewers(asker, id)).reviewers.map(({ name, assigned }) => `${name} ${assigned}`);
    // Neither whoever sees other calls, nor a viewer; oneself first.
    expect(await names(ADA)).toEqual(["ada 0", "admin 0", "ben 0"]);
    const to = (userId: string | null) => world.quality.reviews.change(ADA, id, { do: "assign", userId });
    expect(await to("ben")).toMatchObject({ assignedTo: { id: "ben", name: "ben" }, mayReview: false });
    expect(await names(ADMIN)).toEqual(["admin 0", "ada 0", "ben 1"]);
    await to("ben");
    expect(await reason(to("else"))).toBe("not_found");
    expect(await reason(to("viewer"))).toBe("not_found");
    const ids = async (assigned?: "me" | "nobody") =>
      (await world.quality.reviews.list(ADA, { assigned })).reviews.map((one) => one.id);
    expect([await ids(), await ids("me"), await ids("nobody")]).toEqual([[id], [], []]);
    await to("ada");
    expect([await ids("me"), await ids("nobody")]).toEqual([[id], []]);
    await to(null);
    expect([await ids("me"), await ids("nobody")]).toEqual([[], [id]]);
    const trail = await open.database.select().from(auditEvents).orderBy(auditEvents.id);
    const assigned = trail.filter(({ action }) => action === "review.assigned");
    expect(assigned.map(({ detail }) => detail)).toEqual([{ to: "ben" }, { to: "ada" }, { to: null }]);
  });

  test("is taken from nobody who is in the middle of it", async () => {
    const id = await queued();
    await world.quality.reviews.change(BEN, id, { do: "lock" });
    const to = (userId: string | null) => world.quality.reviews.change(ADA, id, { do: "assign", userId });
    expect(await reason(to("ada"))).toBe("conflict");
    expect(await reason(to("ben"))).toBe("done");
    expect(await reason(to(null))).toBe("conflict");
    nowMs += LOCK_MS;
    expect(await reason(to(null))).toBe("done");
  });

  test("says otherwise than the rubric only with a reason, and keeps what the rubric said", async () => {
    const id = await queued();
    const verdict = { key: "greeting", result: "pass", reason: null } as const;
    expect(await reason(world.quality.reviews.change(ADA, id, { ...finish, verdicts: [verdict] }))).toBe(
      "invalid_request",
    );
    expect(
      await reason(world.quality.reviews.change(ADA, id, { ...finish, verdicts: [{ ...verdict, key: "none" }] })),
    ).toBe("invalid_request");
    const given = await world.quality.reviews.change(ADA, id, {
      ...finish,
      verdicts: [
        { ...verdict, reason: "It was a greeting of its own" },
        { key: "person", result: "fail", reason: null },
      ],
    });
    expect(given).toMatchObject({ state: "done", given: { by: "ada", score: 2, rubric: { version: 1 } } });
    expect(given.given?.verdicts.map(({ rubricResult }) => rubricResult)).toEqual(["fail", "fail"]);
    expect(await reason(world.quality.reviews.change(BEN, id, finish))).toBe("conflict");
    expect((await world.quality.calls.ofCall(ADA, "one")).data.review).toMatchObject({ id });
  });

  test("has a second opinion by another person, who does not see the rubric's score, and both are held against each other", async () => {
    const id = await queued();
    expect(await reason(world.quality.reviews.change(ADA, id, { do: "second_opinion" }))).toBe("conflict");
    const agree = { key: "person", result: "fail", reason: null } as const;
    await world.quality.reviews.change(ADA, id, { ...finish, verdicts: [agree] });
    const second = await world.quality.reviews.change(ADA, id, { do: "second_opinion" });
    expect(second).toMatchObject({ source: "second_opinion", score: null, mayReview: false });
    expect(await reason(world.quality.reviews.change(ADA, second.id, finish))).toBe("not_permitted");
    nowMs += 1_000;
    await world.quality.reviews.change(BEN, second.id, { ...finish, score: 3, verdicts: [agree] });
    nowMs += 1_000;
    const agreement = await world.quality.figures.agreement(ADA, {});
    expect(agreement).toMatchObject({ reviews: 2, doubled: 1, scores: { pairs: 1, percent: 0, meanDifference: 1 } });
    expect(agreement.byCheck).toMatchObject([
      { key: "person", rubric: { pairs: 2, percent: 1 }, people: { pairs: 1, percent: 1 } },
    ]);
  });

  test("of one call by two people stand side by side once both are given, for whoever may see the call", async () => {
    const id = await queued();
    const otherwise = { key: "person", result: "pass", reason: "Call me on 030 1234567" } as const;
    const greeting = { key: "greeting", result: "fail", reason: null } as const;
    await world.quality.reviews.change(ADA, id, { ...finish, verdicts: [otherwise, greeting] });
    const second = await world.quality.reviews.change(ADA, id, { do: "second_opinion" });
    nowMs += 1_000;
    expect((await world.quality.figures.calibration(ADA, {})).calls).toEqual([]);
    // Nobody gives both.
    expect((await world.quality.reviews.reviewers(ADA, second.id)).reviewers.map(({ name }) => name)).toEqual([
      "admin",
      "ben",
    ]);
    expect(await reason(world.quality.reviews.change(BEN, second.id, { do: "assign", userId: "ada" }))).toBe(
      "conflict",
    );
    const agree = { key: "person", result: "fail", reason: null } as const;
    await world.quality.reviews.change(BEN, second.id, { ...finish, score: 4, comment: "Fine", verdicts: [agree] });
    nowMs += 1_000;
    const { calls, isCut } = await world.quality.figures.calibration(ADMIN, {});
    expect(isCut).toBe(false);
    expect(calls).toMatchObject([
      {
        callId: "one",
        first: { by: "ada", score: 2, reviewId: id },
        second: { by: "ben", score: 4, comment: "Fine", reviewId: second.id },
        checks: [
          { key: "greeting", title: expect.any(String), rubric: "fail", first: "fail", second: null },
          { key: "person", rubric: "fail", first: "pass", second: "fail", line: 1 },
        ],
      },
    ]);
    // What a reviewer wrote is redacted as the call is for whoever reads it.
    const seen = JSON.stringify(await world.quality.figures.calibration(BEN, {}));
    expect(seen).not.toContain("1234567");
    expect(JSON.stringify(calls)).toContain("1234567");
    expect((await world.quality.figures.calibration(ELSEWHERE, {})).calls).toEqual([]);
    expect(await reason(world.quality.figures.calibration(VIEWER, {}))).toBe("not_permitted");
  });

  test("that was skipped is open again once somebody wants it, and one that is done stays done", async () => {
    const id = await queued();
    await world.quality.reviews.change(ADA, id, { do: "skip", comment: "Not now" });
    expect((await world.quality.reviews.find(ADA, id)).state).toBe("skipped");
    expect((await world.quality.reviews.add(BEN, "one")).state).toBe("open");
    await world.quality.reviews.change(ADA, id, finish);
    expect((await world.quality.reviews.add(BEN, "one")).state).toBe("done");
  });

  test("makes the coaching list say what people gave", async () => {
    await keepAll(open.database, [talk("good", GOOD)]);
    await judged();
    const id = await queued();
    await world.quality.reviews.change(ADA, id, { ...finish, comment: "Swore at the caller" });
    const agent = "550e8400-e29b-41d4-a716-446655440000";
    const { best, worst } = await world.quality.figures.coaching(ADA, { agent, from: 0, to: NOW_MS * 2 });
    expect(worst).toMatchObject([{ callId: "one", why: "Swore at the caller" }]);
    expect(best).toMatchObject([{ callId: "good", score: 100 }]);
  });
});

describe("sampling", () => {
  const critical = {
    reason: "stuck",
    severity: "critical",
    sentence: "",
    openedAtMs: NOW_MS,
    clearedAtMs: null,
    line: null,
  } as const;
  const set = (more: object) =>
    world.quality.reviews.setSampling(ADMIN, {
      critical: false,
      randomPerAgent: 0,
      lowest: 0,
      firstOfNewAgent: 0,
      ...more,
    });
  const queue = async () =>
    (await open.database.select().from(qualityReviews)).map(({ callId, source }) => `${source} ${callId}`).sort();

  test("puts nothing there until somebody says what", async () => {
    await keepAll(open.database, [talk("one", BAD)]);
    expect(await world.sampling.run(NEVER)).toBe(0);
  });

  test("puts critical calls, the lowest, and some of each agent there, and none twice", async () => {
    const calls = Array.from({ length: 12 }, (_, place) =>
      talk(`call_${place}`, place === 5 ? BAD : GOOD, place === 5 ? "Unresolved." : "Resolved."),
    );
    const trouble = anEnded(aTalk(GOOD, { id: "trouble" }), { watched: { participants: [], reasons: [critical] } });
    await keepAll(open.database, [...calls, trouble]);
    await judged();
    nowMs = Date.UTC(2025, 11, 8) - 1;
    await set({ critical: true, lowest: 1, randomPerAgent: 3 });
    expect(world.woken).toEqual(["sampling"]);
    expect(await world.sampling.run(NEVER)).toBe(5);
    const first = await queue();
    expect(first.filter((one) => !one.startsWith("random"))).toEqual(["critical trouble", "lowest call_5"]);
    expect(await world.sampling.run(NEVER)).toBe(0);
    expect(await queue()).toEqual(first);
  });

  test("spreads a week's calls over the week", async () => {
    await keepAll(
      open.database,
      Array.from({ length: 12 }, (_, place) => talk(`call_${place}`, GOOD)),
    );
    await set({ randomPerAgent: 7 });
    nowMs = Date.UTC(2025, 11, 1) + 1.5 * 86_400_000;
    expect(await world.sampling.run(NEVER)).toBe(2);
    nowMs = Date.UTC(2025, 11, 8) + 86_400_000;
    expect(await world.sampling.run(NEVER)).toBe(5);
  });

  test("knows an agent that is new from one that was there before, and takes its first calls", async () => {
    const at = (day: number) => new Date(Date.UTC(2025, 11, day, 12)).toISOString();
    const by = (id: string, agent: string, day: number) =>
      anEnded(aTalk(GOOD, { id, agent: { id: agent, name: agent }, startedAt: at(day) }));
    await keepAll(open.database, [
      by("old_1", "old", 1),
      by("old_2", "old", 15),
      by("new_1", "new", 12),
      by("new_2", "new", 13),
      by("new_3", "new", 14),
    ]);
    nowMs = Date.UTC(2025, 11, 16);
    await set({ firstOfNewAgent: 2 });
    await world.sampling.run(NEVER);
    expect(await queue()).toEqual(["new_agent new_1", "new_agent new_2"]);
    expect(await world.sampling.run(NEVER)).toBe(0);
  });
});

test("with a call's talk goes what quotes it, with the call goes all, and no file holds a word of it", async () => {
  const CANARY = "zanzibarcanary";
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-quality-"));
  const embedded = await openEmbedded(dataDir, await databaseTemplate(process.cwd()));
  try {
    const { database } = embedded;
    world = worldOver(database);
    await keepAll(database, [talk("old", [...GOOD, CANARY]), talk("gone", [...GOOD, CANARY])]);
    await judged();
    for (const callId of ["old", "gone"]) {
      const { id } = await world.quality.reviews.add(ADA, callId);
      const verdicts = [{ key: "greeting", result: "fail", reason: CANARY } as const];
      await world.quality.reviews.change(ADA, id, { do: "finish", score: 2, verdicts, comment: CANARY });
      await world.quality.notes.add(ADA, callId, { line: 0, kind: "comment", text: CANARY });
    }
    world.running.set("never_kept", { ...anEnded(aTalk(GOOD)), roster: [], isLive: true });
    await world.quality.notes.add(ADA, "never_kept", { line: null, kind: "comment", text: CANARY });
    await embedded.upkeep();
    expect(filesHolding(CANARY, dataDir)).not.toEqual([]);
    await forgetTalk(database, NOW_MS);
    // The facts of what was judged stay with the facts of the call.
    expect(await database.$count(qualityScores)).toBe(2);
    expect(await database.$count(qualityReviews)).toBe(2);
    expect(await database.$count(qualityNotes)).toBe(1);
    expect(await database.$count(qualityPending)).toBe(0);
    const [score] = await database.select().from(qualityScores);
    expect(score?.checks.every(({ texts }) => texts.length === 0)).toBe(true);
    const erasures = createErasureStore({ database, nowMs: () => nowMs });
    for (const callId of ["gone", "never_kept"]) await transact(database, (tx) => erasures.erase(tx, { callId }));
    expect(await database.$count(qualityScores)).toBe(1);
    expect(await database.$count(qualityReviews)).toBe(1);
    expect(await database.$count(qualityNotes)).toBe(0);
    const tables = ["archived_calls", "stored_settings", "quality_scores", "quality_reviews", "quality_notes"];
    expect(await embedded.scrub(tables, { isQuiet: false })).toBe(true);
    expect(filesHolding(CANARY, dataDir)).toEqual([]);
  } finally {
    await embedded.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
