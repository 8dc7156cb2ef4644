import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Person } from "@/lib/access/actor";
import { SESSION_COOKIE, WALL_COOKIE } from "@/lib/access/cookies";
import { createMemory, REMEMBERED_MS } from "@/lib/access/memory";
import { newSecret } from "@/lib/access/secrets";
import { createAccessStores } from "@/lib/access/stores";
import { testChanges } from "@/lib/access/testing";
import type { OpenDatabase } from "@/lib/database/database";
import { DatabaseUnavailableError } from "@/lib/database/errors";
import { onDatabaseOutcome } from "@/lib/database/outcomes";
import { users as usersTable, wallPasses } from "@/lib/database/schema";
import { committed, openTestDatabase } from "@/lib/database/testing";
import { createIdentityStores } from "@/lib/identity";
import type { Live } from "@/lib/live/live";
import { createBodies } from "@/lib/server/http/body";
import { createWallStores } from "@/lib/walls";
import { actorOf } from "./actor";
import { boardAnswer, callAnswer } from "./answers";
import { pageAnswer } from "./page-answer";
import { createReadLimits } from "./read-limits";
import { fakeFloor } from "./testing";

vi.mock("@/lib/settings/settings", () => ({ settings: () => ({ auth: "on" }) }));

const EARSHOT = Symbol.for("earshot.parts");
const ACCESS = Symbol.for("earshot.access");
const LIFE_MS = 86_400_000;

let open: OpenDatabase;
let queries = 0;
/** the wall clock, and the one that nobody sets */
let wallMs = 0;
let clockMs = 0;
let live: Live;
/** Answers, while the call service's time goes on. */
let given: <T>(asked: Promise<T>) => Promise<T>;
let stores: ReturnType<typeof createIdentityStores> &
  ReturnType<typeof createAccessStores> &
  ReturnType<typeof createWallStores>;

/** The stores that are asked, with every change in a transaction of its own. */
function writing({ database, users, sessions, tokens, walls, reveals, storedSettings }: typeof stores) {
  return {
    users: committed(database, users, "create", "update", "remove", "changePassword"),
    sessions: committed(database, sessions, "start", "end", "endAll", "endToken"),
    tokens: committed(database, tokens, "create", "revoke"),
    walls: committed(database, walls, "claim", "revoke"),
    reveals: committed(database, reveals, "reveal", "hide"),
    storedSettings: committed(database, storedSettings, "change"),
  };
}
let written: ReturnType<typeof writing>;

beforeAll(async () => {
  open = await openTestDatabase();
  onDatabaseOutcome(() => {
    queries += 1;
  });
  const parts = createAccessStores({
    database: open.database,
    nowMs: () => wallMs,
    memory: createMemory(open.changes, { nowMs: () => clockMs, after: () => undefined }),
    change: testChanges({ database: open.database, nowMs: () => wallMs }),
  });
  const identity = createIdentityStores(parts, { sessionLifeMs: LIFE_MS });
  stores = { ...parts, ...identity, ...createWallStores({ ...parts, isDemo: false }) };
  written = writing(stores);
}, 60_000);
afterAll(() => open.close());

beforeEach(async () => {
  const floor = fakeFloor();
  const { clock, upstream } = floor;
  ({ live, given } = floor);
  upstream.put({ id: "call_1", phoneNumber: "+14155552671", agent: { id: null, name: "Reception" } });
  wallMs = clock.nowMs();
  clockMs += 60_000;
  const settings = { demo: false, build: "b1", boardIntervalMs: 2_000 };
  Object.assign(globalThis, {
    [EARSHOT]: { live, clock, bodies: createBodies(), readLimits: createReadLimits(), settings },
    [ACCESS]: Promise.resolve(stores),
  });
  for (const table of [usersTable, wallPasses]) await open.database.delete(table);
  // An admin who stays: one always does.
  await written.users.create({ email: "keep@example.com", name: "K", role: "admin", scope: null }, "hash");
  await given(live.board());
});
afterEach(() => live.stop());

async function somebody(role: Person["role"]) {
  const user = await written.users.create({ email: `${role}@example.com`, name: role, role, scope: null }, "hash");
  if (user === null) throw new Error("There is such a user.");
  const session = await written.sessions.start({ id: user.id, judged: null }, "Firefox");
  if (session === null) throw new Error("No session.");
  return { user, session, headers: new Headers({ cookie: `theme=dark; ${SESSION_COOKIE}=${session.token}` }) };
}

async function program(userId: string) {
  const made = await written.tokens.create({ userId, name: "Bot", permission: "act", days: 1 });
  return { id: made?.id ?? "", headers: new Headers({ "x-api-key": made?.token ?? "" }) };
}

async function screen(makerId: string) {
  const { code, secret } = await stores.walls.startPairing(null);
  const pass = await written.walls.claim(code, { name: "Hall", config: {}, by: { id: makerId, name: "M" } });
  const collected = await stores.walls.collect(secret);
  if (pass === null || collected === null || collected === "waiting") throw new Error("No pass.");
  return { id: pass.id, headers: new Headers({ cookie: `${WALL_COOKIE}=${collected.token}` }) };
}

/** How many questions to the database this takes. */
async function asking(work: () => Promise<unknown>): Promise<number> {
  const before = queries;
  await work();
  return queries - before;
}
const roleOf = async (headers: Headers) => {
  const actor = await actorOf(headers);
  return actor.kind === "person" ? actor.role : actor.kind;
};

describe("an answer to somebody who was proven less than two seconds ago asks the database nothing", () => {
  test.each(["admin", "supervisor", "viewer"] as const)("%s", async (role) => {
    const { headers, user } = await somebody(role);
    const token = await program(user.id);
    for (const shown of [headers, token.headers]) {
      const board = async () => boardAnswer(await actorOf(shown), { masked: false });
      const call = async () => callAnswer(await actorOf(shown), "call_1", { messages: null });
      const page = async () => pageAnswer(await actorOf(shown), { limit: 10 });
      for (const answer of [board, call, page]) await given<unknown>(answer());
      for (const answer of [board, call, page]) expect(await asking(answer)).toBe(0);
    }
  });

  test("a wall", async () => {
    const { user } = await somebody("admin");
    const { headers } = await screen(user.id);
    const board = async () => boardAnswer(await actorOf(headers), { masked: true });
    // On a server, other connections hear of the new pass a moment after this one: until then nothing is remembered.
    await expect.poll(async () => [await board(), await asking(board)].at(-1)).toBe(0);
  });

  test("the first one asks once who it is, once what admins have set, and once what was revealed", async () => {
    const { headers } = await somebody("supervisor");
    expect(await asking(async () => actorOf(headers))).toBe(1);
    expect(await asking(async () => boardAnswer(await actorOf(headers), { masked: false }))).toBe(1);
    expect(await asking(async () => callAnswer(await actorOf(headers), "call_1", { messages: null }))).toBe(1);
  });

  test("afterwards it is proven anew, and once a minute written down that they are there", async () => {
    const { headers, user } = await somebody("viewer");
    await actorOf(headers);
    clockMs += REMEMBERED_MS;
    expect(await asking(() => actorOf(headers))).toBe(1);
    wallMs += 60_000;
    // Found, and written down.
    expect(await asking(() => actorOf(headers))).toBe(2);
    expect((await stores.sessions.list(user.id))[0]?.lastSeenAt.getTime()).toBe(wallMs);
    expect(await asking(() => actorOf(headers))).toBe(0);
  });
});

describe("in this process the next request already feels", () => {
  type Somebody = Awaited<ReturnType<typeof somebody>>;
  test.each<[string, (theirs: Somebody) => Promise<unknown>, string]>([
    ["signing out", ({ user, session }) => written.sessions.end(user.id, session.id), "anonymous"],
    ["signing out everywhere", ({ user }) => written.sessions.endAll(user.id, null), "anonymous"],
    ["signing in anew in the same browser", ({ session }) => written.sessions.endToken(session.token), "anonymous"],
    ["being disabled", ({ user }) => written.users.update(user.id, { status: "disabled" }), "anonymous"],
    ["being removed", ({ user }) => written.users.remove(user.id), "anonymous"],
    ["another role", ({ user }) => written.users.update(user.id, { role: "viewer" }), "viewer"],
    [
      "another role from the provider",
      ({ user }) => written.users.update(user.id, { role: "admin" }, "provider"),
      "admin",
    ],
    [
      "another password, set elsewhere",
      ({ user }) => written.users.changePassword(user.id, { judged: "hash", next: "n", keptSessionId: null }),
      "anonymous",
    ],
  ])("%s", async (_, change, then) => {
    const theirs = await somebody("supervisor");
    expect(await roleOf(theirs.headers)).toBe("supervisor");
    expect(await roleOf(theirs.headers)).toBe("supervisor");
    await change(theirs);
    expect(await roleOf(theirs.headers)).toBe(then);
  });

  test("another scope and another name", async () => {
    const { user, headers } = await somebody("supervisor");
    await actorOf(headers);
    await written.users.update(user.id, { name: "Sue", scope: { agents: [], agentNames: ["Sales"], campaigns: [] } });
    expect(await actorOf(headers)).toMatchObject({ name: "Sue", scope: { agentNames: ["Sales"] } });
  });

  test("a revoked token, and its person's other role", async () => {
    const { user } = await somebody("supervisor");
    const { id, headers } = await program(user.id);
    expect(await roleOf(headers)).toBe("supervisor");
    await written.users.update(user.id, { role: "viewer" });
    expect(await roleOf(headers)).toBe("viewer");
    await written.tokens.revoke(id, user.id);
    expect(await roleOf(headers)).toBe("anonymous");
  });

  test("a revoked pass, and one whose maker may no longer", async () => {
    const { user } = await somebody("supervisor");
    const [one, two] = [await screen(user.id), await screen(user.id)];
    expect([await roleOf(one.headers), await roleOf(two.headers)]).toEqual(["wall", "wall"]);
    await written.walls.revoke(one.id);
    expect([await roleOf(one.headers), await roleOf(two.headers)]).toEqual(["anonymous", "wall"]);
    await written.users.update(user.id, { role: "viewer" });
    expect(await roleOf(two.headers)).toBe("anonymous");
  });

  test("what admins set, and a call that is shown and hidden again", async () => {
    const { headers } = await somebody("supervisor");
    const actor = await actorOf(headers);
    const sees = async () => {
      const answer = await callAnswer(actor, "call_1", { messages: null, form: "read" });
      return answer.kind === "answer" ? answer.make().data.phoneNumber : answer.reason;
    };
    const masked = await sees();
    expect(masked).not.toBe("+14155552671");
    await written.reveals.reveal(actor.kind === "person" ? actor.id : "", "call_1");
    expect(await sees()).toBe("+14155552671");
    await written.reveals.hide(actor.kind === "person" ? actor.id : "", "call_1");
    expect(await sees()).toBe(masked);
    await written.storedSettings.change({ privacy: { supervisorsSeeNumbers: true } });
    expect(await sees()).toBe("+14155552671");
    await written.storedSettings.change({ privacy: { supervisorsSeeNumbers: false } });
    expect(await sees()).toBe(masked);
  });

  test("a role that was lowered while a request ran: that one ends as it began, the next does not", async () => {
    const { user, headers } = await somebody("admin");
    await actorOf(headers);
    const running = actorOf(headers);
    await written.users.update(user.id, { role: "viewer" });
    expect(await running).toMatchObject({ role: "admin" });
    expect(await roleOf(headers)).toBe("viewer");
  });
});

describe("the clock", () => {
  test("ends a session and a token on the remembered copy, not two seconds later", async () => {
    const { user, headers } = await somebody("viewer");
    const token = await program(user.id);
    wallMs += LIFE_MS - 1;
    // Seen just now, so that neither is due to be read for that.
    await written.sessions.endAll(user.id, null);
    const session = await written.sessions.start({ id: user.id, judged: null }, "Firefox");
    const shown = new Headers({ cookie: `${SESSION_COOKIE}=${session?.token}` });
    expect([await roleOf(token.headers), await roleOf(headers)]).toEqual(["viewer", "anonymous"]);
    wallMs += 1;
    expect([await roleOf(token.headers), await roleOf(shown)]).toEqual(["anonymous", "viewer"]);
    wallMs += LIFE_MS - 1;
    expect(await roleOf(shown)).toBe("anonymous");
  });

  test("set back by an hour keeps nobody longer than two seconds", async () => {
    const { headers } = await somebody("viewer");
    await actorOf(headers);
    wallMs -= 3_600_000;
    clockMs += REMEMBERED_MS;
    expect(await asking(() => actorOf(headers))).toBeGreaterThan(0);
  });

  test("set forward beyond a session's end signs out at once", async () => {
    const { headers } = await somebody("viewer");
    await actorOf(headers);
    wallMs += LIFE_MS;
    expect(await roleOf(headers)).toBe("anonymous");
  });
});

test("nobody is remembered as nobody: what was unknown is asked for each time", async () => {
  const headers = new Headers({ cookie: `${SESSION_COOKIE}=${newSecret("ear_session")}` });
  expect(await roleOf(headers)).toBe("anonymous");
  expect(await asking(() => actorOf(headers))).toBe(1);
});

test("a database that goes away signs nobody out: remembered for two seconds, then not known", async () => {
  const { headers } = await somebody("viewer");
  await actorOf(headers);
  const away = vi
    .spyOn(open.database.$client, "query")
    .mockImplementation(() => Promise.reject(new DatabaseUnavailableError("away", "away")) as never);
  clockMs += REMEMBERED_MS - 1;
  expect(await roleOf(headers)).toBe("viewer");
  clockMs += 1;
  await expect(actorOf(headers)).rejects.toMatchObject({ name: "DatabaseUnavailableError" });
  away.mockRestore();
  expect(await roleOf(headers)).toBe("viewer");
});
