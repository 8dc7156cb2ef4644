import { describe, expect, test } from "vitest";
import { aCall } from "@/lib/calls/build";
import { newWatch, takeRead } from "./call-watch";

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
      takeRead(watch, { call, omittedMessages: 0 }, asOfMs);
      expect(watch.call?.liveRoomStatus).toEqual(room(...names));
    }
    expect(watch.version).toBe(5);
  });
});
