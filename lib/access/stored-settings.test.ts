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
const CAREFUL = {
  privacy: { supervisorsSeeNumbers: false, redactForSupervisors: false },
  retention: { auditDays: 365, endedDays: 90 },
};

test("until somebody sets them, numbers are masked for supervisors and records are kept a year", async () => {
  expect(await store().current()).toEqual(CAREFUL);
});

test("a change keeps what it does not name, and holds for the next instance too", async () => {
  await store().change({ privacy: { supervisorsSeeNumbers: true } });
  await store().change({ privacy: { redactForSupervisors: true }, retention: { auditDays: 30 } });
  expect(await store().current()).toEqual({
    privacy: { supervisorsSeeNumbers: true, redactForSupervisors: true },
    retention: { auditDays: 30, endedDays: 90 },
  });
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
