import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { OpenDatabase } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";
import { killedIn, openTestDatabase } from "@/lib/database/testing";
import { createUnitsOfWork, type UnitOfWork } from "@/lib/database/unit-of-work";
import { numberJob } from "../../e2e/support/background";
import { createJobs, defineJob, type Job, type Jobs } from "./jobs";
import { gate, toldFaults } from "./testing";

const LOOK = { timeout: 15_000 };
const NOTE = defineJob({
  name: "note",
  schema: z.object({ text: z.string() }),
  ...{ limitSeconds: 30, retries: 2, retryDelaySeconds: 0 },
});
let open: OpenDatabase;
let told: ReturnType<typeof toldFaults>;
const all: Jobs[] = [];
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  open = await openTestDatabase();
  process.on("unhandledRejection", note);
});
beforeEach(async () => {
  told = toldFaults();
  await open.database.delete(storedSettings);
  await open.database.execute(sql`drop schema if exists jobs cascade`);
});
afterEach(async () => {
  for (const jobs of all.splice(0)) await jobs.stop(0);
  expect(unhandled).toEqual([]);
});
afterAll(async () => {
  process.off("unhandledRejection", note);
  await open.close();
});

function instance(more: { leaseMs?: number; pollSeconds?: number } = {}): Jobs {
  const made = createJobs({ database: open.database, faults: told.faults, pollSeconds: 0.5, ...more });
  all.push(made);
  return made;
}

const unitOfWork = <T>(work: (unit: UnitOfWork) => Promise<T>) =>
  createUnitsOfWork({ database: open.database, nowMs: () => 0, onDefect: () => undefined })(work);

/** As soon as it has begun. */
const sendOnce = <P>(jobs: Jobs, job: Job<P>, payload: P) =>
  expect
    .poll(
      () =>
        jobs.send(job, payload).then(
          () => "sent",
          (error: Error) => error.name,
        ),
      LOOK,
    )
    .toBe("sent");

type Row = { name: string; state: string; retry_count: number; output: unknown };
const rows = async (): Promise<Row[]> =>
  (
    await open.database.execute<Row>(
      sql`select name, state, retry_count, output from jobs.job order by created_on, name`,
    )
  ).rows;

/** No connection for anybody until it is called. */
function takeAway(): () => void {
  const pool = open.database.$client;
  const connect = pool.connect;
  const gone = async () => {
    throw Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
  };
  pool.connect = gone as typeof pool.connect;
  return () => {
    pool.connect = connect;
  };
}

describe("jobs", () => {
  test("are done once, with any text in their payload, soon after they were sent", async () => {
    const seen: unknown[] = [];
    const jobs = instance();
    jobs.on(NOTE, async ({ text }, { attempt, id }) => void seen.push([text, attempt, typeof id]));
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "\0 \ud800 a" });
    await jobs.send(NOTE, { text: "b" });
    await expect
      .poll(() => seen, LOOK)
      .toEqual([
        ["\0 \ud800 a", 1, "string"],
        ["b", 1, "string"],
      ]);
    await expect.poll(async () => (await rows()).map(({ state }) => state), LOOK).toEqual(["completed", "completed"]);
    expect(told.away()).toBe(0);
  });

  test("nothing is begun, and nothing asked, where there is no handler", async () => {
    const jobs = instance();
    jobs.start();
    await jobs.stop(0);
    const { rows: found } = await open.database.execute(sql`select to_regnamespace('jobs') as schema`);
    expect(found).toEqual([{ schema: null }]);
  });

  test("a payload of another shape is not sent, and one that an earlier version sent fails", async () => {
    const seen: string[] = [];
    const jobs = instance();
    jobs.on(NOTE, async ({ text }) => void seen.push(text));
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "a" });
    await expect(jobs.send(NOTE, { text: 1 } as unknown as { text: string })).rejects.toThrow(/expected string/);
    await jobs.send({ ...NOTE, schema: z.object({ text: z.any() }) }, { text: 1 });
    await expect
      .poll(() => told.failed[0], LOOK)
      .toMatchObject({ what: "note", error: expect.stringContaining("expected string") });
    expect(seen).toEqual(["a"]);
  });

  test("are tried again, then given up: told, and handed to whoever looks after that", async () => {
    const dead: unknown[] = [];
    const attempts: number[] = [];
    const jobs = instance();
    const fail = async (_: unknown, { attempt }: { attempt: number }) => {
      attempts.push(attempt);
      throw new TypeError("number +49 170 1234567");
    };
    jobs.on(NOTE, fail, { onDead: async (payload) => void dead.push(payload) });
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "a" });
    await expect.poll(() => dead, LOOK).toEqual([{ text: "a" }]);
    expect(attempts).toEqual([1, 2, 3]);
    expect(told.failed.map(({ attempt, isLast }) => [attempt, isLast])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const kept = (await rows()).find(({ name }) => name === "note");
    expect(kept).toMatchObject({ state: "failed", retry_count: 2 });
    expect(JSON.stringify(kept?.output)).not.toMatch(/4917|170|\.ts/);
    expect(JSON.stringify(kept?.output)).toContain("TypeError");
  });

  test("an attempt that takes too long is told to end, and tried again", async () => {
    const attempts: number[] = [];
    const jobs = instance();
    const quick = defineJob({ ...NOTE, name: "quick", limitSeconds: 1 });
    jobs.on(quick, async (_, { attempt, signal }) => {
      attempts.push(attempt);
      if (attempt === 1)
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    jobs.start();
    await sendOnce(jobs, quick, { text: "a" });
    await expect.poll(() => attempts, LOOK).toEqual([1, 2]);
    expect(told.failed).toMatchObject([{ what: "quick", error: expect.stringContaining("too long") }]);
  });

  test("a handler may send jobs itself", async () => {
    const seen: string[] = [];
    const jobs = instance();
    jobs.on(NOTE, async ({ text }) => {
      seen.push(text);
      if (text === "first") await unitOfWork((unit) => jobs.send(NOTE, { text: "second" }, unit));
    });
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "first" });
    await expect.poll(() => seen, LOOK).toEqual(["first", "second"]);
  });

  test("handlers are given before the start, one each", async () => {
    const jobs = instance();
    jobs.on(NOTE, async () => undefined);
    expect(() => jobs.on(NOTE, async () => undefined)).toThrow("note has a handler");
    jobs.start();
    expect(() => jobs.on({ ...NOTE, name: "late" }, async () => undefined)).toThrow("have started");
    await sendOnce(jobs, NOTE, { text: "a" });
    await expect(jobs.send({ ...NOTE, name: "nobody" }, { text: "a" })).rejects.toThrow("no queue for nobody");
  });

  test("a queue that an earlier version made otherwise is as this one says", async () => {
    const first = instance();
    first.on(NOTE, async () => undefined);
    first.start();
    await sendOnce(first, NOTE, { text: "a" });
    await first.stop(0);
    const second = instance();
    const stricter = { ...NOTE, retries: 7, limitSeconds: 99 };
    second.on(stricter, async () => undefined);
    second.start();
    await sendOnce(second, stricter, { text: "a" });
    const { rows: queues } = await open.database.execute(sql`select retry_limit, expire_seconds from jobs.queue`);
    expect(queues).toEqual([{ retry_limit: 7, expire_seconds: 109 }]);
  });
});

describe("a job sent within a change", () => {
  test("is there with it, and is done at once", async () => {
    const seen: string[] = [];
    const jobs = instance();
    jobs.on(NOTE, async ({ text }) => void seen.push(text));
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "ready" });
    await unitOfWork(async (unit) => {
      await unit.tx.insert(storedSettings).values({ key: "k", value: 1, updatedAt: new Date(0) });
      await jobs.send(NOTE, { text: "with it" }, unit);
    });
    await expect.poll(() => seen, LOOK).toEqual(["ready", "with it"]);
  });

  test("is undone with it, without waiting for a connection of its own", async () => {
    const jobs = instance();
    jobs.on(NOTE, async () => undefined);
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "ready" });
    const failing = unitOfWork(async (unit) => {
      await jobs.send(NOTE, { text: "undone" }, unit);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await rows()).toHaveLength(1);
  });

  test("sent without it is refused instead of waiting for itself", async () => {
    const jobs = instance();
    jobs.on(NOTE, async () => undefined);
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "ready" });
    await expect(unitOfWork(() => jobs.send(NOTE, { text: "past it" }))).rejects.toThrow("asked past the transaction");
    expect(await rows()).toHaveLength(1);
  });

  test("before jobs have begun it undoes the change, which may be tried again", async () => {
    const failing = unitOfWork((unit) => instance().send(NOTE, { text: "early" }, unit));
    await expect(failing).rejects.toMatchObject({ name: "DatabaseUnavailableError" });
  });
});

describe("while the database is away", () => {
  test("at the start they begin once it is back, and it is told", async () => {
    const giveBack = takeAway();
    const seen: string[] = [];
    const jobs = instance();
    jobs.on(NOTE, async ({ text }) => void seen.push(text));
    jobs.start();
    await expect.poll(() => told.away(), LOOK).toBeGreaterThan(0);
    giveBack();
    await sendOnce(jobs, NOTE, { text: "a" });
    await expect.poll(() => seen, LOOK).toEqual(["a"]);
  });

  test.each([
    ["done", false],
    ["failed", true],
  ])("what became of a job that was %s is said when it is back, and nothing ends the process", async (_, isFailing) => {
    const begun = gate();
    const away = gate();
    const attempts: number[] = [];
    const jobs = instance();
    jobs.on(NOTE, async (_payload, { attempt }) => {
      attempts.push(attempt);
      begun.open();
      if (attempt > 1) return;
      await away.opened;
      if (isFailing) throw new Error("no");
    });
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "a" });
    await begun.opened;
    const giveBack = takeAway();
    away.open();
    // The job's end and the next look: neither may be silent.
    await expect.poll(() => told.away(), LOOK).toBeGreaterThanOrEqual(2);
    giveBack();
    await expect.poll(async () => (await rows()).map(({ state }) => state), LOOK).toEqual(["completed"]);
    expect(attempts).toEqual(isFailing ? [1, 2] : [1]);
  });
});

describe("stopping", () => {
  test("waits for what is in hand, and says how it ended before it is over", async () => {
    const begun = gate();
    const first = gate();
    const jobs = instance();
    jobs.on(NOTE, async () => {
      begun.open();
      await first.opened;
    });
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "a" });
    await begun.opened;
    const stopped = jobs.stop(20_000);
    first.open();
    await stopped;
    expect((await rows()).map(({ state }) => state)).toEqual(["completed"]);
  });

  test("tells what takes longer to end, and leaves it to be tried again", async () => {
    const begun = gate();
    const jobs = instance();
    jobs.on(NOTE, async (_, { signal }) => {
      begun.open();
      await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "a" });
    await begun.opened;
    await jobs.stop(0);
    expect((await rows()).map(({ state }) => state)).toEqual(["retry"]);
  });

  test("with the database away comes to an end, too", async () => {
    const begun = gate();
    const first = gate();
    const jobs = instance();
    jobs.on(NOTE, async () => {
      begun.open();
      await first.opened;
    });
    jobs.start();
    await sendOnce(jobs, NOTE, { text: "a" });
    await begun.opened;
    const giveBack = takeAway();
    first.open();
    await expect.poll(() => told.away(), LOOK).toBeGreaterThan(0);
    await jobs.stop(0);
    giveBack();
    expect((await rows()).map(({ state }) => state)).toEqual(["active"]);
  });
});

test("what a process that was killed had in hand is tried again by the next, once its time is over", async () => {
  const first = instance();
  first.on(NOTE, async () => undefined);
  first.start();
  await sendOnce(first, NOTE, { text: "a" });
  await expect.poll(async () => (await rows()).map(({ state }) => state), LOOK).toEqual(["completed"]);
  await first.stop(0);
  await open.database.execute(
    sql`update jobs.job set state = 'active', completed_on = null, started_on = now() - interval '41 seconds'`,
  );
  const seen = vi.fn();
  const second = instance();
  second.on(NOTE, async (_, { attempt }) => seen(attempt));
  second.start();
  await expect.poll(() => seen.mock.calls, LOOK).toEqual([[2]]);
});

/** An attempt may take far longer than nothing is heard of it. */
const LONG = { ...NOTE, limitSeconds: 600 };
const LEASE_MS = 900;

describe("of several processes", () => {
  const startedMs = async () => {
    const { rows: found } = await open.database.execute<{ ms: number }>(
      sql`select (extract(epoch from started_on) * 1000)::double precision as ms from jobs.job`,
    );
    return found[0]?.ms ?? 0;
  };

  test("one that works all along begins anew what another had in hand, once nothing was heard of it", async () => {
    const first = instance();
    first.on(LONG, async () => undefined);
    first.start();
    await sendOnce(first, LONG, { text: "a" });
    await expect.poll(async () => (await rows()).map(({ state }) => state), LOOK).toEqual(["completed"]);
    await first.stop(0);
    const seen = vi.fn();
    // It looks for jobs too seldom to find it by itself.
    const second = instance({ leaseMs: LEASE_MS, pollSeconds: 600 });
    second.on(LONG, async ({ text }, { attempt }) => seen(text, attempt));
    second.start();
    await sendOnce(second, LONG, { text: "b" });
    await expect.poll(() => seen.mock.calls, LOOK).toEqual([["b", 1]]);
    await open.database.execute(
      sql`update jobs.job set state = 'active', completed_on = null, started_on = now() where data -> 'payload' ->> 'text' = 'a'`,
    );
    await expect.poll(() => seen.mock.calls, LOOK).toContainEqual(["a", 2]);
  });

  test("what one has in hand stays with it, however long it takes", async () => {
    const done = gate();
    const seen = vi.fn();
    // Longer than any pause of a busy machine, in which both of them stand still.
    const leaseMs = 4_000;
    const both = [instance({ leaseMs }), instance({ leaseMs })];
    for (const jobs of both) {
      jobs.on(LONG, async (_, { attempt }) => {
        seen(attempt);
        await done.opened;
      });
      jobs.start();
    }
    await sendOnce(both[0] as Jobs, LONG, { text: "a" });
    await expect.poll(() => seen.mock.calls.length, LOOK).toBe(1);
    const begunMs = await startedMs();
    await expect.poll(startedMs, LOOK).toBeGreaterThan(begunMs + leaseMs);
    done.open();
    await expect.poll(async () => (await rows()).map(({ state }) => state), LOOK).toEqual(["completed"]);
    expect(seen.mock.calls).toEqual([[1]]);
  });

  test("whoever has lost a job to another hears of it", async () => {
    const lost = gate();
    const jobs = instance({ leaseMs: LEASE_MS });
    jobs.on(LONG, async (_, { signal }) => {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      lost.open();
    });
    jobs.start();
    await sendOnce(jobs, LONG, { text: "a" });
    await expect.poll(async () => (await rows()).map(({ state }) => state), LOOK).toEqual(["active"]);
    await open.database.execute(sql`update jobs.job set retry_count = 1`);
    await lost.opened;
  });

  const server = process.env.EARSHOT_TEST_DATABASE_URL ?? "";
  test.runIf(server !== "")("what one that is killed outright had in hand another begins at once", async () => {
    const { rows: named } = await open.database.execute<{ name: string }>(sql`select current_database() as name`);
    const url = new URL(server);
    url.pathname = `/${named[0]?.name}`;
    const seen = vi.fn();
    const jobs = instance({ leaseMs: LEASE_MS });
    jobs.on({ ...numberJob, limitSeconds: 600 }, async ({ n }, { attempt }) => seen(n, attempt));
    await killedIn("job-writer.ts", [url.href], async (said) => {
      if (said.at(-1) !== "has 1") return null;
      jobs.start();
      return 0;
    });
    const killedMs = performance.now();
    await expect.poll(() => seen.mock.calls, LOOK).toEqual([[1, 2]]);
    expect(performance.now() - killedMs).toBeLessThan(10 * LEASE_MS);
  });
});
