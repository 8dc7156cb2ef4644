import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import type { OpenDatabase } from "@/lib/database/database";
import { archiveBackfills, archivedCalls, archiveMarks, archivePending } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { type Transaction, transact } from "@/lib/database/transaction";
import { createBackfillRun } from "./backfill-run";
import { createGather } from "./gather";
import { createKeepUp } from "./keep-up";
import { archivedCallOf } from "./record";
import { createArchiveStores } from "./stores";
import { type Course, fakeReads } from "./testing";

const START_MS = Date.UTC(2026, 0, 5, 9);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(empty);

async function empty() {
  for (const table of [archivedCalls, archivePending, archiveMarks, archiveBackfills])
    await open.database.delete(table);
}

class Crash extends Error {}

/** A call service, an archive, and whoever brings the calls of the one into the other; time moves when somebody sleeps. */
function aFloor(courses: Course[], roundMs = 30 * SECOND) {
  const time = { nowMs: START_MS };
  const nowMs = () => time.nowMs;
  const service = fakeReads(courses, nowMs);
  const { database } = open;
  const parts = { database, nowMs };
  const { archive, archivePending: pending, archiveBackfills: backfills } = createArchiveStores(parts);
  const commit = <T>(work: (tx: Transaction) => Promise<T>) => transact(database, work);
  const switches = { keeps: true, keepsUp: true };
  /** A process: nothing but the database outlives it. */
  const process = () => {
    const { gather } = createGather({
      reads: service.reads,
      skewMs: () => 0,
      campaignOf: () => null,
      kept: async (id) => {
        const record = await archive.find(id);
        return record && archivedCallOf(record).call;
      },
      keep: (ended, also) =>
        commit(async (tx) => {
          const isStored = await archive.put(tx, { ...ended, endedBy: null }, { keepsTalk: true });
          if (isStored) await also?.(tx, 1);
          return isStored;
        }),
    });
    const sleep = async (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      time.nowMs += Math.max(0, ms);
    };
    const common = { pending, reads: service.reads, gather, nowMs, sleep, transact: commit };
    const keeps = async () => switches.keeps;
    return {
      keepUp: createKeepUp({
        ...common,
        skewMs: () => 0,
        leftPerMinute: () => 500,
        roundMs,
        isOn: async () => switches.keepsUp,
      }),
      backfill: createBackfillRun({ ...common, backfills, keeps }),
    };
  };
  const stored = async () => {
    const rows = await database.select().from(archivedCalls);
    return new Map(rows.map((row) => [row.callId, row]));
  };
  return {
    ...{ time, service, pending, backfills, switches, process, stored, commit },
    /** Lets it run until then; what it is ended by goes away. */
    async keepUpUntil(untilMs: number, keepUp = process().keepUp) {
      const ending = new AbortController();
      const isOver = () => time.nowMs >= untilMs && ending.abort();
      const { fail } = service;
      service.fail = (request) => {
        isOver();
        return fail(request);
      };
      try {
        await keepUp.run(ending.signal).catch((error: unknown) => {
          if (!ending.signal.aborted) throw error;
        });
      } finally {
        service.fail = fail;
      }
    },
    reads: (id: string) => service.requests.filter((one) => one.what === "call" && one.id === id).length,
  };
}

const course = (
  id: string,
  madeMs: number,
  endsMs: number | null,
  summaryMs: number | null = null,
  more = {},
): Course => ({
  ...{ id, madeMs: START_MS + madeMs },
  endsMs: endsMs === null ? null : START_MS + endsMs,
  summaryMs: summaryMs === null ? null : START_MS + summaryMs,
  ...more,
});

describe("keeping up", () => {
  test("what ends without anybody watching is kept: begun before, begun after, scheduled long ago", async () => {
    const floor = aFloor([
      course("before", -40 * MINUTE, 3 * MINUTE, 3.1 * MINUTE),
      course("after", 2 * MINUTE, 5 * MINUTE, 5.1 * MINUTE),
      course("scheduled", -3 * DAY, 10 * MINUTE, 10.1 * MINUTE, { isScheduled: true }),
      course("long_over", -2 * HOUR, -HOUR, -HOUR),
      course("goes_on", -MINUTE, null),
    ]);
    await floor.keepUpUntil(START_MS + 15 * MINUTE);
    const rows = await floor.stored();
    expect([...rows.keys()].sort()).toEqual(["after", "before", "scheduled"]);
    expect([...rows.values()].map(({ isSettled, summary }) => isSettled && summary !== null)).toEqual([
      true,
      true,
      true,
    ]);
    expect(await floor.pending.counts()).toEqual({ open: 1, over: 0 });
  });

  test.each([
    ["a summary within the minute", 20 * SECOND, 12 * MINUTE, 4],
    ["a summary after five minutes", 5 * MINUTE, 62 * MINUTE, 5],
    ["a summary after half an hour", 30 * MINUTE, 62 * MINUTE, 5],
    ["no summary", null, 62 * MINUTE, 5],
  ])("after the end it is read until it is settled: %s", async (_, summaryAfterMs, untilMs, mostReads) => {
    const endsMs = 2 * MINUTE;
    const floor = aFloor(
      [course("one", MINUTE, endsMs, summaryAfterMs === null ? null : endsMs + summaryAfterMs)],
      MINUTE,
    );
    await floor.keepUpUntil(START_MS + endsMs + untilMs + MINUTE);
    const row = (await floor.stored()).get("one");
    expect([row?.isSettled, row?.summary !== null]).toEqual([true, summaryAfterMs !== null]);
    const reads = floor.reads("one");
    expect(reads).toBeLessThanOrEqual(mostReads + 1);
    await floor.keepUpUntil(START_MS + endsMs + 2 * HOUR);
    expect(floor.reads("one")).toBe(reads);
  });

  test("a day later it is read once more, and what has changed is kept", async () => {
    const floor = aFloor(
      [course("one", MINUTE, 2 * MINUTE, 2.1 * MINUTE), course("late", MINUTE, 2 * MINUTE, 5 * HOUR)],
      2 * MINUTE,
    );
    await floor.keepUpUntil(START_MS + 1.2 * HOUR);
    expect((await floor.stored()).get("late")).toMatchObject({ isSettled: true, summary: null });
    const before = floor.reads("one");
    floor.time.nowMs = START_MS + DAY + 10 * MINUTE;
    await floor.keepUpUntil(floor.time.nowMs + HOUR);
    expect(floor.reads("one")).toBe(before + 1);
    expect((await floor.stored()).get("late")?.summary).toBe("What was said in late.");
    floor.time.nowMs += 2 * DAY;
    await floor.keepUpUntil(floor.time.nowMs + HOUR);
    expect(floor.reads("one")).toBe(before + 1);
  });

  test("one that the list says lives again is read again when it is over", async () => {
    const one = course("one", MINUTE, 2 * MINUTE, 2.1 * MINUTE);
    const floor = aFloor([one]);
    await floor.keepUpUntil(START_MS + 2.9 * MINUTE);
    Object.assign(one, { endsMs: START_MS + 6 * MINUTE, summaryMs: START_MS + 6.1 * MINUTE });
    await floor.keepUpUntil(START_MS + 10 * MINUTE);
    const row = (await floor.stored()).get("one");
    expect(row?.endedAt?.getTime()).toBe(START_MS + 6 * MINUTE);
    expect(row?.isSettled).toBe(true);
  });

  test("an outage of days leaves no gap", async () => {
    const courses = Array.from({ length: 260 }, (_, place) => {
      const madeMs = place * 15 * MINUTE;
      return course(`call_${place}`, madeMs, madeMs + 4 * MINUTE, madeMs + 4.1 * MINUTE);
    });
    const floor = aFloor(courses, 2 * MINUTE);
    await floor.keepUpUntil(START_MS + HOUR);
    floor.service.fail = () => "unreachable";
    await floor.keepUpUntil(START_MS + 2 * HOUR);
    floor.time.nowMs = START_MS + 66 * HOUR;
    floor.service.fail = () => null;
    await floor.keepUpUntil(START_MS + 66.5 * HOUR);
    expect((await floor.stored()).size).toBe(260);
  });

  test("a call whose details are gone is given up in the end, one that fails alone keeps nobody waiting", async () => {
    const courses = ["gone", "broken", "well"].map((id) => course(id, MINUTE, 2 * MINUTE, 2.1 * MINUTE));
    const floor = aFloor(courses, MINUTE);
    const failures: Record<string, FaultKind> = { gone: "not_found", broken: "upstream_error" };
    floor.service.fail = ({ id }) => failures[id ?? ""] ?? null;
    await floor.keepUpUntil(START_MS + 3 * HOUR);
    expect([...(await floor.stored()).keys()]).toEqual(["well"]);
    expect(await floor.pending.counts()).toEqual({ open: 0, over: 0 });
    expect(floor.reads("gone")).toBe(5);
  });

  test("switched off it forgets; switched on again it begins with what is then", async () => {
    const floor = aFloor([
      course("first", MINUTE, 2 * MINUTE, 2.1 * MINUTE),
      course("off", 10 * MINUTE, 12 * MINUTE, 12.1 * MINUTE),
      course("second", 31 * MINUTE, 33 * MINUTE, 33.1 * MINUTE),
    ]);
    await floor.keepUpUntil(START_MS + 5 * MINUTE);
    floor.switches.keepsUp = false;
    await floor.process().keepUp.run(new AbortController().signal);
    expect(await floor.pending.certainMs()).toBeNull();
    floor.time.nowMs = START_MS + 30 * MINUTE;
    floor.switches.keepsUp = true;
    await floor.keepUpUntil(START_MS + 40 * MINUTE);
    expect([...(await floor.stored()).keys()].sort()).toEqual(["first", "second"]);
  });

  test("while nothing happens it costs a request each look", async () => {
    const floor = aFloor([]);
    await floor.keepUpUntil(START_MS + MINUTE);
    const before = floor.service.requests.length;
    await floor.keepUpUntil(START_MS + 11 * MINUTE);
    expect(floor.service.requests.length - before).toBeLessThanOrEqual(21);
  });
});

const times = fc.record({
  madeMs: fc.integer({ min: -30 * MINUTE, max: 40 * MINUTE }),
  lastsMs: fc.integer({ min: SECOND, max: 30 * MINUTE }),
  summaryAfterMs: fc.option(fc.integer({ min: 0, max: 20 * MINUTE }), { nil: null }),
});

describe("whatever order things happen in, and wherever a process ends", () => {
  test("keeping up leaves no gap and nothing twice", async () => {
    const crashes = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 6 });
    const outages = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(times, { minLength: 1, maxLength: 12 }),
        crashes,
        outages,
        async (all, ends, faults) => {
          await empty();
          const courses = all.map(({ madeMs, lastsMs, summaryAfterMs }, place) => {
            const endsMs = madeMs + lastsMs;
            return course(`c${place}`, madeMs, endsMs, summaryAfterMs === null ? null : endsMs + summaryAfterMs);
          });
          const floor = aFloor(courses, 2 * MINUTE);
          const outage = new Set(faults);
          let count = 0;
          let next = ends[0] ?? 0;
          let crashed = 0;
          floor.service.fail = () => {
            count += 1;
            if (outage.has(count)) return "timeout";
            if (crashed < ends.length && count >= next) {
              crashed += 1;
              next = count + (ends[crashed] ?? 0);
              throw new Crash();
            }
            return null;
          };
          // It has begun: what goes on from here on is known.
          for (let tries = 0; (await floor.pending.certainMs()) === null && tries < 20; tries++) {
            await floor
              .process()
              .keepUp.round(new AbortController().signal)
              .catch(() => undefined);
            floor.time.nowMs += SECOND;
          }
          const begunMs = floor.time.nowMs;
          for (let tries = 0; tries < 20; tries++) {
            const outcome = await floor.keepUpUntil(START_MS + 3 * HOUR).catch((error: unknown) => error);
            if (!(outcome instanceof Crash)) break;
          }
          const rows = await floor.stored();
          const expected = courses.filter(({ endsMs }) => (endsMs ?? 0) > begunMs);
          expect(expected.filter(({ id }) => !rows.has(id))).toEqual([]);
          for (const { id, summaryMs } of expected) {
            expect(rows.get(id)?.summary).toBe(summaryMs === null ? null : `What was said in ${id}.`);
            expect(rows.get(id)?.isSettled).toBe(true);
          }
          expect(await floor.pending.counts()).toEqual({ open: 0, over: 0 });
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  test("a backfill keeps every call of its range once, and counts what it has done", async () => {
    const crashes = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 });
    const keptBefore = fc.array(fc.nat(149), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 150 }), crashes, keptBefore, async (amount, ends, before) => {
        await empty();
        const courses = Array.from({ length: amount }, (_, place) => {
          const madeMs = -DAY - place * MINUTE;
          return course(`c${place}`, madeMs, madeMs + MINUTE, madeMs + MINUTE);
        });
        const floor = aFloor(courses);
        for (const place of new Set(before.filter((one) => one < amount))) {
          await floor.pending.endWatch([]);
          await floor.commit((tx) => floor.pending.note(tx, [{ callId: `c${place}`, isOver: true }], floor.time.nowMs));
        }
        const range = { fromAt: null, toAt: new Date(START_MS), planned: amount, startedByName: null };
        const begun = await floor.commit((tx) => floor.backfills.begin(tx, range, 10));
        let count = 0;
        let next = ends[0] ?? 0;
        let crashed = 0;
        floor.service.fail = () => {
          count += 1;
          if (count % 37 === 0) return "unreachable";
          if (crashed < ends.length && count >= next) {
            crashed += 1;
            next = count + (ends[crashed] ?? 0);
            throw new Crash();
          }
          return null;
        };
        for (let tries = 0; tries < 20; tries++) {
          const outcome = await floor
            .process()
            .backfill.run(new AbortController().signal)
            .catch((error: unknown) => error);
          if (!(outcome instanceof Crash)) break;
        }
        const rows = await floor.stored();
        expect(rows.size).toBe(amount);
        expect(await floor.backfills.find(begun?.id ?? "")).toMatchObject({
          ...{ state: "done", stored: amount, failed: 0 },
          walk: { offset: amount },
        });
        expect(await floor.pending.counts()).toEqual({ open: 0, over: 0 });
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});

describe("a backfill", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, place) => {
      const madeMs = -DAY - place * MINUTE;
      return course(`c${place}`, madeMs, madeMs + MINUTE, madeMs + MINUTE);
    });
  const range = { fromAt: null, toAt: new Date(START_MS), planned: null, startedByName: "Ada" };

  async function begun(floor: ReturnType<typeof aFloor>, wanted = {}) {
    const made = await floor.commit((tx) => floor.backfills.begin(tx, { ...range, ...wanted }, 10));
    if (made === null) throw new Error("It was not begun.");
    return made.id;
  }

  test("costs little more than a request a call, and a second one of the same range next to nothing", async () => {
    const floor = aFloor(many(300));
    const first = await begun(floor);
    await floor.process().backfill.run(new AbortController().signal);
    expect(await floor.backfills.find(first)).toMatchObject({ state: "done", stored: 300, failed: 0, planned: 300 });
    expect(300 / floor.service.requests.length).toBeGreaterThanOrEqual(0.95);
    floor.service.requests.length = 0;
    const second = await begun(floor);
    await floor.process().backfill.run(new AbortController().signal);
    expect(await floor.backfills.find(second)).toMatchObject({ state: "done", stored: 0, walk: { offset: 300 } });
    expect(floor.service.requests.length).toBe(4);
  });

  test("keeps what is in its range alone, leaves what goes on to keeping up, and counts what cannot be read", async () => {
    const floor = aFloor([...many(10), course("goes_on", -DAY - 30 * SECOND, null), course("gone", -DAY - 10, -DAY)]);
    floor.service.fail = ({ id }) => (id === "gone" ? "not_found" : null);
    const fromAt = new Date(START_MS - DAY - 4 * MINUTE);
    const id = await begun(floor, { fromAt });
    await floor.process().backfill.run(new AbortController().signal);
    expect([...(await floor.stored()).keys()].sort()).toEqual(["c0", "c1", "c2", "c3", "c4"]);
    expect(await floor.backfills.find(id)).toMatchObject({ stored: 5, failed: 1, walk: { offset: 7 } });
    expect(await floor.pending.open()).toEqual(["goes_on"]);
  });

  test("paused it stops, goes on where it was, and cancelled it stays as it is", async () => {
    const floor = aFloor(many(150));
    const id = await begun(floor);
    let count = 0;
    const pauseAt = (at: number, state: "paused" | "cancelled") => {
      floor.service.fail = () => {
        count += 1;
        if (count === at) void floor.commit((tx) => floor.backfills.setState(tx, id, state));
        return null;
      };
    };
    pauseAt(40, "paused");
    await floor.process().backfill.run(new AbortController().signal);
    const paused = await floor.backfills.find(id);
    expect(paused?.state).toBe("paused");
    expect(paused?.stored).toBeLessThan(101);
    expect((await floor.stored()).size).toBe(paused?.stored);
    await floor.commit((tx) => floor.backfills.setState(tx, id, "running"));
    floor.service.fail = () => null;
    await floor.process().backfill.run(new AbortController().signal);
    expect(await floor.backfills.find(id)).toMatchObject({ state: "done", stored: 150 });
    expect(await floor.commit((tx) => floor.backfills.setState(tx, id, "running"))).toBeNull();
  });

  test("says what it waits for, and goes on when the call service is back", async () => {
    const floor = aFloor(many(20));
    const id = await begun(floor);
    let said: string | null = null;
    let count = 0;
    floor.service.fail = () => {
      count += 1;
      return count > 5 && count < 12 ? "unreachable" : null;
    };
    const { backfill } = floor.process();
    const waits = floor.backfills.waits;
    floor.backfills.waits = async (...args) => {
      await waits(...args);
      said = (await floor.backfills.find(id))?.waitsFor ?? null;
    };
    await backfill.run(new AbortController().signal);
    expect(said).toBe("unreachable");
    expect(await floor.backfills.find(id)).toMatchObject({ state: "done", stored: 20, failed: 0, waitsFor: null });
  });

  test("keeps nothing any more once nothing is to be kept", async () => {
    const floor = aFloor(many(20));
    const id = await begun(floor);
    floor.switches.keeps = false;
    await floor.process().backfill.run(new AbortController().signal);
    expect(await floor.backfills.find(id)).toMatchObject({ state: "running", stored: 0 });
    expect(floor.service.requests).toEqual([]);
  });

  test("one is worked on at a time, the oldest first, and there are not too many", async () => {
    const floor = aFloor([]);
    const first = await begun(floor);
    floor.time.nowMs += 1;
    await begun(floor);
    expect((await floor.backfills.next())?.id).toBe(first);
    expect(await floor.commit((tx) => floor.backfills.begin(tx, range, 2))).toBeNull();
  });
});
