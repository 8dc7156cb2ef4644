import { describe, expect, test } from "vitest";
import { aCall } from "@/lib/calls/build";
import { isAfter } from "@/lib/calls/merge";
import { ALL_READ } from "@/lib/calls/unreadable";
import { newWatch, takeFault, takeRead } from "./call-watch";
import { aloneExchange } from "./source";

const room = (...names: string[]) => ({
  roomExists: true,
  numParticipants: names.length,
  participants: names.map((name) => ({ identity: name, name })),
});

describe("a read", () => {
  test("shows who is in the room now, although `updatedAt` stood still", () => {
    const watch = newWatch("c1", 0);
    const updatedAt = "2026-11-22T10:00:00.000Z";
    let asOfMs = Date.parse(updatedAt);
    for (const names of [["zoe", "agent"], ["agent"], ["agent", "bob", "caller"], ["zoe"], []]) {
      asOfMs += 1_000;
      const call = aCall({ id: "c1", status: "active", updatedAt, liveRoomStatus: room(...names) });
      takeRead(watch, { call, omittedMessages: 0, unreadable: ALL_READ, beganMs: asOfMs, endedMs: asOfMs + 20 }, 0);
      expect(watch.call?.liveRoomStatus).toEqual(room(...names));
    }
    expect(watch.version).toBe(5);
  });
});

test("while reads pause after failures, the failure is still what is told", () => {
  const watch = newWatch("c1", 0);
  takeFault(watch, { kind: "malformed", retryAfterMs: null }, 1);
  takeFault(watch, { kind: "paused", retryAfterMs: null }, 1);
  expect(watch.fault?.kind).toBe("malformed");
  expect(watch.faults).toBe(2);
  const first = newWatch("c2", 0);
  takeFault(first, { kind: "paused", retryAfterMs: null }, 1);
  expect(first.fault?.kind).toBe("paused");
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
