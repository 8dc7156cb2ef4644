import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { leases } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createPeriodic, LEASE_MS, type Periodic, type PeriodicWork } from "./periodic";
import { gate, toldFaults } from "./testing";

const HOUR_MS = 3_600_000;
let open: OpenDatabase;
let told: ReturnType<typeof toldFaults>;
const all: Periodic[] = [];

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  told = toldFaults();
  await open.database.delete(leases);
});
afterEach(async () => {
  vi.useRealTimers();
  for (const each of all.splice(0)) await each.stop();
});
afterAll(() => open.close());

/** One process. */
function instance(work: PeriodicWork["work"], firstAfterMs = 0): Periodic {
  const parts = { database: open.database, faults: told.faults };
  const made = createPeriodic({ name: "sweep", everyMs: HOUR_MS, firstAfterMs, work }, parts);
  all.push(made);
  return made;
}

const row = async () => (await open.database.select().from(leases))[0];
const isGivenBack = () => expect.poll(async () => (await row())?.holder).toBeNull();
const makeDue = () => open.database.update(leases).set({ dueAt: sql`now()` });
/** The database's clock, that much later. */
const pass = (ms: number) => {
  const earlier = (column: typeof leases.dueAt | typeof leases.expiresAt) =>
    sql`${column} - ${ms}::double precision * interval '1 millisecond'`;
  return open.database.update(leases).set({ dueAt: earlier(leases.dueAt), expiresAt: earlier(leases.expiresAt) });
};
/** Resolves once every process has had its turn. */
async function everybodyLooks(): Promise<void> {
  for (const each of all) await each.stop();
}

test("of several processes that start together one does it, and then it is due in an hour", async () => {
  const done: number[] = [];
  for (const n of [1, 2, 3]) instance(async () => void done.push(n)).start();
  await expect.poll(() => done.length).toBe(1);
  await isGivenBack();
  await everybodyLooks();
  expect(done).toHaveLength(1);
  const due = (
    await open.database.execute<{ s: number }>(
      sql`select extract(epoch from due_at - now())::double precision as s from leases`,
    )
  ).rows[0]?.s;
  expect(due).toBeGreaterThan(3_590);
  expect(due).toBeLessThanOrEqual(3_600);
});

test("a process that starts within the hour does not do it again", async () => {
  const done: number[] = [];
  instance(async () => void done.push(1)).start();
  await isGivenBack();
  const second = instance(async () => void done.push(2));
  second.start();
  await second.stop();
  expect(done).toEqual([1]);
});

test("who asks for it soon has it done, though it is not due", async () => {
  const done: number[] = [];
  const made = instance(async () => void done.push(1));
  made.start();
  await isGivenBack();
  await made.soon();
  await expect.poll(() => done).toEqual([1, 1]);
  await isGivenBack();
});

test("who asks for it while it is under way has it done once more", async () => {
  const first = gate();
  const done: number[] = [];
  const made = instance(async () => {
    done.push(1);
    if (done.length === 1) await first.opened;
  });
  made.start();
  await expect.poll(() => done).toEqual([1]);
  await made.soon();
  first.open();
  await expect.poll(() => done).toEqual([1, 1]);
  await isGivenBack();
});

test("while one is at it nobody else is, however long it takes: the lease is renewed", async () => {
  const first = gate();
  const done: string[] = [];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  instance(async () => {
    done.push("first");
    await first.opened;
  }).start();
  await expect.poll(() => done).toEqual(["first"]);
  for (let n = 0; n < 6; n++) {
    await pass(LEASE_MS / 2);
    const before = (await row())?.expiresAt.getTime() ?? 0;
    vi.advanceTimersByTime(LEASE_MS / 3);
    await expect.poll(async () => (await row())?.expiresAt.getTime()).toBeGreaterThan(before);
    const other = instance(async () => void done.push("other"));
    other.start();
    await other.stop();
  }
  first.open();
  await isGivenBack();
  expect(done).toEqual(["first"]);
});

test("after a process was killed in the middle, another one takes over once its time is over, and not before", async () => {
  await open.database.insert(leases).values({
    ...{ name: "sweep", holder: "killed" },
    ...{ expiresAt: sql`now() + interval '60 seconds'`, dueAt: sql`now() + interval '1 hour'` },
  });
  const done: string[] = [];
  const early = instance(async () => void done.push("early"));
  early.start();
  await early.stop();
  expect(done).toEqual([]);
  await pass(LEASE_MS + 1);
  instance(async () => void done.push("later")).start();
  await expect.poll(() => done).toEqual(["later"]);
  await isGivenBack();
});

test("whoever has lost the lease is told to end", async () => {
  let signal: AbortSignal | undefined;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  instance(async (given) => {
    signal = given;
    await new Promise((_, reject) => given.addEventListener("abort", () => reject(given.reason)));
  }).start();
  await expect.poll(() => signal).toBeDefined();
  await open.database.update(leases).set({ holder: "another" });
  vi.advanceTimersByTime(LEASE_MS / 3);
  await expect.poll(() => told.failed.length).toBe(1);
  expect(await row()).toMatchObject({ holder: "another" });
});

test("a stop ends what is under way and gives it back: another process does it at once", async () => {
  let isAtWork = false;
  const first = instance(async (signal) => {
    isAtWork = true;
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  first.start();
  await expect.poll(() => isAtWork).toBe(true);
  await first.stop();
  expect(told.failed).toEqual([]);
  expect((await row())?.holder).toBeNull();
  const done: number[] = [];
  instance(async () => void done.push(2)).start();
  await expect.poll(() => done).toEqual([2]);
  await isGivenBack();
});

test("what failed is told, and tried again after a minute by whoever comes first", async () => {
  instance(async () => Promise.reject(new Error("no"))).start();
  await expect.poll(() => told.failed).toMatchObject([{ what: "sweep", error: "Error: no" }]);
  await isGivenBack();
  const early = instance(async () => undefined);
  const done: number[] = [];
  early.start();
  await early.stop();
  await pass(60_001);
  instance(async () => void done.push(1)).start();
  await expect.poll(() => done).toEqual([1]);
  await isGivenBack();
});

test("a clock that was put back does not keep it waiting for longer than it would be due", async () => {
  const done: number[] = [];
  const far = sql`now() + interval '300 days'`;
  await open.database.insert(leases).values({ name: "sweep", holder: null, expiresAt: far, dueAt: far });
  instance(async () => void done.push(1)).start();
  await expect.poll(() => done).toEqual([1]);
  await isGivenBack();
});

test("a process does it a while after its start at the earliest", async () => {
  const done: number[] = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  instance(async () => void done.push(1), 60_000).start();
  await vi.advanceTimersByTimeAsync(59_999);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();
  await expect.poll(() => done).toEqual([1]);
  await makeDue();
});
