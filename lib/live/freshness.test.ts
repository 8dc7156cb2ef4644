import { expect, test } from "vitest";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import { freshnessOf } from "./freshness";

const NOW = 1_000_000;
const base = {
  nowMs: NOW,
  asOfMs: NOW - 1_000,
  askedMs: 2_000,
  gapMs: 2_000,
  fault: null,
  rateLimited: false,
  isShort: false,
};
const fault = (kind: FaultKind) => ({ kind, retryAfterMs: null });

test.each([
  ["young data is live", {}, { health: "live", slowReason: null, refreshMs: 2_000 }],
  ["nothing read yet is stale, never young", { asOfMs: null }, { health: "stale" }],
  [
    "one failure does not make young data stale",
    { fault: fault("timeout") },
    { health: "live", slowReason: "call_service_slow" },
  ],
  ["three missed intervals are stale", { asOfMs: NOW - 6_100 }, { health: "stale" }],
  [
    "a short interval is not stale before five seconds",
    { asOfMs: NOW - 4_900, askedMs: 1_000, gapMs: 1_000 },
    { health: "live" },
  ],
  [
    "a stretched interval is slow by the budget, not stale",
    { asOfMs: NOW - 18_000, gapMs: 14_000, isShort: true },
    { health: "live", slowReason: "request_budget", refreshMs: 14_000 },
  ],
  [
    "stretched by the upstream's own limit says so",
    { gapMs: 14_000, rateLimited: true, isShort: true },
    { slowReason: "rate_limited" },
  ],
  ["a gap that the budget did not make is not blamed on it", { gapMs: 4_000 }, { health: "live", slowReason: null }],
  [
    "late without a failure is a slow call service",
    { asOfMs: NOW - 7_000 },
    { health: "stale", slowReason: "call_service_slow" },
  ],
  ["a refused key is named", { fault: fault("key_rejected") }, { slowReason: "key_rejected" }],
  [
    "an open breaker is an outage",
    { fault: fault("paused"), asOfMs: NOW - 60_000 },
    { health: "stale", slowReason: "call_service_down" },
  ],
  [
    "details that lag behind are told, with their age and why",
    { oldest: { asOfMs: NOW - 18_000, fault: null }, isShort: true },
    { health: "live", slowReason: "request_budget", oldestAsOfMs: NOW - 18_000 },
  ],
  [
    "details that cannot be read are an outage although the list can be",
    { oldest: { asOfMs: NOW - 18_000, fault: fault("upstream_error") } },
    { health: "live", slowReason: "call_service_down" },
  ],
  [
    "details as young as they should be are not told apart",
    { oldest: { asOfMs: NOW - 9_000, fault: fault("timeout") } },
    { slowReason: null, oldestAsOfMs: null },
  ],
  ["parts that cannot be read are named", { isUnreadable: true }, { slowReason: "call_service_malformed" }],
  [
    "an outage is told before what could not be read earlier",
    { isUnreadable: true, fault: fault("unreachable") },
    { slowReason: "call_service_down" },
  ],
  ["an unreadable answer is named", { fault: fault("malformed") }, { slowReason: "call_service_malformed" }],
  ["a call that is not known any more is no slowness", { fault: fault("not_found") }, { slowReason: "call_not_found" }],
  ["a refused request is no slowness", { fault: fault("bad_request") }, { slowReason: "call_service_refused" }],
  ["our own budget is told by its effect", { fault: fault("request_budget") }, { slowReason: null }],
])("%s", (_name, change, expected) => {
  expect(freshnessOf({ ...base, ...change })).toMatchObject(expected);
});
