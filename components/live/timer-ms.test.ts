import { expect, test } from "vitest";
import { aBoardCall, anAttention, at, BUILD_START_MS } from "@/lib/calls/build";
import { timerMs } from "./timer-ms";

const ringing = aBoardCall({ status: "ringing", startedAt: null, createdAt: at(0) });
const HOUR_MS = 3_600_000;

test.each([
  ["a call talked on: since its start", aBoardCall({ status: "active", startedAt: at(10_000) }), 30_000, 20_000],
  ["a ringing call: since it was made", ringing, 30_000, 30_000],
  ["a call planned hours ago that rings now: not known", ringing, 3 * HOUR_MS, null],
  [
    "the same, seen to ring long: since it was seen",
    { ...ringing, attention: [anAttention({ reason: "ringing_long", since: at(3 * HOUR_MS - 60_000) })] },
    3 * HOUR_MS,
    60_000,
  ],
  ["an ended call: its duration", aBoardCall({ status: "completed", duration: 65 }), HOUR_MS, 65_000],
])("%s", (_name, call, nowMs, ms) => {
  expect(timerMs(call, BUILD_START_MS + nowMs)).toBe(ms);
});
