import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createMemory } from "@/lib/access/memory";
import { newSecret } from "@/lib/access/secrets";
import type { OpenDatabase } from "@/lib/database/database";
import { sessions as sessionsTable, users as usersTable } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { SESSION_IDLE_MS } from "./session-store";
import { createOneTimeLinks, createSessions, createUsers } from "./testing";
import type { User } from "./user-store";

const MINUTE_MS = 60_000;
const SESSION_LIFE_MS = 7 * 24 * 60 * MINUTE_MS;
let open: OpenDatabase;
let clockMs = 0;
let sessions: ReturnType<typeof createSessions>;
let users: ReturnType<typeof createUsers>;
let user: User;

beforeAll(async () => {
  open = await openTestDatabase();
  const parts = { database: open.database, memory: createMemory(open.changes), nowMs: () => clockMs };
  sessions = createSessions(parts);
  users = createUsers(parts);
});
beforeEach(async () => {
  clockMs = Date.UTC(2026, 10, 22, 12);
  await open.database.delete(usersTable);
  await users.create({ email: "keep@example.com", name: "Keep", role: "admin", scope: null }, "hash");
  const made = await users.create({ email: "a@example.com", name: "A", role: "supervisor", scope: null }, "hash");
  if (made === null) throw new Error("There is such a user.");
  user = made;
});
afterAll(() => open.close());

/** A session of the user's, however they came in. */
async function signedIn(device: string) {
  const session = await sessions.start({ id: user.id, judged: null }, device);
  if (session === null) throw new Error("No session was started.");
  return session;
}

const isAlive = async (token: string) => (await sessions.find(token)) !== null;

describe("a session", () => {
  test("is found by its secret, of which only the hash is stored", async () => {
    const { id, token } = await signedIn("Firefox on Linux");
    expect(await sessions.find(token)).toMatchObject({ session: { id }, user: { id: user.id } });
    const rows = await open.database.select().from(sessionsTable);
    expect(JSON.stringify(rows)).not.toContain(token.slice("ear_session_".length));
  });

  test.each([
    "",
    "x",
    "ear_session_",
    `ear_session_${"A".repeat(42)}`,
    "\0",
    newSecret("ear_session"),
    newSecret("ear_token"),
  ])("is not found by %j", async (token) => {
    await signedIn("Firefox");
    expect(await sessions.find(token)).toBeNull();
  });

  test("ends after twelve hours without use, to the second", async () => {
    const { token } = await signedIn("Firefox");
    clockMs += SESSION_IDLE_MS - 1;
    expect(await isAlive(token)).toBe(true);
    clockMs += SESSION_IDLE_MS;
    expect(await isAlive(token)).toBe(false);
  });

  test("ends after seven days however much it is used, to the millisecond", async () => {
    const { token, endsAt } = await signedIn("Firefox");
    expect(endsAt.getTime()).toBe(clockMs + SESSION_LIFE_MS);
    const end = endsAt.getTime();
    while (clockMs + SESSION_IDLE_MS < end) {
      clockMs += SESSION_IDLE_MS - MINUTE_MS;
      expect(await isAlive(token)).toBe(true);
    }
    clockMs = end - 1;
    expect(await isAlive(token)).toBe(true);
    clockMs = end;
    expect(await isAlive(token)).toBe(false);
  });

  test("ends sooner where settings say so, one that began under longer ones too", async () => {
    const parts = { database: open.database, memory: createMemory(open.changes), nowMs: () => clockMs };
    const short = createSessions({ ...parts, lifeMs: 60 * MINUTE_MS });
    const { token } = await signedIn("Firefox");
    const own = await short.start({ id: user.id, judged: null }, "Firefox");
    expect(own?.endsAt.getTime()).toBe(clockMs + 60 * MINUTE_MS);
    clockMs += 60 * MINUTE_MS - 1;
    expect(await short.find(token)).not.toBeNull();
    expect(await short.list(user.id)).toHaveLength(2);
    clockMs += 1;
    expect(await short.find(token)).toBeNull();
    expect(await short.find(own?.token ?? "")).toBeNull();
    expect(await short.list(user.id)).toEqual([]);
  });

  test("is written to at most once a minute", async () => {
    const { token } = await signedIn("Firefox");
    const seen = async () => (await sessions.list(user.id))[0]?.lastSeenAt.getTime();
    const start = clockMs;
    for (const [passedMs, seenMs] of [
      [MINUTE_MS - 1, start],
      [MINUTE_MS, start + MINUTE_MS],
      [2 * MINUTE_MS - 1, start + MINUTE_MS],
    ] as const) {
      clockMs = start + passedMs;
      await sessions.find(token);
      expect(await seen()).toBe(seenMs);
    }
  });

  test.each(["disabled", "invited"] as const)(
    "is nobody's while its user is %s, even where it was left behind",
    async (status) => {
      const { token } = await signedIn("Firefox");
      // As another instance, or a restored backup, would leave it: the status alone changes.
      await open.database.update(usersTable).set({ status }).where(eq(usersTable.id, user.id));
      expect(await isAlive(token)).toBe(false);
      await open.database.update(usersTable).set({ status: "active" }).where(eq(usersTable.id, user.id));
      expect(await isAlive(token)).toBe(true);
    },
  );

  test("has the user's role of this moment", async () => {
    const { token } = await signedIn("Firefox");
    await users.update(user.id, { role: "viewer", scope: { agents: [], agentNames: ["Sales"], campaigns: [] } });
    expect((await sessions.find(token))?.user).toMatchObject({ role: "viewer", scope: { agentNames: ["Sales"] } });
  });

  test.each([
    ["disabled", () => users.update(user.id, { status: "disabled" })],
    ["deleted", () => users.remove(user.id)],
  ])("is over at once when its user is %s", async (_, change) => {
    const { token } = await signedIn("Firefox");
    await change();
    expect(await isAlive(token)).toBe(false);
  });

  test("does not come back when its user is enabled again", async () => {
    const { token } = await signedIn("Firefox");
    await users.update(user.id, { status: "disabled" });
    await users.update(user.id, { status: "active" });
    expect(await isAlive(token)).toBe(false);
  });
});

describe("ending sessions", () => {
  test("one ends, others go on; nobody ends somebody else's", async () => {
    const [one, two] = [await signedIn("One"), await signedIn("Two")];
    expect(await sessions.end("somebody", one.id)).toBe(false);
    expect(await sessions.end(user.id, one.id)).toBe(true);
    expect(await sessions.end(user.id, one.id)).toBe(false);
    expect([await isAlive(one.token), await isAlive(two.token)]).toEqual([false, true]);
  });

  test("a browser's secret ends its session; anything else ends none", async () => {
    const { token } = await signedIn("One");
    for (const other of ["", "x", newSecret("ear_session")]) await sessions.endToken(other);
    expect(await isAlive(token)).toBe(true);
    await sessions.endToken(token);
    expect(await isAlive(token)).toBe(false);
  });

  test("all others end, or all", async () => {
    const [kept, ...others] = await Promise.all(["1", "2", "3"].map((device) => signedIn(device)));
    expect(await sessions.endAll(user.id, kept?.id ?? "")).toBe(2);
    expect(await isAlive(kept?.token ?? "")).toBe(true);
    for (const { token } of others) expect(await isAlive(token)).toBe(false);
    expect(await sessions.endAll(user.id, null)).toBe(1);
  });
});

test("the list has a person's living sessions, last used first, and no hash", async () => {
  const first = await signedIn("First");
  clockMs += SESSION_IDLE_MS / 2;
  const second = await signedIn("Second");
  const fields = ["createdAt", "device", "endsAt", "id", "lastSeenAt"];
  const list = await sessions.list(user.id);
  expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(Object.keys(list[0] ?? {}).sort()).toEqual(fields);
  clockMs += SESSION_IDLE_MS / 2;
  expect((await sessions.list(user.id)).map(({ id }) => id)).toEqual([second.id]);
  expect(await sessions.list("somebody")).toEqual([]);
});

describe("a sign-in that is under way", () => {
  const judged = () => ({ id: user.id, judged: user.passwordHash });
  const others = () => open.database.select().from(sessionsTable);

  test("starts a session while the password it was judged by is theirs", async () => {
    expect(await sessions.start(judged(), "Firefox")).not.toBeNull();
  });

  test("with an old password starts none once a reset has set another", async () => {
    const links = createOneTimeLinks({ database: open.database, nowMs: () => clockMs });
    const { secret } = await links.makeFor(user);
    await links.setPassword(secret, { name: null, passwordHash: "new" });
    expect(await sessions.start(judged(), "Firefox")).toBeNull();
    expect(await others()).toEqual([]);
  });

  test("starts none once they are disabled or deleted, by whatever way they came", async () => {
    await users.update(user.id, { status: "disabled" });
    expect(await sessions.start(judged(), "Firefox")).toBeNull();
    expect(await sessions.start({ id: user.id, judged: null }, "Firefox")).toBeNull();
    await users.remove(user.id);
    expect(await sessions.start(judged(), "Firefox")).toBeNull();
  });

  test("survives no reset, disabling or change of password that comes at the same moment", async () => {
    const links = createOneTimeLinks({ database: open.database, nowMs: () => clockMs });
    const changes: ((secret: string) => Promise<unknown>)[] = [
      (secret) => links.setPassword(secret, { name: null, passwordHash: "new" }),
      () => users.update(user.id, { status: "disabled" }),
      () => users.changePassword(user.id, { judged: "hash", next: "new", keptSessionId: null }),
    ];
    for (const change of [...changes, ...changes, ...changes]) {
      await users.update(user.id, { status: "active" });
      await open.database.update(usersTable).set({ passwordHash: "hash" });
      const { secret } = await links.makeFor(user);
      const signIn = () => sessions.start({ id: user.id, judged: "hash" }, "Firefox");
      await Promise.all([signIn(), signIn(), change(secret), signIn(), signIn()]);
      expect(await others()).toEqual([]);
    }
  });
});
