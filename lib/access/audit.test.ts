import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { auditEvents } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import type { Person } from "./actor";
import { type AuditActor, type AuditEvent, type AuditFilter, type ChangeAction, createAudit } from "./audit";
import { testChanges } from "./testing";

const START_MS = Date.UTC(2026, 10, 22, 12);
const SECOND_MS = 1000;
let open: OpenDatabase;
let clockMs = START_MS;
let audit: ReturnType<typeof createAudit>;

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  clockMs = START_MS;
  await open.database.delete(auditEvents);
  audit = createAudit({ database: open.database, nowMs: () => clockMs });
});
afterAll(() => open.close());

const record = ({ actor, ...entry }: AuditEvent<ChangeAction>) =>
  testChanges({ database: open.database, nowMs: () => clockMs })(actor, async (unit) => unit.audit.record(entry));

const person = (id: string, name: string): Person => ({
  kind: "person",
  id,
  name,
  email: `${id}@example.com`,
  role: "admin",
  scope: null,
  via: "session",
  credentialId: "s",
  mayAct: true,
});
const ada = person("ada", "Ada % One");
const bob = person("bob", "Bob");

const all = (filter: AuditFilter = {}) => audit.list(filter, { beforeId: null, limit: 100 });
const actionsOf = async (filter: AuditFilter) => (await all(filter)).entries.map(({ action }) => action);

test.each<[string, AuditActor, { kind: string; id: string | null; name: string }]>([
  ["a person, without the address", ada, { kind: "person", id: "ada", name: "Ada % One" }],
  ["a wall", { kind: "wall", id: "w", name: "Hall", words: false }, { kind: "wall", id: "w", name: "Hall" }],
  ["nobody", { kind: "anonymous" }, { kind: "anonymous", id: null, name: "" }],
  ["Earshot itself", { kind: "system" }, { kind: "system", id: null, name: "" }],
])("an entry names %s, what was done to what, when and how it ended", async (_, actor, shown) => {
  await record({ actor, action: "user.invited", target: { kind: "user", id: "u" }, detail: { role: "viewer" } });
  const { entries, nextBeforeId } = await all();
  expect(entries).toEqual([
    {
      id: expect.any(Number),
      at: new Date(START_MS),
      actor: shown,
      action: "user.invited",
      target: { kind: "user", id: "u" },
      result: "done",
      detail: { role: "viewer" },
    },
  ]);
  expect(nextBeforeId).toBeNull();
});

test("any text as a name is kept and comes back", async () => {
  const name = "\0\r\n\u001b[31m \ud800 '; drop table audit_events; --";
  await record({ actor: person("x", name), action: "session.started" });
  expect((await all()).entries[0]?.actor.name).toBe(name);
});

describe("denials", () => {
  test("the same one is written once a minute", async () => {
    for (let n = 0; n < 120; n += 1) {
      await audit.denied(bob, "call.cancel", { kind: "call", id: "c" });
      clockMs += SECOND_MS;
    }
    expect(await actionsOf({ result: "denied" })).toEqual(["call.cancel", "call.cancel"]);
  });

  test("another actor, action or target is another denial", async () => {
    await audit.denied(bob, "call.cancel", { kind: "call", id: "c" });
    await audit.denied(bob, "call.cancel", { kind: "call", id: "d" });
    await audit.denied(bob, "call.cancel", null);
    await audit.denied(bob, "users.manage", null);
    await audit.denied(ada, "users.manage", null);
    await audit.denied({ kind: "wall", id: "bob", name: "Bob", words: false }, "users.manage", null);
    expect((await all()).entries).toHaveLength(6);
  });
});

describe("filters", () => {
  beforeEach(async () => {
    await record({ actor: ada, action: "user.invited", target: { kind: "user", id: "user-1" } });
    clockMs += SECOND_MS;
    await record({ actor: bob, action: "call.reveal", target: { kind: "call", id: "call_7" } });
    clockMs += SECOND_MS;
    await audit.failed({ actor: { kind: "anonymous" }, action: "session.started" });
  });

  test.each<[AuditFilter, string[]]>([
    [{}, ["session.started", "call.reveal", "user.invited"]],
    [{ action: "call.reveal" }, ["call.reveal"]],
    [{ action: "call.%" }, []],
    [{ actorId: "ada" }, ["user.invited"]],
    [{ result: "failed" }, ["session.started"]],
    [{ fromMs: START_MS + SECOND_MS }, ["session.started", "call.reveal"]],
    [{ toMs: START_MS + SECOND_MS }, ["user.invited"]],
    [{ fromMs: START_MS + 1, toMs: START_MS + 2 * SECOND_MS }, ["call.reveal"]],
    [{ text: "BOB" }, ["call.reveal"]],
    [{ text: "ALL_7" }, ["call.reveal"]],
    [{ text: "%" }, ["user.invited"]],
    [{ text: "_" }, ["call.reveal"]],
    [{ text: "" }, ["session.started", "call.reveal", "user.invited"]],
    [{ text: "\0bob" }, ["call.reveal"]],
    [{ action: "call.reveal\0", actorId: "\0bob" }, ["call.reveal"]],
    [{ action: "\0" }, []],
    [{ actorId: "\0" }, []],
    [{ text: "bob", action: "user.invited" }, []],
    [
      { action: null, actorId: null, result: null, fromMs: null, toMs: null, text: null },
      ["session.started", "call.reveal", "user.invited"],
    ],
  ])("%j gives %j", async (filter, actions) => {
    expect(await actionsOf(filter)).toEqual(actions);
  });
});

describe("who ended a call", () => {
  const target = { kind: "call", id: "call_1" };
  const ended = (actor: Person, detail: Record<string, string>) =>
    audit.happened({ actor, action: "call.cancel", target, detail });

  test("is whoever the call service confirmed, and why; and nobody of another call", async () => {
    expect(await audit.endOf("call_1")).toBeNull();
    await ended(ada, { outcome: "cancelled", endReason: "wrong number" });
    await ended(bob, { outcome: "already_ended" });
    await ended(bob, { outcome: "unconfirmed" });
    const end = { at: new Date(START_MS), name: ada.name, reason: "wrong number", confirmed: true };
    expect(await audit.endOf("call_1")).toEqual(end);
    expect(await audit.endOf("call_2")).toBeNull();
  });

  test("where none is confirmed, whoever asked last, which is told apart", async () => {
    await ended(ada, { outcome: "unconfirmed" });
    clockMs += SECOND_MS;
    await ended(bob, { outcome: "unconfirmed", endReason: "no answer" });
    const end = { at: new Date(clockMs), name: "Bob", reason: "no answer", confirmed: false };
    expect(await audit.endOf("call_1")).toEqual(end);
  });

  test("is nobody whose request was refused", async () => {
    await audit.failed({ actor: ada, action: "call.cancel", target, detail: { reason: "rate_limited" } });
    expect(await audit.endOf("call_1")).toBeNull();
  });
});

describe("many entries", () => {
  beforeEach(async () => {
    const values = Array.from({ length: 1203 }, (_, n) => ({
      at: new Date(START_MS),
      actorKind: "system" as const,
      actorName: "",
      action: n % 3 === 0 ? "user.created" : "user.changed",
      targetId: String(n),
      targetKind: "user",
      result: "done" as const,
    }));
    await open.database.insert(auditEvents).values(values);
  });

  test("come page by page, each once, while new ones are written", async () => {
    const seen: (string | undefined)[] = [];
    let beforeId: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof audit.list>> = await audit.list({}, { beforeId, limit: 100 });
      seen.push(...page.entries.map(({ target }) => target?.id));
      await record({ actor: { kind: "system" }, action: "settings.changed" });
      beforeId = page.nextBeforeId;
    } while (beforeId !== null);
    expect(seen).toEqual(Array.from({ length: 1203 }, (_, n) => String(1202 - n)));
  });

  test("are exported whole, filtered, newest first", async () => {
    const ids: string[] = [];
    for await (const { target } of audit.export({ action: "user.created" })) ids.push(target?.id ?? "");
    expect(ids).toEqual(Array.from({ length: 401 }, (_, n) => String(1200 - 3 * n)));
  });
});
