import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ShareGrant } from "@/lib/access/actor";
import { createMemory } from "@/lib/access/memory";
import type { OpenDatabase } from "@/lib/database/database";
import { shareLinks, shareVisits, users } from "@/lib/database/schema";
import { committed, openTestDatabase } from "@/lib/database/testing";
import { createShareStore, MAX_LISTED_SHARES, MOST_SHARES_PER_PERSON, MOST_VISITS_OF_A_LINK } from "./store";

const HOUR_MS = 3_600_000;
const GRANT: ShareGrant = {
  live: true,
  transcript: true,
  summary: false,
  participants: false,
  metrics: false,
  masked: true,
};
const MAKER = { id: "off", name: "Everybody" };

let open: OpenDatabase;
let nowMs: number;
const storeOf = (isDemo: boolean) => {
  const parts = { database: open.database, memory: createMemory(open.changes), nowMs: () => nowMs, isDemo };
  return committed(open.database, createShareStore(parts), "make", "enter", "revoke");
};
let shares: ReturnType<typeof storeOf>;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 5, 9);
  await open.database.delete(shareLinks);
  await open.database.delete(users);
  shares = storeOf(false);
});

type Make = Parameters<typeof shares.make>[0];
const make = (fields: Partial<Make> = {}) =>
  shares.make({ callId: "call-1", label: "", grant: GRANT, hours: 24, passcodeHash: null, maker: MAKER, ...fields });

async function entered(id: string): Promise<string> {
  const token = await shares.enter(id);
  if (token === null) throw new Error("The link let nobody in.");
  return token;
}

const stateIn = async (id: string) => (await shares.list({})).links.find((link) => link.id === id)?.state;

async function addUser(id: string, role: "admin" | "supervisor" | "viewer" = "supervisor") {
  const at = new Date(nowMs);
  const plain = { scope: null, passwordHash: null, oidcIssuer: null, oidcSubject: null, lastSignInAt: null };
  await open.database
    .insert(users)
    .values({ ...plain, id, email: `${id}@example.test`, name: id, role, status: "active", createdAt: at });
}

describe("a link", () => {
  test("opens its own call with its own secret, and lets the browser read until it ends", async () => {
    const { id, secret } = await make();
    expect(secret).toMatch(/^ear_share_[\w-]{43}$/);
    expect(await shares.bySecret(id, secret)).toMatchObject({ link: { id, callId: "call-1", grant: GRANT } });
    expect(await shares.byVisit(id, await entered(id))).toMatchObject({ link: { id, callId: "call-1" } });
  });

  test("is stored without its secret, and without the secrets of the browsers that were let in", async () => {
    const { id, secret } = await make();
    const token = await entered(id);
    const rows = [await open.database.select().from(shareLinks), await open.database.select().from(shareVisits)];
    const stored = JSON.stringify(rows);
    expect(stored).toContain(id);
    for (const text of [secret, token]) expect(stored).not.toContain(text.slice("ear_share_".length));
  });

  test("ends to the millisecond, for those who open it and for those who have it open", async () => {
    const { id, secret, expiresAt } = await make({ hours: 1 });
    const token = await entered(id);
    expect(expiresAt.getTime()).toBe(nowMs + HOUR_MS);
    nowMs += HOUR_MS - 1;
    expect(await shares.bySecret(id, secret)).toHaveProperty("link");
    expect(await shares.byVisit(id, token)).toHaveProperty("link");
    nowMs += 1;
    expect(await shares.bySecret(id, secret)).toEqual({ fault: "expired" });
    expect(await shares.byVisit(id, token)).toEqual({ fault: "expired" });
    expect(await shares.enter(id)).toBeNull();
    expect(await stateIn(id)).toBe("expired");
  });

  test("that is revoked is gone for everybody at once, and stays revoked past its end", async () => {
    const { id, secret } = await make();
    const [one, other] = [await entered(id), await entered(id)];
    expect(await shares.revoke({ id })).toEqual([id]);
    for (const token of [one, other]) expect(await shares.byVisit(id, token)).toEqual({ fault: "revoked" });
    expect(await shares.bySecret(id, secret)).toEqual({ fault: "revoked" });
    expect(await shares.enter(id)).toBeNull();
    expect(await shares.revoke({ id })).toEqual([]);
    nowMs += 48 * HOUR_MS;
    expect(await stateIn(id)).toBe("revoked");
  });

  test("revoked while somebody opens it lets them in for nothing or not at all", async () => {
    const { id } = await make();
    const [token] = await Promise.all([shares.enter(id), shares.revoke({ id })]);
    expect(await shares.byVisit(id, token)).toEqual({ fault: "revoked" });
  });

  test("counts how often and when last it was opened, and nothing else counts", async () => {
    const { id, secret } = await make();
    await shares.bySecret(id, secret);
    const token = await entered(id);
    nowMs += HOUR_MS;
    await Promise.all([entered(id), entered(id)]);
    await shares.byVisit(id, token);
    const { links } = await shares.list({});
    expect(links).toMatchObject([{ openCount: 3, lastOpenedAt: new Date(nowMs) }]);
  });
});

describe("many links and many browsers", () => {
  const rowsOf = (createdById: string, count: number, fields: Partial<typeof shareLinks.$inferInsert> = {}) => {
    const times = { createdAt: new Date(nowMs), expiresAt: new Date(nowMs + HOUR_MS) };
    const row = { secretHash: "", callId: "c", label: "", grant: GRANT, createdById, createdByName: "", ...times };
    return Array.from({ length: count }, (_, at) => ({
      ...row,
      ...fields,
      id: `${createdById}-${fields.label}-${at}`,
    }));
  };

  test("somebody makes no more links when five hundred of theirs work; others do", async () => {
    await open.database.insert(shareLinks).values(rowsOf("one", MOST_SHARES_PER_PERSON - 1, { label: "works" }));
    await open.database.insert(shareLinks).values(rowsOf("one", 9, { label: "ended", revokedAt: new Date(nowMs) }));
    await open.database.insert(shareLinks).values(rowsOf("one", 9, { label: "over", expiresAt: new Date(nowMs) }));
    expect(await shares.isFull("one")).toBe(false);
    const { id } = await make({ maker: { id: "one", name: "One" } });
    expect(await shares.isFull("one")).toBe(true);
    expect(await shares.isFull("two")).toBe(false);
    await shares.revoke({ id });
    expect(await shares.isFull("one")).toBe(false);
  });

  test("a link keeps the five hundred browsers that came last, and takes nothing from other links", async () => {
    const [one, other] = [await make(), await make()];
    const elsewhere = await entered(other.id);
    const first = await entered(one.id);
    const visits = Array.from({ length: MOST_VISITS_OF_A_LINK - 1 }, (_, at) => ({
      ...{ id: `visit-${at}`, tokenHash: `hash-${at}`, linkId: one.id, createdAt: new Date(nowMs + 1 + at) },
    }));
    await open.database.insert(shareVisits).values(visits);
    await open.database.update(shareLinks).set({ openCount: MOST_VISITS_OF_A_LINK }).where(eq(shareLinks.id, one.id));
    expect(await shares.byVisit(one.id, first)).toHaveProperty("link");
    nowMs += MOST_VISITS_OF_A_LINK;
    const last = await entered(one.id);
    expect(await shares.byVisit(one.id, first)).toEqual({ fault: "incomplete" });
    expect(await shares.byVisit(one.id, last)).toHaveProperty("link");
    expect(await shares.byVisit(other.id, elsewhere)).toHaveProperty("link");
    expect(await open.database.$count(shareVisits, eq(shareVisits.linkId, one.id))).toBe(MOST_VISITS_OF_A_LINK);
  });
});

describe("guessing and widening", () => {
  test("another link's secret, a cut one, one of another kind and no secret at all open nothing", async () => {
    const [one, other] = [await make(), await make({ callId: "call-2" })];
    const guesses = [other.secret, one.secret.slice(0, -1), one.secret.replace("share", "token"), "", `${one.secret}A`];
    for (const guess of guesses) expect(await shares.bySecret(one.id, guess)).toEqual({ fault: "unknown" });
  });

  test.each(["", "0", "x".repeat(24), "../../calls", "0".repeat(24), "\0".repeat(24), "‮".repeat(24)])(
    "an id that is none (%j) is unknown, with or without a secret",
    async (id) => {
      const { secret } = await make();
      expect(await shares.bySecret(id, secret)).toEqual({ fault: "unknown" });
      expect(await shares.byVisit(id, secret)).toEqual({ fault: "unknown" });
    },
  );

  test("a browser let in by one link reads no other, nor with a link's own secret", async () => {
    const [one, other] = [await make(), await make()];
    const token = await entered(one.id);
    expect(await shares.byVisit(other.id, token)).toEqual({ fault: "incomplete" });
    expect(await shares.byVisit(one.id, one.secret)).toEqual({ fault: "incomplete" });
    expect(await shares.byVisit(one.id, null)).toEqual({ fault: "incomplete" });
  });
});

describe("the maker's rights", () => {
  const CHANGES = [
    ["is disabled", { status: "disabled" }],
    ["is made a viewer", { role: "viewer" }],
  ] as const;

  test.each(CHANGES)("a link stops when its maker %s, and goes on when that is undone", async (_, change) => {
    await addUser("maker");
    const { id, secret } = await make({ maker: { id: "maker", name: "Maker" } });
    const token = await entered(id);
    await open.database.update(users).set(change).where(eq(users.id, "maker"));
    expect(await shares.byVisit(id, token)).toEqual({ fault: "revoked" });
    expect(await shares.bySecret(id, secret)).toEqual({ fault: "revoked" });
    const { links } = await shares.list({ state: "revoked" });
    expect(links).toMatchObject([{ id, state: "revoked", stoppedWithMaker: true }]);
    expect((await shares.list({ state: "active" })).links).toEqual([]);
    await open.database.update(users).set({ status: "active", role: "supervisor" }).where(eq(users.id, "maker"));
    expect(await shares.byVisit(id, token)).toHaveProperty("link");
  });

  test("a link stops for good when its maker is deleted", async () => {
    await addUser("maker", "admin");
    const { id } = await make({ maker: { id: "maker", name: "Maker" } });
    const token = await entered(id);
    await open.database.delete(users).where(eq(users.id, "maker"));
    expect(await shares.byVisit(id, token)).toEqual({ fault: "revoked" });
  });

  test("a link tells whom it may be judged by: its maker as they are now", async () => {
    await addUser("maker");
    const { id, secret } = await make({ maker: { id: "maker", name: "Maker" } });
    const scope = { agents: [], agentNames: ["Aurora"], campaigns: [] };
    await open.database.update(users).set({ scope }).where(eq(users.id, "maker"));
    expect(await shares.bySecret(id, secret)).toMatchObject({ link: { maker: { role: "supervisor", scope } } });
    // An admin sees all, also one who had a scope before.
    await open.database.update(users).set({ role: "admin" }).where(eq(users.id, "maker"));
    expect(await shares.bySecret(id, secret)).toMatchObject({ link: { maker: { role: "admin", scope: null } } });
  });
});

describe("the list", () => {
  test("is the newest first, by person, call, state and words, and no secret is in it", async () => {
    await addUser("one");
    await addUser("two");
    const first = await make({ maker: { id: "one", name: "First Maker" }, label: "For the 100% lawyer" });
    nowMs += 1;
    const second = await make({ maker: { id: "two", name: "Other" }, callId: "call-2", passcodeHash: "scrypt$x" });
    nowMs += 1;
    const third = await make({ maker: { id: "two", name: "Other" }, hours: 1 });
    await shares.revoke({ id: second.id });
    nowMs += HOUR_MS;
    const ids = async (filter: Parameters<typeof shares.list>[0]) =>
      (await shares.list(filter)).links.map(({ id }) => id);
    expect(await ids({})).toEqual([third.id, second.id, first.id]);
    expect(await ids({ createdById: "two" })).toEqual([third.id, second.id]);
    expect(await ids({ callId: "call-1" })).toEqual([third.id, first.id]);
    expect(await ids({ state: "active" })).toEqual([first.id]);
    expect(await ids({ state: "expired" })).toEqual([third.id]);
    expect(await ids({ state: "revoked" })).toEqual([second.id]);
    expect(await ids({ search: "LAWYER" })).toEqual([first.id]);
    expect(await ids({ search: "first mak" })).toEqual([first.id]);
    expect(await ids({ search: "call-2" })).toEqual([second.id]);
    expect(await ids({ search: "100%" })).toEqual([first.id]);
    expect(await ids({ search: "_" })).toEqual([]);
    expect(await ids({ search: "law\0yer" })).toEqual([first.id]);
    expect(await ids({ search: "\0" })).toHaveLength(3);
    const told = JSON.stringify(await shares.list({}));
    expect(told).toContain('"hasPasscode":true');
    expect(told).not.toMatch(/secret|scrypt/i);
  });

  test("is cut at its longest and says so", async () => {
    const row = { secretHash: "", callId: "c", label: "", grant: GRANT, createdById: "off", createdByName: "" };
    const times = { createdAt: new Date(nowMs), expiresAt: new Date(nowMs + HOUR_MS) };
    const rows = Array.from({ length: MAX_LISTED_SHARES + 1 }, (_, at) => ({ ...row, ...times, id: `link-${at}` }));
    await open.database.insert(shareLinks).values(rows.slice(1));
    expect(await shares.list({})).toMatchObject({ more: false });
    await open.database.insert(shareLinks).values(rows.slice(0, 1));
    const { links, more } = await shares.list({});
    expect({ count: links.length, more }).toEqual({ count: MAX_LISTED_SHARES, more: true });
  });
});

describe("revoking many", () => {
  test("all of a call, all of a person, and of a call one person's own", async () => {
    await addUser("ada");
    const [a, b] = [
      { id: "off", name: "A" },
      { id: "ada", name: "B" },
    ];
    const [a1, a2, b1, b2] = [
      await make({ maker: a }),
      await make({ maker: a, callId: "call-2" }),
      await make({ maker: b }),
      await make({ maker: b, callId: "call-2" }),
    ];
    expect(await shares.revoke({ callId: "call-1", createdById: "off" })).toEqual([a1.id]);
    expect(await shares.revoke({ callId: "call-1" })).toEqual([b1.id]);
    expect(await shares.revoke({ createdById: "off" })).toEqual([a2.id]);
    expect(await stateIn(b2.id)).toBe("active");
    expect(await shares.revoke({})).toEqual([]);
    expect(await stateIn(b2.id)).toBe("active");
  });
});

test("a link made in the demo opens nothing where the data is real, whatever database it lies in", async () => {
  const inDemo = storeOf(true);
  const made = await make({ maker: { id: "demo", name: "Demo" } });
  const token = await entered(made.id);
  expect(await inDemo.byVisit(made.id, token)).toHaveProperty("link");
  expect(await shares.bySecret(made.id, made.secret)).toEqual({ fault: "revoked" });
  expect(await shares.byVisit(made.id, token)).toEqual({ fault: "revoked" });
  expect(await shares.list({ state: "active" })).toMatchObject({ links: [] });
  expect(await shares.list({ state: "revoked" })).toMatchObject({ links: [{ id: made.id, state: "revoked" }] });
});
