import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_READ } from "@/lib/calls/unreadable";
import { DatabaseUnavailableError } from "@/lib/database/errors";
import type { CallEvent, CallState } from "@/lib/live/events";
import { fakeClock } from "@/lib/live/testing";
import { createKeeper } from "./keeper";
import type { EndedCall } from "./record";
import { aTalk } from "./testing";

type Stored = Omit<EndedCall, "endedBy">;

function aFloor({ mostFailures = 0, refused = "" } = {}) {
  const clock = fakeClock();
  const stored: Stored[] = [];
  const faults: unknown[] = [];
  let failures = mostFailures;
  let sequence = 0;
  const keeper = createKeeper({
    async store(ended) {
      if (failures > 0) {
        failures -= 1;
        throw new DatabaseUnavailableError("The database is away.", "away");
      }
      if (ended.call.id === refused) throw new Error("The database refused a query.");
      stored.push(ended);
      return true;
    },
    campaignOf: () => null,
    nowMs: clock.nowMs,
    skewMs: () => 0,
    after: clock.after,
    onFault: (error) => faults.push(error),
    onGivenUp: () => faults.push("given up"),
  });
  const state = (callId: string, overrides: Partial<CallState> = {}): CallState => ({
    ...{ callId, version: 1, asOfMs: clock.nowMs(), stage: "running", contactName: null, omittedMessages: 0 },
    ...{ unreadable: ALL_READ, roster: [], reasons: [], call: aTalk(["Hello."], { id: callId }) },
    ...overrides,
  });
  const tell = (event: object) =>
    keeper.hear({ sequence: ++sequence, atMs: clock.nowMs(), before: null, ...event } as CallEvent);
  const told = (type: string, callId: string, overrides: Partial<CallState> = {}, more: object = {}) =>
    tell({ type, callId, state: state(callId, overrides), ...more });
  const attention = (type: string, callId: string, more: object = {}) =>
    told(type, callId, {}, { reason: "stuck", severity: "warning", sentence: "It is stuck.", line: null, ...more });
  return { clock, keeper, stored, faults, told, attention, ids: () => stored.map(({ call }) => call.id) };
}

describe("a call", () => {
  test("is stored when it ends, when it settles and when it changes after that, with what was seen", async () => {
    const { clock, stored, told } = aFloor();
    told("call.started", "a");
    await clock.advance(0);
    expect(stored).toEqual([]);
    told("call.ended", "a", { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(0);
    told("call.settled", "a", { stage: "settled" });
    await clock.advance(0);
    told("call.changed", "a", { stage: "settled" }, { fields: ["summary"], lines: { put: [], gone: [] } });
    await clock.advance(0);
    expect(stored.map(({ isSettled, watched }) => [isSettled, watched !== null])).toEqual([
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  test("that was never seen while it ran has no participants and no reasons, rather than none of them", async () => {
    const { clock, stored, told } = aFloor();
    told("call.ended", "a", { stage: "settled" }, { endedAtMs: 1 });
    await clock.advance(0);
    expect(stored[0]?.watched).toBeNull();
  });

  test("of which only the list has told is not stored: nothing was read of it", async () => {
    const { clock, stored, told } = aFloor();
    told("call.ended", "a", { stage: "ended", asOfMs: null }, { endedAtMs: 1 });
    await clock.advance(0);
    expect(stored).toEqual([]);
  });

  test("that lives again is not stored as one that is over", async () => {
    const { clock, stored, told } = aFloor({ mostFailures: 1 });
    told("call.ended", "a", { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(0);
    told("call.revived", "a");
    await clock.advance(120_000);
    expect(stored).toEqual([]);
  });

  test("has its reasons with begin, end and the worst they became; one that ended with the call has no end", async () => {
    const { clock, stored, told, attention } = aFloor();
    told("call.started", "a");
    attention("attention.opened", "a", { openedAtMs: 10, since: null });
    attention("attention.changed", "a", { severity: { before: "warning", after: "critical" } });
    attention("attention.cleared", "a", { why: "passed", clearedAtMs: 20 });
    attention("attention.opened", "a", { openedAtMs: 30, since: null });
    attention("attention.cleared", "a", { why: "ended", clearedAtMs: 40 });
    told("call.settled", "a", { stage: "settled" });
    await clock.advance(0);
    expect(stored[0]?.watched?.reasons).toMatchObject([
      { openedAtMs: 10, clearedAtMs: 20, severity: "critical" },
      { openedAtMs: 30, clearedAtMs: null, severity: "warning" },
    ]);
  });
});

describe("while nothing can be stored", () => {
  test("calls wait, are tried again, and are all there in the end; it is told once it works", async () => {
    const { clock, told, ids, faults } = aFloor({ mostFailures: 5 });
    for (const id of ["a", "b", "c"]) told("call.ended", id, { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(300_000);
    expect(ids().sort()).toEqual(["a", "b", "c"]);
    expect(faults.filter((fault) => fault !== null)).toHaveLength(5);
    expect(faults.at(-1)).toBeNull();
  });

  test("a newer reading takes the place of the one that waits", async () => {
    const { clock, told, stored } = aFloor({ mostFailures: 1 });
    told("call.ended", "a", { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(0);
    told("call.settled", "a", { stage: "settled" });
    await clock.advance(60_000);
    expect(stored.map(({ isSettled }) => isSettled)).toEqual([true]);
  });

  test("more than can wait are given up, and that is told", async () => {
    const { clock, told, faults } = aFloor({ mostFailures: 1 });
    for (let n = 0; n < 2_005; n += 1) told("call.ended", `call_${n}`, { stage: "ended" }, { endedAtMs: 1 });
    expect(faults.filter((fault) => fault === "given up")).toHaveLength(5);
    await clock.advance(0);
  });

  test("one that the database refuses for good is given up at last, and holds no other up", async () => {
    const { clock, told, ids, faults } = aFloor({ refused: "a" });
    for (const id of ["a", "b"]) told("call.ended", id, { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(0);
    told("call.ended", "c", { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(600_000);
    expect(ids().sort()).toEqual(["b", "c"]);
    expect(faults.filter((fault) => fault === "given up")).toHaveLength(1);
  });

  test("the process ends without waiting longer than it may", async () => {
    const { clock, keeper, told } = aFloor({ mostFailures: 1_000 });
    told("call.ended", "a", { stage: "ended" }, { endedAtMs: 1 });
    await clock.advance(0);
    let isOver = false;
    void keeper.stop(5_000).then(() => {
      isOver = true;
    });
    await clock.advance(4_999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    expect(isOver).toBe(true);
  });
});

test("whatever fails in between, the last state of every call that is over is stored", async () => {
  const step = fc.record({
    id: fc.constantFrom("a", "b", "c"),
    stage: fc.constantFrom("running", "ended", "settled"),
    waitMs: fc.constantFrom(0, 500, 5_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.nat(6), async (steps, mostFailures) => {
      const { clock, told, stored } = aFloor({ mostFailures });
      const last = new Map<string, string>();
      for (const { id, stage, waitMs } of steps) {
        const before = last.get(id) ?? "running";
        const type = stage === "running" ? (before === "running" ? "call.changed" : "call.revived") : `call.${stage}`;
        told(type, id, { stage: stage as CallState["stage"] }, { fields: [], lines: { put: [], gone: [] } });
        last.set(id, stage);
        await clock.advance(waitMs);
      }
      await clock.advance(900_000);
      for (const [id, stage] of last) {
        const known = stored.filter(({ call }) => call.id === id).at(-1);
        if (stage !== "running") expect(known?.isSettled).toBe(stage === "settled");
      }
    }),
    { numRuns: 50 },
  );
});
