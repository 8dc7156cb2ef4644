import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { OpenDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import { createOutboxWorker, MOST_ATTEMPTS, type OutboxHandler, type OutboxWorker } from "./outbox";
import { gate, toldFaults } from "./testing";

const TOPIC = { name: "note", schema: z.object({ n: z.number() }) };
const OTHER = { name: "other", schema: z.object({ n: z.number() }) };
let open: OpenDatabase;
let told: ReturnType<typeof toldFaults>;
const workers: OutboxWorker[] = [];

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  told = toldFaults();
  await open.database.delete(outbox);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop(0);
});
afterAll(() => open.close());

function worker(handler: OutboxHandler<{ n: number }>): OutboxWorker {
  const made = createOutboxWorker({ database: open.database, faults: told.faults });
  made.on(TOPIC, handler);
  workers.push(made);
  return made;
}

/** One change with these messages. */
function put(numbers: number[], key?: string, topic = TOPIC): Promise<void> {
  const onOutbox = () => {
    for (const each of workers) each.wake();
  };
  const unit = createUnitsOfWork({ database: open.database, nowMs: () => 0, onDefect: () => undefined, onOutbox });
  return unit(async (change) => {
    for (const n of numbers) change.outbox.put(topic, { n }, key === undefined ? {} : { key });
  });
}

const rows = () => open.database.select().from(outbox).orderBy(outbox.id);
const isEmpty = () => expect.poll(async () => (await rows()).length, { timeout: 15_000 }).toBe(0);
/** As if the wait for the next attempt, or the time of whoever has it in hand, were over. */
const makeDue = () => open.database.update(outbox).set({ dueAt: sql`now()` });

describe("the outbox", () => {
  test("hands every message over once it is committed, with a key that stays the same, and forgets it", async () => {
    const seen: unknown[] = [];
    worker(async (payload, { idempotencyKey, attempt }) => {
      seen.push([payload.n, idempotencyKey, attempt]);
    }).start();
    await put([1, 2]);
    await isEmpty();
    expect(seen).toEqual([
      [1, expect.stringMatching(/^[0-9a-f-]{36}$/), 1],
      [2, expect.stringMatching(/^[0-9a-f-]{36}$/), 1],
    ]);
  });

  test("finds at its start what a process before it left", async () => {
    await put([1, 2, 3]);
    const seen: number[] = [];
    worker(async ({ n }) => void seen.push(n)).start();
    await isEmpty();
    expect(seen.sort()).toEqual([1, 2, 3]);
  });

  test("hands those of one key over one after the other, in order, whatever other keys do", async () => {
    const seen: number[] = [];
    const first = gate();
    worker(async ({ n }) => {
      if (n === 1) await first.opened;
      seen.push(n);
    }).start();
    await put([1, 2, 3], "a");
    await put([10], "b");
    await expect.poll(() => seen).toEqual([10]);
    first.open();
    await isEmpty();
    expect(seen).toEqual([10, 1, 2, 3]);
  });

  test("tries one that failed again, with the same key, before those behind it", async () => {
    const seen: [number, number, string][] = [];
    const made = worker(async ({ n }, { attempt, idempotencyKey }) => {
      seen.push([n, attempt, idempotencyKey]);
      if (n === 1 && attempt === 1) throw new Error("not now");
    });
    made.start();
    await put([1, 2], "a");
    await expect
      .poll(() => told.failed)
      .toEqual([{ what: "note", attempt: 1, isLast: false, error: "Error: not now" }]);
    await expect.poll(async () => (await rows())[0]?.claimedBy).toBeNull();
    expect(seen).toHaveLength(1);
    await makeDue();
    made.wake();
    await isEmpty();
    expect(seen.map(([n, attempt]) => [n, attempt])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(seen[1]?.[2]).toBe(seen[0]?.[2]);
  });

  test("waits longer after every failure, an hour at most", async () => {
    const waits: number[] = [];
    const made = worker(async () => Promise.reject(new Error("no")));
    await put([1]);
    for (const attempts of [0, 1, 4, 13]) {
      await open.database.update(outbox).set({ attempts, dueAt: sql`now()` });
      const before = told.failed.length;
      made.start();
      made.wake();
      await expect.poll(() => told.failed.length).toBe(before + 1);
      await expect.poll(async () => (await rows())[0]?.claimedBy).toBeNull();
      const [row] = (
        await open.database.execute<{ s: number }>(
          sql`select round(extract(epoch from due_at - now()))::int as s from outbox`,
        )
      ).rows;
      waits.push(row?.s ?? 0);
    }
    expect(waits).toEqual([2, 4, 32, 3600]);
  });

  test("gives one up after its last attempt, keeps it to be looked at, and goes on with the next", async () => {
    const seen: number[] = [];
    worker(async ({ n }) => {
      seen.push(n);
      if (n === 1) throw new Error("never");
    }).start();
    await put([1], "a");
    await expect.poll(() => told.failed.length).toBe(1);
    await expect.poll(async () => (await rows())[0]?.claimedBy).toBeNull();
    await open.database.update(outbox).set({ attempts: MOST_ATTEMPTS - 1, dueAt: sql`now()` });
    await put([2], "a");
    await expect.poll(() => seen).toEqual([1, 1, 2]);
    expect(told.failed[1]).toMatchObject({ attempt: MOST_ATTEMPTS, isLast: true });
    await expect.poll(async () => (await rows()).map(({ failedAt }) => failedAt !== null)).toEqual([true]);
  });

  test("does not hand over again what ended its process at every attempt", async () => {
    await put([1]);
    await open.database.update(outbox).set({ attempts: MOST_ATTEMPTS, claimedBy: "killed", dueAt: sql`now()` });
    const seen: number[] = [];
    worker(async ({ n }) => void seen.push(n)).start();
    await expect.poll(async () => (await rows())[0]?.failedAt).not.toBeNull();
    expect(seen).toEqual([]);
  });

  test("a message that an earlier version wrote otherwise fails like any other", async () => {
    await put([1]);
    await open.database.update(outbox).set({ payload: { n: "one" } });
    worker(async () => undefined).start();
    await expect.poll(() => told.failed).toMatchObject([{ error: expect.stringContaining("expected number") }]);
  });

  test("leaves topics that have no handler here to others", async () => {
    await put([1], undefined, OTHER);
    const seen: number[] = [];
    worker(async ({ n }) => void seen.push(n)).start();
    await put([2]);
    await expect.poll(() => seen).toEqual([2]);
    await expect
      .poll(async () => (await rows()).map(({ topic, attempts }) => [topic, attempts]))
      .toEqual([["other", 0]]);
  });

  test("refuses a second handler of a topic", () => {
    const made = worker(async () => undefined);
    expect(() => made.on(TOPIC, async () => undefined)).toThrow("note has a handler");
  });
});

describe("several processes", () => {
  test("never have one message in hand twice, and each is handled once", async () => {
    const inHand = new Set<number>();
    const seen: number[] = [];
    let twice = 0;
    const handler = async ({ n }: { n: number }) => {
      if (inHand.has(n)) twice += 1;
      inHand.add(n);
      await new Promise(setImmediate);
      inHand.delete(n);
      seen.push(n);
    };
    for (let n = 0; n < 4; n++) worker(handler).start();
    const numbers = Array.from({ length: 80 }, (_, n) => n);
    await Promise.all([0, 20, 40, 60].map((from) => put(numbers.slice(from, from + 20), `k${from}`)));
    await isEmpty();
    expect(twice).toBe(0);
    expect(seen.toSorted((a, b) => a - b)).toEqual(numbers);
    for (const from of [0, 20, 40, 60]) {
      const ofKey = seen.filter((n) => n >= from && n < from + 20);
      expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b));
    }
  });

  test("leave a message to whoever has it until its time is over, and take it then", async () => {
    await put([1], "a");
    await put([2], "a");
    const first = (await rows())[0]?.id ?? 0;
    await open.database
      .update(outbox)
      .set({ claimedBy: "killed", attempts: 1, dueAt: sql`now() + interval '45 seconds'` })
      .where(eq(outbox.id, first));
    const seen: [number, number][] = [];
    const made = worker(async ({ n }, { attempt }) => void seen.push([n, attempt]));
    made.start();
    await put([3]);
    await expect.poll(() => seen).toEqual([[3, 1]]);
    await makeDue();
    made.wake();
    await isEmpty();
    expect(seen).toEqual([
      [3, 1],
      [1, 2],
      [2, 1],
    ]);
  });
});

describe("stopping", () => {
  test("waits for what is in hand and takes no more", async () => {
    const begun = gate();
    const first = gate();
    const seen: number[] = [];
    const made = worker(async ({ n }) => {
      begun.open();
      await first.opened;
      seen.push(n);
    });
    made.start();
    await put([1, 2], "a");
    await begun.opened;
    const stopped = made.stop(20_000);
    first.open();
    await stopped;
    expect(seen).toEqual([1]);
    expect((await rows()).map(({ payload }) => payload)).toEqual([{ n: 2 }]);
  });

  test("ends what takes longer, which does not count as an attempt", async () => {
    const begun = gate();
    const made: OutboxWorker = worker(async (_, { signal }) => {
      begun.open();
      await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await put([1]);
    await open.database.update(outbox).set({ attempts: MOST_ATTEMPTS - 1 });
    made.start();
    await begun.opened;
    await made.stop(0);
    expect(told.failed).toEqual([]);
    expect(await rows()).toMatchObject([{ claimedBy: null, failedAt: null, attempts: MOST_ATTEMPTS - 1 }]);
  });
});

test("a database that is away is told, nothing is lost, and what was handled meanwhile comes again", async () => {
  const seen: number[] = [];
  const away = gate();
  const begun = gate();
  const made = worker(async (_, { attempt }) => {
    seen.push(attempt);
    begun.open();
    if (attempt === 1) await away.opened;
  });
  made.start();
  await put([1]);
  await begun.opened;
  const pool = open.database.$client;
  const connect = pool.connect;
  pool.connect = ((done?: (error: Error) => void) => {
    const error = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    return done === undefined ? Promise.reject(error) : done(error);
  }) as typeof pool.connect;
  away.open();
  await expect.poll(() => told.away()).toBeGreaterThanOrEqual(2);
  pool.connect = connect;
  await makeDue();
  made.wake();
  await isEmpty();
  expect(seen).toEqual([1, 2]);
});
