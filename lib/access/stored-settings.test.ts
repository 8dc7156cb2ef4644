import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Changes } from "@/lib/database/changes";
import type { OpenDatabase } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";
import { committed, openTestDatabase } from "@/lib/database/testing";
import { createMemory } from "./memory";
import { createStoredSettings } from "./stored-settings";

let open: OpenDatabase;
let nowMs = Date.parse("2026-11-22T12:00:00.000Z");

beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  await open.database.delete(storedSettings);
});

/** As instances that hear nothing of each other, as long as that is not known. */
const deaf = (): Changes => ({ areHeard: () => true, subscribe: () => undefined });
const store = (changes = deaf()) => {
  const parts = { database: open.database, nowMs: () => nowMs };
  const memory = createMemory(changes, { nowMs: () => nowMs, after: () => undefined });
  return committed(open.database, createStoredSettings({ ...parts, memory }), "change");
};
const NONE_COMING = { auditDays: null, endedDays: null, talkDays: null, factDays: null };
const CAREFUL = {
  privacy: { supervisorsSeeNumbers: false, redactForSupervisors: false },
  retention: { auditDays: 365, endedDays: 90, talkDays: 90, factDays: 400, shorter: NONE_COMING },
  archive: { keeps: null, keepUp: true },
};
const DAY_MS = 86_400_000;

test("until somebody sets them, numbers are masked for supervisors and records are kept a year", async () => {
  expect(await store().current()).toEqual(CAREFUL);
});

test("a change keeps what it does not name, and holds for the next instance too", async () => {
  await store().change({ privacy: { supervisorsSeeNumbers: true } });
  await store().change({ privacy: { redactForSupervisors: true }, retention: { auditDays: 400 } });
  expect(await store().current()).toEqual({
    ...CAREFUL,
    privacy: { supervisorsSeeNumbers: true, redactForSupervisors: true },
    retention: { ...CAREFUL.retention, auditDays: 400 },
  });
});

test("what an earlier version had set for fewer kinds of records still holds", async () => {
  await open.database
    .insert(storedSettings)
    .values({ key: "retention", value: { auditDays: 200, endedDays: 20 }, updatedAt: new Date(nowMs) });
  expect((await store().current()).retention).toEqual({ ...CAREFUL.retention, auditDays: 200, endedDays: 20 });
});

test("a shorter time is told at once and holds a day later, a longer one holds at once", async () => {
  const settings = store();
  const setAtMs = nowMs;
  const set = await settings.change({ retention: { auditDays: 30, endedDays: 120 } });
  const shorter = { ...NONE_COMING, auditDays: { days: 30, atMs: setAtMs + DAY_MS } };
  expect(set.retention).toEqual({ ...CAREFUL.retention, endedDays: 120, shorter });
  nowMs = setAtMs + DAY_MS - 1;
  expect((await settings.current()).retention).toEqual(set.retention);
  nowMs = setAtMs + DAY_MS;
  const held = { ...CAREFUL.retention, auditDays: 30, endedDays: 120 };
  expect((await settings.current()).retention).toEqual(held);
  expect((await settings.change({ privacy: {} })).retention).toEqual(held);
});

test("what is to come is taken back by what holds, and put off by nobody who sets it again", async () => {
  const settings = store();
  await settings.change({ retention: { auditDays: 60 } });
  const dueMs = nowMs + DAY_MS;
  nowMs += DAY_MS / 2;
  expect((await settings.change({ retention: { auditDays: 60 } })).retention.shorter.auditDays?.atMs).toBe(dueMs);
  const other = await settings.change({ retention: { auditDays: 40 } });
  expect(other.retention.shorter.auditDays).toEqual({ days: 40, atMs: nowMs + DAY_MS });
  expect((await settings.change({ retention: { auditDays: 365 } })).retention).toEqual(CAREFUL.retention);
  nowMs += 10 * DAY_MS;
  expect((await settings.current()).retention).toEqual(CAREFUL.retention);
});

test("the audit trail is kept thirty days at least, also where an earlier version was told otherwise", async () => {
  await open.database
    .insert(storedSettings)
    .values({ key: "retention", value: { auditDays: 3, endedDays: 5 }, updatedAt: new Date(nowMs) });
  expect((await store().current()).retention).toMatchObject({ auditDays: 30, endedDays: 5 });
});

test("another instance follows within two seconds, the one that changed at once", async () => {
  const [mine, other] = [store(open.changes), store()];
  await Promise.all([mine.current(), other.current()]);
  await mine.change({ privacy: { redactForSupervisors: true } });
  expect((await mine.current()).privacy.redactForSupervisors).toBe(true);
  nowMs += 2_000;
  expect((await other.current()).privacy.redactForSupervisors).toBe(true);
});

test("a row that this version cannot read counts as not set", async () => {
  await open.database
    .insert(storedSettings)
    .values({ key: "privacy", value: { supervisorsSeeNumbers: "yes" }, updatedAt: new Date(nowMs) });
  expect(await store().current()).toEqual(CAREFUL);
});

test.each([{ auditDays: 0 }, { auditDays: 1.5 }, { endedDays: 4000 }])(
  "%j is refused and changes nothing",
  async (retention) => {
    const settings = store();
    await expect(settings.change({ retention })).rejects.toThrow();
    expect(await settings.current()).toEqual(CAREFUL);
  },
);
