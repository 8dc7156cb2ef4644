import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor, Person, Role, Scope } from "@/lib/access/actor";
import type { StoredAuditEntry } from "@/lib/access/audit";
import { createCallEnds } from "@/lib/access/call-ends";
import type { PrivacyPolicy } from "@/lib/access/view";
import { aMessage } from "@/lib/calls/build";
import { readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import { sourceError } from "@/lib/live/testing";
import { createBodies } from "@/lib/server/http/body";
import { type AnswerShape, applyChanges, BOARD_SHAPE, CALL_SHAPE, versionOf } from "@/lib/wire/changes";
import { boardChangesSchema, callChangesSchema } from "@/lib/wire/changes-contract";
import { boardSchema, callAnswerSchema, callListAnswerSchema } from "@/lib/wire/contract";
import type { Answer } from "./answer";
import { boardAnswer, callAnswer } from "./answers";
import { cancelCall, hideCall, revealCall } from "./call-actions";
import { pageAnswer } from "./page-answer";
import { createReadLimits } from "./read-limits";
import { fakeFloor } from "./testing";

const NUMBER = "+14155552671";
const EARSHOT = Symbol.for("earshot.parts");
const ACCESS = Symbol.for("earshot.access");

type Written = { action: string; detail?: StoredAuditEntry["detail"] };

/** This process's parts and stores, with an upstream and a database in memory. */
function world() {
  const { clock, upstream, live, given } = fakeFloor();
  const settings = { demo: false, build: "b1", boardIntervalMs: 2_000, callIntervalMs: 1_000 };
  const policy: PrivacyPolicy = { supervisorsSeeNumbers: false, redactForSupervisors: false };
  const revealed = new Map<string, number>();
  const events: { action: string; result: string; detail: Written["detail"] }[] = [];
  const state = { policy, revealed, events, databaseIsAway: false };
  function write({ action, detail = {} }: Written, result: string) {
    if (state.databaseIsAway) throw new Error("away");
    events.push({ action, result, detail });
  }
  const stores = {
    storedSettings: { current: async () => ({ privacy: state.policy }) },
    reveals: {
      untilMs: async (person: string, call: string) => revealed.get(`${person} ${call}`) ?? null,
      async reveal(_tx: null, person: string, call: string) {
        const endsMs = clock.nowMs() + 900_000;
        revealed.set(`${person} ${call}`, endsMs);
        return endsMs;
      },
      hide: async (_tx: null, person: string, call: string) => revealed.delete(`${person} ${call}`),
    },
    archive: { changedMs: async () => null },
    callEnds: createCallEnds({ audit: { endOf: async () => null, endsOf: async () => new Map() }, nowMs: clock.nowMs }),
    async change<T>(_: Actor, work: (unit: { tx: null; audit: { record: (entry: Written) => void } }) => Promise<T>) {
      if (state.databaseIsAway) throw new Error("away");
      return work({ tx: null, audit: { record: (entry) => write(entry, "done") } });
    },
    audit: {
      happened: async (entry: Written) => write(entry, "done"),
      failed: async (entry: Written) => write(entry, "failed"),
      async denied(_: Actor, action: string) {
        events.push({ action, result: "denied", detail: {} });
      },
    },
  };
  Object.assign(globalThis, {
    [EARSHOT]: { live, clock, bodies: createBodies(), readLimits: createReadLimits(), settings },
    [ACCESS]: Promise.resolve(stores),
  });
  return { ...state, state, clock, upstream, live, given };
}

let now: ReturnType<typeof world>;
beforeEach(async () => {
  now = world();
  for (const [id, agent, campaignId] of [
    ["call_1", "Reception", "spring"],
    ["call_2", "Sales", "autumn"],
    ["call_3", "Sales", null],
  ] as const) {
    now.upstream.put({
      id,
      phoneNumber: NUMBER,
      agent: { id: null, name: agent },
      startedAt: new Date(now.clock.nowMs() - 60_000).toISOString(),
      metadata: { campaignId, contact: { firstName: "Jane", lastName: "Smith" } },
      transcript: [
        aMessage({ role: "assistant", content: `Is this Jane on ${NUMBER}?` }),
        aMessage({ content: "Yes. My card is 4111 1111 1111 1111." }),
      ],
    });
  }
});
afterEach(() => now.live.stop());

const person = (role: Role, more: { id?: string; scope?: Scope; mayAct?: boolean } = {}): Person => ({
  ...{ kind: "person", id: more.id ?? role, name: role, email: null, role, scope: more.scope ?? null },
  ...{ via: more.mayAct === false ? "token" : "session", credentialId: "s1", mayAct: more.mayAct ?? true },
});
const NOBODY: Actor = { kind: "anonymous" };
const WALL: Actor = { kind: "wall", id: "w1", name: "Lobby", words: false };
const SHARE: Actor = {
  ...{ kind: "share", id: "l1", callId: "call_1" },
  grant: { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true },
};
const RECEPTION: Scope = { agents: [], agentNames: ["Reception"], campaigns: [] };
const AUTUMN: Scope = { agents: [], agentNames: [], campaigns: ["autumn"] };
const EVERYBODY: [string, Actor][] = [
  ["admin", person("admin")],
  ["supervisor", person("supervisor")],
  ["supervisor who revealed", person("supervisor", { id: "kim" })],
  ["viewer", person("viewer")],
  ["viewer of Reception", person("viewer", { scope: RECEPTION })],
  ["supervisor of autumn", person("supervisor", { scope: AUTUMN })],
  ["wall", WALL],
  ["wall with words", { ...WALL, words: true }],
  ["link", SHARE],
];

/** Without the sentences whose ages grow while an answer stands. */
const ageless = (answer: unknown) => JSON.stringify(answer, (key, part) => (key === "sentence" ? undefined : part));

function told<T>(answer: Answer<T>): T {
  if (answer.kind === "error") throw new Error(`refused: ${answer.reason}`);
  return answer.make();
}
const reasonOf = (asked: Promise<unknown>) =>
  asked.then(
    (answer) => (answer as { reason?: string }).reason ?? "answered",
    (error: { reason?: string }) => error.reason ?? String(error),
  );

describe("no audience is sent another's bytes", () => {
  const asks: [string, (actor: Actor) => Promise<Answer<unknown>>][] = [
    ["board", (actor) => boardAnswer(actor, { masked: false })],
    ["board as on a wall", (actor) => boardAnswer(actor, { masked: true })],
    ["page", (actor) => pageAnswer(actor, { limit: 10 })],
    ["call_1", (actor) => callAnswer(actor, "call_1", { messages: null })],
    ["call_2", (actor) => callAnswer(actor, "call_2", { messages: 1 })],
  ];

  test("whoever asked before, for whatever: what is sent is what was made for the one who asks", async () => {
    await now.given(revealCall(person("supervisor", { id: "kim" }), "call_1"));
    const everything = asks.flatMap(([what, ask]) => EVERYBODY.map(([who, actor]) => ({ what, ask, who, actor })));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(everything, { minLength: everything.length }), async (order) => {
        const sent = new Map<string, string>();
        for (const { what, ask, who, actor } of order) {
          const answer = await now.given(ask(actor)).catch(() => null);
          if (answer === null || answer.kind === "error") continue;
          const bytes = Buffer.from(await answer.body.bytes("identity")).toString("utf8");
          expect(ageless(JSON.parse(bytes)), `${what} for ${who}`).toBe(ageless(answer.make()));
          const tagged = sent.get(answer.body.etag);
          if (tagged !== undefined) expect(tagged).toBe(bytes);
          sent.set(answer.body.etag, bytes);
        }
        expect(sent.size).toBeGreaterThan(10);
      }),
      { numRuns: 8 },
    );
  });

  test("what is sent holds the number, the name and the card only for those who may see them", async () => {
    await now.given(revealCall(person("supervisor", { id: "kim" }), "call_1"));
    const seen: Record<string, string> = {};
    for (const [who, actor] of EVERYBODY) {
      const answer = await now.given(callAnswer(actor, "call_1", { messages: null })).catch(() => null);
      if (answer === null) continue;
      const text = JSON.stringify(callAnswerSchema.parse(told(answer)));
      const marks = [
        text.includes("5552671"),
        text.includes("Smith") || text.includes("Jane"),
        text.includes("4111 1111"),
      ];
      seen[who] = marks.map((mark, place) => (mark ? ["number", "name", "card"][place] : "-")).join(" ");
    }
    expect(seen).toEqual({
      admin: "number name card",
      supervisor: "- - card",
      "supervisor who revealed": "number name card",
      viewer: "- - -",
      "viewer of Reception": "- - -",
      link: "- - -",
    });
  });
});

describe("a wall", () => {
  const allowed: Actor = { ...WALL, words: true };
  const boardOf = async (actor: Actor, masked: boolean) =>
    JSON.stringify(boardSchema.parse(told(await now.given(boardAnswer(actor, { masked })))));

  test.each([true, false])("is sent no word that was said, whatever it asks for (masked=%s)", async (masked) => {
    const text = await boardOf(WALL, masked);
    expect(text).toContain("call_1");
    expect(text).not.toMatch(/Is this|My card|\[card/);
    expect(boardSchema.parse(JSON.parse(text)).data.calls.flatMap(({ lastMessages }) => lastMessages)).toEqual([]);
  });

  test.each([true, false])("whose pass allows words is sent them, redacted and masked (masked=%s)", async (masked) => {
    const text = await boardOf(allowed, masked);
    expect(text).toContain("My card is");
    expect(text).not.toMatch(/4111|5552671|Jane|Smith/);
  });

  test("a person who opens one is sent no words, whoever they are", async () => {
    for (const role of ["admin", "supervisor", "viewer"] as const) {
      expect(await boardOf(person(role), true)).not.toMatch(/Is this|My card/);
    }
  });
});

describe("an answer as changes leads to the whole answer", () => {
  const LINES = ["My card is", "4111 1111", "1111 1111", "It is Jane Smith", "Call me on 415 555 2671", "Thank you."];
  type Step = { call: string; does: "says" | "rewords" | "ends" | "begins"; line: number };
  const steps = fc.array(
    fc.record<Step>({
      call: fc.constantFrom("call_1", "call_2", "call_4"),
      does: fc.constantFrom("says", "says", "says", "rewords", "ends", "begins"),
      line: fc.nat(LINES.length - 1),
    }),
    { minLength: 3, maxLength: 6 },
  );

  function take({ call: id, does, line }: Step): void {
    const known = now.upstream.calls.get(id);
    if (known === undefined && does !== "begins") return;
    const said = aMessage({
      role: "user",
      content: LINES[line] ?? "",
      timestamp: new Date(now.clock.nowMs()).toISOString(),
    });
    const transcript = known?.transcript ?? [];
    if (does === "says") now.upstream.put({ id, transcript: [...transcript, said] });
    if (does === "rewords") now.upstream.put({ id, transcript: [said, ...transcript.slice(1)] });
    if (does === "ends") {
      now.upstream.put({ id, status: "completed", endedAt: new Date(now.clock.nowMs()).toISOString() });
    }
    if (does === "begins") now.upstream.put({ id, status: "active", endedAt: null, phoneNumber: NUMBER });
  }

  const ASKS: [string, AnswerShape, (actor: Actor) => Promise<Answer<unknown>>][] = [
    ["board", BOARD_SHAPE, (actor) => boardAnswer(actor, { masked: false })],
    ["board as on a wall", BOARD_SHAPE, (actor) => boardAnswer(actor, { masked: true })],
    ["call", CALL_SHAPE, (actor) => callAnswer(actor, "call_1", { messages: null, form: "read" })],
    ["call as it came", CALL_SHAPE, (actor) => callAnswer(actor, "call_1", { messages: null })],
    ["call cut to four lines", CALL_SHAPE, (actor) => callAnswer(actor, "call_1", { messages: 4 })],
  ];

  test("for every view, whatever happens to the calls and whichever version somebody holds", async () => {
    now.state.policy = { supervisorsSeeNumbers: false, redactForSupervisors: true };
    const padding = Array.from({ length: 12 }, (_, at) =>
      aMessage({ role: "assistant", content: `Line ${at} of what was said before all this, which nobody touches.` }),
    );
    now.upstream.put({ id: "call_1", transcript: padding });
    let asChanges = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const held = new Map<string, Map<string, unknown>>();
        for (const step of history) {
          take(step);
          await now.clock.advance(3_000);
          for (const [what, shape, ask] of ASKS) {
            for (const [who, actor] of EVERYBODY) {
              const answer = await now.given(ask(actor)).catch(() => null);
              if (answer === null || answer.kind === "error") continue;
              const whole = Buffer.from(await answer.body.bytes("identity")).toString("utf8");
              const versions = held.get(`${what} ${who}`) ?? new Map<string, unknown>();
              held.set(`${what} ${who}`, versions);
              for (const [version, content] of versions) {
                const changes = answer.body.since(version);
                if (changes === null) continue;
                asChanges += 1;
                const body: unknown = JSON.parse(Buffer.from(await changes.bytes("identity")).toString("utf8"));
                (shape === BOARD_SHAPE ? boardChangesSchema : callChangesSchema).parse(body);
                expect(JSON.stringify(applyChanges(content, body, shape)), `${what} for ${who}`).toBe(whole);
              }
              versions.set(versionOf(answer.body.etag) ?? "", JSON.parse(whole));
            }
          }
        }
      }),
      { numRuns: 6 },
    );
    expect(asChanges).toBeGreaterThan(500);
  });
});

describe("who may not is refused, and the call service is asked nothing", () => {
  test.each([
    ["nobody reads the board", () => boardAnswer(NOBODY, { masked: true }), "sign_in_required"],
    ["nobody reads the list", () => pageAnswer(NOBODY, {}), "sign_in_required"],
    ["nobody reads a call", () => callAnswer(NOBODY, "call_1", { messages: null }), "sign_in_required"],
    ["nobody ends a call", () => cancelCall(NOBODY, "call_1"), "sign_in_required"],
    ["nobody reveals", () => revealCall(NOBODY, "call_1"), "sign_in_required"],
    ["a wall reads the list", () => pageAnswer(WALL, {}), "not_permitted"],
    ["a wall reads a call", () => callAnswer(WALL, "call_1", { messages: null }), "not_permitted"],
    ["a wall ends a call", () => cancelCall(WALL, "call_1"), "not_permitted"],
    ["a link reads the board", () => boardAnswer(SHARE, { masked: true }), "not_permitted"],
    ["a link reads the list", () => pageAnswer(SHARE, {}), "not_permitted"],
    ["a link reads another call", () => callAnswer(SHARE, "call_2", { messages: null }), "not_permitted"],
    ["a link reveals", () => revealCall(SHARE, "call_1"), "not_permitted"],
    ["a link ends its call", () => cancelCall(SHARE, "call_1"), "not_permitted"],
    ["a viewer ends a call", () => cancelCall(person("viewer"), "call_1"), "not_permitted"],
    ["a viewer reveals", () => revealCall(person("viewer"), "call_1"), "not_permitted"],
    ["a viewer hides", () => hideCall(person("viewer"), "call_1"), "not_permitted"],
    ["a reading token ends a call", () => cancelCall(person("admin", { mayAct: false }), "call_1"), "not_permitted"],
    ["a reading token reveals", () => revealCall(person("supervisor", { mayAct: false }), "call_1"), "not_permitted"],
    ["a viewer searches by number", () => pageAnswer(person("viewer"), { phoneNumber: NUMBER }), "not_permitted"],
    ["a masked supervisor does", () => pageAnswer(person("supervisor"), { phoneNumber: NUMBER }), "not_permitted"],
  ] as [string, () => Promise<unknown>, string][])("%s", async (_, ask, reason) => {
    expect(await reasonOf(now.given(ask()))).toBe(reason);
    expect(now.upstream.log).toEqual([]);
  });

  test("an admin may search by number, and a supervisor whom the policy shows them", async () => {
    expect(await reasonOf(now.given(pageAnswer(person("admin"), { phoneNumber: NUMBER })))).toBe("answered");
    now.state.policy = { supervisorsSeeNumbers: true, redactForSupervisors: false };
    expect(await reasonOf(now.given(pageAnswer(person("supervisor"), { phoneNumber: NUMBER })))).toBe("answered");
  });
});

describe("a scope", () => {
  const scoped = person("supervisor", { scope: RECEPTION });

  test("leaves the board with its own calls and their totals; what counts the whole floor is not told", async () => {
    const whole = boardSchema.parse(told(await now.given(boardAnswer(person("admin"), { masked: false }))));
    expect(whole.data.totals).toMatchObject({ active: 3, longestCallId: "call_1" });
    for (const masked of [false, true]) {
      const board = boardSchema.parse(told(await now.given(boardAnswer(scoped, { masked }))));
      expect(board.data.calls.map(({ id }) => id)).toEqual(["call_1"]);
      expect(board.data.totals).toMatchObject({ active: 1, answeredToday: null, history: [] });
      expect(board.meta).toMatchObject({ masked: true, scoped: true });
    }
    const other = told(await now.given(boardAnswer(person("viewer", { scope: AUTUMN }), { masked: false })));
    expect(other.data.calls.map(({ id }) => id)).toEqual(["call_2"]);
    expect(other.data.totals.longestCallId).toBe("call_2");
  });

  test("leaves the list with its agents' rows and without a count", async () => {
    const page = callListAnswerSchema.parse(told(await now.given(pageAnswer(scoped, { limit: 10 }))));
    expect(page.data.calls.map(({ id }) => id)).toEqual(["call_1"]);
    expect(page.data.pagination).toMatchObject({ total: null, hasMore: false });
    expect(page.meta).toMatchObject({ masked: true, scoped: true });
  });

  test("makes another's call one that does not exist, to read, end, reveal and hide", async () => {
    const outside: ((id: string) => Promise<unknown>)[] = [
      (id: string) => callAnswer(scoped, id, { messages: null }),
      (id: string) => cancelCall(scoped, id),
      (id: string) => revealCall(scoped, id),
      (id: string) => hideCall(scoped, id),
    ];
    for (const ask of outside) {
      expect(await reasonOf(now.given(ask("call_2")))).toBe("call_not_found");
      expect(await reasonOf(now.given(ask("call_9")))).toBe("call_not_found");
    }
    expect(now.upstream.count("cancel")).toBe(0);
    expect(now.revealed.size).toBe(0);
    expect(await reasonOf(now.given(callAnswer(scoped, "call_1", { messages: null })))).toBe("answered");
    expect(await reasonOf(now.given(cancelCall(scoped, "call_1")))).toBe("answered");
    expect(now.upstream.count("cancel")).toBe(1);
  });
});

describe("a call's answer", () => {
  test.each([
    [
      "admin",
      person("admin"),
      { masked: false, redacted: false, canReveal: false, may: ["cancel", "share", "reveal"] },
    ],
    [
      "supervisor",
      person("supervisor"),
      { masked: true, redacted: false, canReveal: true, may: ["cancel", "share", "reveal"] },
    ],
    ["viewer", person("viewer"), { masked: true, redacted: true, canReveal: false, may: [] }],
    [
      "reading token",
      person("supervisor", { mayAct: false }),
      { masked: true, redacted: false, canReveal: false, may: [] },
    ],
    ["link", SHARE, { masked: true, redacted: true, canReveal: false, may: [] }],
  ] as [string, Actor, object][])("tells a %s what is masked and what may be done", async (_, actor, meta) => {
    const answer = told(await now.given(callAnswer(actor, "call_1", { messages: null })));
    expect(callAnswerSchema.parse(answer).meta).toMatchObject({ ...meta, revealedUntil: null });
  });
});

describe("a call whose contact only the list tells, while nobody has the board open", () => {
  beforeEach(() => {
    const lines = [
      aMessage({ role: "assistant", content: "Is this Jane Smith?" }),
      aMessage({ content: "Yes, Jane." }),
    ];
    now.upstream.put({
      id: "call_4",
      liveRoomStatus: null,
      transcript: lines,
      summary: "Ms Smith called.",
      metadata: {},
    });
  });
  const seenBy = async (actor: Actor) => told(await now.given(callAnswer(actor, "call_4", { messages: null })));

  test.each([
    ["viewer", person("viewer")],
    ["supervisor", person("supervisor")],
    ["link", { ...SHARE, callId: "call_4" }],
  ] as [string, Actor][])("does not tell a %s the name", async (_, actor) => {
    const answer = await seenBy(actor);
    expect(JSON.stringify(answer)).not.toMatch(/Jane|Smith/);
    expect(answer.meta).toMatchObject({ contactName: "J. S.", namesMayShow: false });
    expect(now.upstream.count("list")).toBe(1);
  });

  test("says that names may show when the list cannot be read", async () => {
    now.upstream.fail = ({ what }) => (what === "list" ? sourceError("upstream_error") : null);
    expect((await seenBy(person("viewer"))).meta).toMatchObject({ contactName: null, namesMayShow: true });
    expect((await seenBy(person("admin"))).meta).toMatchObject({ namesMayShow: false });
  });
});

describe("what one person may have read for them in a minute", () => {
  const read = (actor: Actor, id: string) => reasonOf(now.given(callAnswer(actor, id, { messages: null })));
  const viewer = person("viewer", { id: "loud" });

  test("is sixty calls that nobody has asked for, with all their tokens together, to read or do anything to", async () => {
    for (let i = 0; i < 60; i += 1) expect(await read(viewer, `none_${i}`)).toBe("call_not_found");
    const token: Actor = { ...viewer, via: "token", credentialId: "t1" };
    const supervisor = person("supervisor", { id: "loud", scope: RECEPTION });
    expect(await read(viewer, "none_60")).toBe("too_many_attempts");
    expect(await read(token, "none_61")).toBe("too_many_attempts");
    expect(await reasonOf(now.given(revealCall(supervisor, "none_62")))).toBe("too_many_attempts");
    expect(await reasonOf(now.given(cancelCall(supervisor, "none_63")))).toBe("too_many_attempts");
    expect(await read(viewer, "none_7")).toBe("call_not_found");
    expect(await read(person("viewer", { id: "other" }), "call_1")).toBe("answered");
    expect(await read(viewer, "call_1")).toBe("answered");
  });

  test("is sixty pages that are not there yet", async () => {
    for (let i = 0; i < 60; i += 1) await now.given(pageAnswer(viewer, { limit: 1, offset: i }));
    expect(await reasonOf(now.given(pageAnswer(viewer, { limit: 1, offset: 60 })))).toBe("too_many_attempts");
    expect(await reasonOf(now.given(pageAnswer(person("admin"), { limit: 1, offset: 60 })))).toBe("answered");
    expect(await reasonOf(now.given(pageAnswer(viewer, { limit: 1, offset: 60 })))).toBe("answered");
  });

  test("is not limited where nobody signs in: everybody would be one", async () => {
    const everybody: Actor = { ...person("admin", { id: "off" }), via: "off" };
    for (let i = 0; i < 80; i += 1) expect(await read(everybody, `none_${i}`)).toBe("call_not_found");
  });
});

describe("a call as Earshot reads it", () => {
  const odd: [string, unknown][] = [
    ["one text", "Agent: Hello.\nCustomer: Hi, it is Jane."],
    ["lines under other names", [{ speaker: "bot", message: "Hello", time: 4 }, { user: "Hi" }, null, 7]],
    ["an object with the lines in it", { messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }] }],
    ["nothing", null],
  ];
  const comes = (raw: object) => {
    const reading = readCall(raw, now.clock.nowMs());
    if (reading === null) throw new Error("no call");
    const { unreadable } = reading;
    now.upstream.source.getCall = async () => ({ call: withSent(reading, raw), omittedMessages: 0, unreadable });
  };
  const forms = async (actor: Actor, messages: number | null) => {
    const sent = told(await now.given(callAnswer(actor, "call_5", { messages })));
    const read = told(await now.given(callAnswer(actor, "call_5", { messages, form: "read" })));
    return { sent, read };
  };

  test.each(odd)(
    "is what its own sending is read to, whoever asks and however short it is cut: %s",
    async (_, lines) => {
      comes({
        id: "call_5",
        duration: "61",
        startedAt: 1_764_590_000,
        agent: "Aurora",
        summary: " ",
        transcript: lines,
      });
      for (const actor of [person("admin"), person("supervisor"), person("viewer")]) {
        for (const messages of [null, 1]) {
          const { sent, read } = await forms(actor, messages);
          expect(JSON.parse(JSON.stringify(read.data))).toEqual(
            JSON.parse(JSON.stringify(readCall(sent.data, now.clock.nowMs())?.call)),
          );
          expect(Object.getOwnPropertySymbols(read.data)).toEqual([]);
          expect(read.meta).toEqual(sent.meta);
        }
      }
    },
  );

  test("has a tag of its own, so that neither form is ever taken for the other", async () => {
    comes({ id: "call_5", transcript: "Agent: Hello." });
    const sent = await now.given(callAnswer(person("admin"), "call_5", { messages: null }));
    const read = await now.given(callAnswer(person("admin"), "call_5", { messages: null, form: "read" }));
    if (sent.kind === "error" || read.kind === "error") throw new Error("refused");
    expect(read.body.etag).not.toBe(sent.body.etag);
  });
});

describe("a reveal", () => {
  const supervisor = person("supervisor");
  const seen = async (actor: Actor, id: string) => told(await now.given(callAnswer(actor, id, { messages: null })));

  test("shows one call to one person until it is hidden, and is recorded", async () => {
    const result = await now.given(revealCall(supervisor, "call_1"));
    expect(result.kind).toBe("done");
    const { meta, data } = await seen(supervisor, "call_1");
    expect(meta).toMatchObject({ masked: false, canReveal: false, contactName: "Jane Smith" });
    expect(meta.revealedUntil).not.toBeNull();
    expect(data.phoneNumber).toBe(NUMBER);
    expect((await seen(supervisor, "call_2")).data.phoneNumber).toBe("•••• 2671");
    expect((await seen(person("supervisor", { id: "lee" }), "call_1")).data.phoneNumber).toBe("•••• 2671");
    await now.given(hideCall(supervisor, "call_1"));
    expect((await seen(supervisor, "call_1")).data.phoneNumber).toBe("•••• 2671");
    expect(now.events.map(({ action, result: ended }) => `${action} ${ended}`)).toEqual([
      "call.reveal done",
      "call.hidden done",
    ]);
  });

  test("that cannot be recorded does not happen", async () => {
    now.state.databaseIsAway = true;
    await expect(now.given(revealCall(supervisor, "call_1"))).rejects.toThrow("away");
    expect(now.revealed.size).toBe(0);
  });

  test("of a call that nobody has is refused and not recorded", async () => {
    expect(await reasonOf(now.given(revealCall(supervisor, "call_9")))).toBe("call_not_found");
    expect(now.events).toEqual([]);
  });

  test("keeps nothing for somebody who has become a viewer", async () => {
    await now.given(revealCall(supervisor, "call_1"));
    expect((await seen({ ...supervisor, role: "viewer" }, "call_1")).data.phoneNumber).toBe("•••• 2671");
  });
});

describe("ending a call", () => {
  test("is recorded with its outcome", async () => {
    const result = await now.given(cancelCall(person("supervisor"), "call_1"));
    expect(result).toMatchObject({ kind: "done", answer: { meta: { outcome: "cancelled" } } });
    await expect
      .poll(() => now.events)
      .toEqual([{ action: "call.cancel", result: "done", detail: { outcome: "cancelled" } }]);
  });

  test("keeps the reason somebody gave with the entry", async () => {
    await now.given(cancelCall(person("supervisor"), "call_1", "wrong number"));
    await expect
      .poll(() => now.events)
      .toEqual([
        { action: "call.cancel", result: "done", detail: { outcome: "cancelled", endReason: "wrong number" } },
      ]);
  });

  test("tells whoever may end calls by whom and why, everybody else that a person did, and a link nothing", async () => {
    await now.given(cancelCall({ ...person("supervisor"), name: "Ada" }, "call_1", `call ${NUMBER} back`));
    await now.clock.advance(5_000);
    const endedBy = async (actor: Actor) =>
      told(await now.given(callAnswer(actor, "call_1", { messages: null }))).meta.endedBy;
    expect(await endedBy(person("admin"))).toMatchObject({ name: "Ada", reason: `call ${NUMBER} back` });
    const byAPerson = { at: expect.any(String), name: null, reason: null, confirmed: true };
    expect(await endedBy(person("viewer"))).toEqual(byAPerson);
    now.state.policy = { supervisorsSeeNumbers: false, redactForSupervisors: true };
    const masked = await endedBy(person("supervisor"));
    expect(masked?.name).toBe("Ada");
    expect(masked?.reason).not.toContain(NUMBER);
    expect(await endedBy(SHARE)).toBeNull();
  });

  test("is told as it went while the audit trail is away, and the log says that it was", async () => {
    now.state.databaseIsAway = true;
    const lines = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    const result = await now.given(cancelCall(person("admin"), "call_1"));
    expect(result.kind).toBe("done");
    const said = () => lines.mock.calls.map(([line]) => JSON.parse(String(line)));
    await expect
      .poll(said)
      .toEqual([
        expect.objectContaining({ level: "error", event: "audit.lost", action: "call.cancel", reason: "Error" }),
      ]);
  });
});
