import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor, Person, Role, Scope } from "@/lib/access/actor";
import { createCallEnds } from "@/lib/access/call-ends";
import { WHOLE_GRANT } from "@/lib/access/testing";
import { archivedCallOf, type CallRecord, type EndedCall, recordOf } from "@/lib/archive/record";
import { anEnded, aTalk } from "@/lib/archive/testing";
import { aMessage, aRosterEntry, at } from "@/lib/calls/build";
import { readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import { sourceError } from "@/lib/live/testing";
import { createBodies } from "@/lib/server/http/body";
import { callAnswerSchema } from "@/lib/wire/contract";
import type { Answer } from "./answer";
import { callAnswer } from "./answers";
import { createReadLimits } from "./read-limits";
import { fakeFloor } from "./testing";

const NUMBER = "+14155552671";
const READ_AT = Date.parse(at(300_000));
const SENTENCE = "Nobody has spoken for 34 s.";

/** The process with a call service of its own and what is kept in memory. */
function world() {
  const { clock, upstream, live, given } = fakeFloor();
  const kept = new Map<string, CallRecord>();
  const state = { isAway: false };
  const away = () => {
    if (state.isAway) throw Object.assign(new Error("away"), { name: "DatabaseUnavailableError" });
  };
  Object.assign(globalThis, {
    [Symbol.for("earshot.kept-calls")]: new Map(),
    [Symbol.for("earshot.parts")]: {
      ...{ live, clock, bodies: createBodies(), readLimits: createReadLimits() },
      settings: { demo: false, build: "b1", boardIntervalMs: 2_000, callIntervalMs: 1_000 },
    },
    [Symbol.for("earshot.access")]: Promise.resolve({
      archive: {
        async changedMs(id: string) {
          away();
          return kept.get(id)?.changedAt.getTime() ?? null;
        },
        async read(id: string) {
          away();
          const record = kept.get(id);
          return record === undefined ? null : { record, archived: archivedCallOf(record) };
        },
      },
      audit: { denied: async () => undefined },
      callEnds: createCallEnds({
        audit: { endOf: async () => null, endsOf: async () => new Map() },
        nowMs: clock.nowMs,
      }),
      reveals: { untilMs: async () => null },
      storedSettings: {
        current: async () => ({ privacy: { supervisorsSeeNumbers: false, redactForSupervisors: false } }),
      },
    }),
  });
  const keep = (ended: EndedCall, { keepsTalk = true, nowMs = READ_AT + 5_000 } = {}) =>
    kept.set(ended.call.id, recordOf(ended, kept.get(ended.call.id) ?? null, { nowMs, keepsTalk }));
  const ask = (actor: Actor, id = "call_1", form: "read" | "sent" = "read", messages: number | null = null) =>
    given(callAnswer(actor, id, { messages, form: form as "read" }));
  return { clock, upstream, live, keep, ask, state };
}

let now: ReturnType<typeof world>;
beforeEach(() => {
  now = world();
});
afterEach(() => {
  now.live.stop();
  vi.useRealTimers();
});

const person = (role: Role, scope: Scope = null): Person => ({
  ...{ kind: "person", id: role, name: role, email: null, role, scope },
  ...{ via: "session", credentialId: "s1", mayAct: true },
});
const LINK: Actor = { kind: "share", id: "l1", callId: "call_1", grant: { ...WHOLE_GRANT, masked: true } };
const TALK = aTalk([`Is this Jane on ${NUMBER}?`, "Yes. My card is 4111 1111 1111 1111.", "Thank you."], {
  id: "call_1",
  phoneNumber: NUMBER,
  agent: { id: "agent-1", name: "Reception" },
});
const SETTLED = anEnded(TALK, { contactName: "Jane Smith", readAtMs: READ_AT });

const open = <T>(answer: Answer<T>) => {
  if (answer.kind === "error") throw new Error(`refused: ${answer.reason}`);
  return { ...callAnswerSchema.parse(answer.make()), freshness: answer.freshness };
};
const reasonOf = (asked: Promise<Answer<unknown>>) =>
  asked.then(
    (answer) => (answer.kind === "error" ? answer.reason : "answered"),
    (error: { reason?: string }) => error.reason ?? String(error),
  );

describe("a call that is settled and kept", () => {
  test("is not asked for again, and is as true as now", async () => {
    now.keep(SETTLED);
    const askedMs = now.clock.nowMs();
    const { data, meta, freshness } = open(await now.ask(person("admin")));
    expect(data).toMatchObject({ id: "call_1", phoneNumber: NUMBER, transcript: TALK.transcript });
    expect(meta).toMatchObject({ settled: true, archived: { hasTalk: true, watched: false }, lineKeys: [0, 1, 2] });
    expect(freshness).toMatchObject({ health: "live", asOfMs: askedMs });
    expect(now.upstream.log).toEqual([]);
  });

  test("has neither participants nor reasons where nobody watched it, and both where somebody did", async () => {
    now.keep(SETTLED);
    expect(open(await now.ask(person("admin"))).meta).toMatchObject({ roster: [], reasons: null });
    const line = { timestamp: at(1_000), role: "user", content: "Yes. My card is 4111 1111 1111 1111." };
    const seen = { openedAtMs: READ_AT - 60_000, clearedAtMs: null, line };
    now.keep(
      {
        ...SETTLED,
        watched: {
          participants: [aRosterEntry()],
          reasons: [{ reason: "dead_air", severity: "warning", sentence: SENTENCE, ...seen }],
        },
      },
      { nowMs: READ_AT + 9_000 },
    );
    const { meta } = open(await now.ask(person("admin")));
    expect(meta.archived?.watched).toBe(true);
    expect(meta.roster).toHaveLength(1);
    expect(meta.reasons).toEqual([
      { reason: "dead_air", severity: "warning", sentence: SENTENCE, openedAt: at(240_000), clearedAt: null, line: 1 },
    ]);
  });

  test.each<[who: string, actor: Actor, number: boolean, name: boolean, card: boolean]>([
    ["an admin", person("admin"), true, true, true],
    ["a supervisor", person("supervisor"), false, false, true],
    ["a viewer", person("viewer"), false, false, false],
    ["a link's visitor", LINK, false, false, false],
  ])("shows %s no more of it than the call service's", async (_, actor, number, name, card) => {
    now.keep(SETTLED);
    const text = JSON.stringify(open(await now.ask(actor)).data);
    expect([text.includes("5552671"), text.includes("Jane"), text.includes("4111")]).toEqual([number, name, card]);
  });

  test.each<[who: string, actor: Actor, reason: string]>([
    ["nobody", { kind: "anonymous" }, "sign_in_required"],
    ["a wall", { kind: "wall", id: "w1", name: "Lobby", words: true }, "not_permitted"],
    [
      "a viewer of other agents",
      person("viewer", { agents: ["agent-2"], agentNames: [], campaigns: [] }),
      "call_not_found",
    ],
    ["another call's link", { ...LINK, callId: "call_2" }, "not_permitted"],
  ])("is locked for %s", async (_, actor, reason) => {
    now.keep(SETTLED);
    expect(await reasonOf(now.ask(actor))).toBe(reason);
  });

  test("whose talk is kept no longer says so, and is not asked for", async () => {
    now.keep(SETTLED, { keepsTalk: false });
    const { data, meta } = open(await now.ask(person("admin")));
    expect(data).toMatchObject({ transcript: null, summary: null, phoneNumber: NUMBER });
    expect(meta).toMatchObject({ archived: { hasTalk: false }, lineKeys: null });
    expect(now.upstream.log).toEqual([]);
  });

  test("is asked for while the database is away", async () => {
    now.keep(SETTLED);
    now.state.isAway = true;
    now.upstream.put({ ...TALK, summary: "From the call service." });
    expect(open(await now.ask(person("admin"))).data.summary).toBe("From the call service.");
  });
});

describe("keys of lines", () => {
  test("stand beside the lines that are given, in whatever order and cut the reader gets them", async () => {
    const early = { ...aMessage({ role: "tool", content: "lookup()", timestamp: at(500) }), event: "lookup" };
    const call = { ...TALK, transcript: [...(TALK.transcript ?? []), early] };
    now.keep(anEnded(call, { readAtMs: READ_AT }));
    const whole = open(await now.ask(person("admin")));
    const keyed = new Map(whole.data.transcript?.map((line, place) => [line.timestamp, whole.meta.lineKeys?.[place]]));
    expect(whole.meta.lineKeys).toHaveLength(4);
    for (const actor of [person("supervisor"), person("viewer")]) {
      const { data, meta } = open(await now.ask(actor));
      expect(data.transcript).toHaveLength(3);
      expect(meta.lineKeys).toEqual(data.transcript?.map((line) => keyed.get(line.timestamp)));
    }
    const cut = open(await now.ask(person("admin"), "call_1", "read", 2));
    expect(cut.meta.lineKeys).toEqual(cut.data.transcript?.map((line) => keyed.get(line.timestamp)));
  });

  test("are those of the archive also for what was read since", async () => {
    now.keep(anEnded(TALK, { isSettled: false, readAtMs: READ_AT }));
    const late = aMessage({ role: "user", content: "Wait.", timestamp: at(1_500) });
    const [first, ...others] = TALK.transcript ?? [];
    now.upstream.put({ ...TALK, transcript: [...(first ? [first] : []), late, ...others] });
    const { meta } = open(await now.ask(person("admin")));
    expect(meta.lineKeys).toEqual([0, 3, 1, 2]);
  });

  test("are not told where what came is another list than what was read", async () => {
    const sent = {
      ...TALK,
      transcript: [{ nothing: "to read" }, { role: "user", content: "Hello.", timestamp: at(0) }],
    };
    const reading = readCall(sent);
    if (reading === null) throw new Error("no call");
    now.keep(anEnded(withSent(reading, sent), { readAtMs: READ_AT }));
    expect(open(await now.ask(person("admin"))).meta.unreadable.messages).toBe(1);
    const asSent = await now.ask(person("admin"), "call_1", "sent");
    expect(open(asSent).meta.lineKeys).toBeNull();
  });
});

describe("a call that the call service does not give", () => {
  test.each(["not_found", "rate_limited", "unreachable", "timeout"] as const)(
    "comes from the archive, as old as it is (%s)",
    async (kind) => {
      now.keep(anEnded(TALK, { isSettled: false, readAtMs: now.clock.nowMs() - 120_000 }));
      now.upstream.fail = () => sourceError(kind);
      const { data, meta, freshness } = open(await now.ask(person("admin")));
      expect(data.transcript).toHaveLength(3);
      expect(meta.settled).toBe(false);
      expect(freshness.health).toBe("stale");
      expect(freshness.slowReason).not.toBeNull();
    },
  );

  test.each([
    ["is refused where nothing is kept", "not_found", false, "call_not_found"],
    ["of another organisation is refused", "other_organisation", true, "other_organisation"],
  ] as const)("%s", async (_, kind, isKept, reason) => {
    if (isKept) now.keep(anEnded(TALK, { isSettled: false }));
    now.upstream.fail = () => sourceError(kind);
    expect(await reasonOf(now.ask(person("admin")))).toBe(reason);
  });
});
