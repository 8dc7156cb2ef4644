import { describe, expect, test } from "vitest";
import { type Actor, type Person, ROLES } from "./actor";
import { ACTIONS, type Action, can } from "./can";

const person = (more: Partial<Person> = {}): Person => ({
  ...{ kind: "person", id: "p1", name: "Ada", email: "ada@example.com", role: "admin", scope: null },
  ...{ via: "session", credentialId: "c1", mayAct: true },
  ...more,
});
const allowed = (actor: Actor): Action[] => ACTIONS.filter((action) => can(actor, action).allowed);

const READS: Action[] = ["board.read", "calls.read", "call.read", "archive.read", "quality.read", "call.export"];
const CALLS: Action[] = ["call.reveal", "call.cancel", "call.share"];
const SUPERVISES: Action[] = [
  "archive.export",
  "quality.review",
  "agents.read",
  "views.share",
  "shares.manage",
  "walls.manage",
];
const OWN: Action[] = ["views.use", "account.manage", "tokens.manage"];

describe("what a role allows", () => {
  test.each([
    ["viewer", [...READS, ...OWN]],
    ["supervisor", [...READS, ...CALLS, ...OWN, ...SUPERVISES]],
    ["admin", [...ACTIONS]],
  ] as const)("%s", (role, actions) => {
    expect(allowed(person({ role }))).toEqual(ACTIONS.filter((action) => (actions as Action[]).includes(action)));
  });
});

describe("an access token", () => {
  test.each(ROLES)("of a %s that reads only reads", (role) => {
    expect(allowed(person({ role, via: "token", mayAct: false }))).toEqual(READS);
  });

  test("of an admin that acts does what is done to calls, and has no part in who may come in", () => {
    expect(allowed(person({ via: "token" }))).toEqual([...READS, ...CALLS, "shares.manage"]);
  });

  test.each([
    ["admin", [...READS, "archive.export"]],
    ["supervisor", [...READS, "archive.export"]],
    ["viewer", READS],
  ] as const)(
    "of a %s that exports takes many calls away where its person may, and changes nothing",
    (role, actions) => {
      const program = person({ role, via: "token", mayAct: false, mayExport: true });
      expect(allowed(program)).toEqual(ACTIONS.filter((action) => (actions as readonly Action[]).includes(action)));
    },
  );

  test("that acts or exports never does more than its person", () => {
    for (const role of ROLES) {
      const own = allowed(person({ role }));
      for (const may of [{ mayAct: true }, { mayAct: false, mayExport: true }]) {
        for (const action of allowed(person({ role, via: "token", ...may }))) expect(own).toContain(action);
      }
    }
  });
});

describe("others", () => {
  test("nobody may nothing, a wall reads the board, a link its own call", () => {
    expect(allowed({ kind: "anonymous" })).toEqual([]);
    expect(allowed({ kind: "wall", id: "w", name: "Hall", words: false })).toEqual(["board.read"]);
    const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
    const link: Actor = { kind: "share", id: "s", callId: "call_1", grant };
    const call = (id: string) => ({ kind: "call" as const, id, agentId: null, agentName: null, campaignId: null });
    expect(allowed(link)).toEqual([]);
    expect(ACTIONS.filter((action) => can(link, action, call("call_1")).allowed)).toEqual(["call.read"]);
    expect(ACTIONS.filter((action) => can(link, action, call("call_2")).allowed)).toEqual([]);
  });
});

describe("a scope", () => {
  const scoped = person({ role: "supervisor", scope: { agents: ["a1"], agentNames: ["Sales"], campaigns: ["c1"] } });
  test.each([
    ["a1", "Renamed since", null, true],
    ["a2", "Sales", null, true],
    ["a2", "sales", null, false],
    ["a2", "a1", null, false],
    ["Sales", "Other", null, false],
    [null, null, "c1", true],
    ["a2", "Support", "c2", false],
    [null, null, null, false],
  ])("the call of agent %j, %j, in %j is inside: %j", (agentId, agentName, campaignId, inside) => {
    const verdict = can(scoped, "call.cancel", { kind: "call", id: "call_1", agentId, agentName, campaignId });
    expect(verdict).toEqual(inside ? { allowed: true } : { allowed: false, reason: "out_of_scope" });
  });
});
