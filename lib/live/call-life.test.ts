import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { aCall } from "@/lib/calls/build";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import { isAfter } from "@/lib/calls/merge";
import { ALL_READ } from "@/lib/calls/unreadable";
import { type CallLife, lifeAfter, newLife } from "./call-life";
import type { Input } from "./call-steps";
import { aloneExchange } from "./source";

const after = (life: CallLife, input: Input) => lifeAfter(life, input, DEFAULT_ATTENTION_SETTINGS);
const failedWith = (kind: FaultKind): Input => ({
  ...{ kind: "failed", fault: { kind, retryAfterMs: null }, jitter: 1, atMs: 0 },
});

const room = (...names: string[]) => ({
  roomExists: true,
  numParticipants: names.length,
  participants: names.map((name) => ({ identity: name, name })),
});

describe("a read", () => {
  test("shows who is in the room now, although `updatedAt` stood still", () => {
    let life = newLife("c1", 0);
    const updatedAt = "2026-11-22T10:00:00.000Z";
    let asOfMs = Date.parse(updatedAt);
    for (const names of [["zoe", "agent"], ["agent"], ["agent", "bob", "caller"], ["zoe"], []]) {
      asOfMs += 1_000;
      const call = aCall({ id: "c1", status: "active", updatedAt, liveRoomStatus: room(...names) });
      const read = { call, omittedMessages: 0, unreadable: ALL_READ, beganMs: asOfMs, endedMs: asOfMs + 20 };
      life = after(life, { kind: "read", read, skewMs: 0, listAsOfMs: null, atMs: asOfMs + 20 });
      expect(life.known?.liveRoomStatus).toEqual(room(...names));
    }
    expect(life.version).toBe(5);
  });
});

test("while reads pause after failures, the failure is still what is told", () => {
  const { pace } = after(after(newLife("c1", 0), failedWith("malformed")), failedWith("paused"));
  expect(pace.fault?.kind).toBe("malformed");
  expect(pace.faults).toBe(2);
  expect(after(newLife("c2", 0), failedWith("paused")).pace.fault?.kind).toBe("paused");
});

test("two reads that follow each other within one tick of the clock are told apart", async () => {
  const exchange = aloneExchange(() => 1_000);
  const reads = [];
  for (let i = 0; i < 3; i += 1) reads.push(await exchange.read("key", 0, async () => i));
  const [first, second, third] = reads;
  expect(first && second && third && isAfter(second, first) && isAfter(third, second)).toBe(true);
  const [one, other] = await Promise.all([0, 1].map((value) => exchange.read("key", 0, async () => value)));
  expect(one && other && (isAfter(one, other) || isAfter(other, one))).toBe(false);
});
