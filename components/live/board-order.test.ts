import { describe, expect, test } from "vitest";
import { aBoardCall, anAttention, at } from "@/lib/calls/build";
import { BOARD_SORTS, NO_FILTER, passesFilter, sortCalls, UNANSWERED } from "./board-order";

const call = (id: string, overrides: Parameters<typeof aBoardCall>[0] = {}) => aBoardCall({ id, ...overrides });
const critical = [anAttention({ severity: "critical" })];
const warning = [anAttention({ severity: "warning" })];

test("what was searched for lets those calls through in which it was found, and all while that is not known", () => {
  const calls = [call("1"), call("2")];
  const passing = (hits: ReadonlySet<string> | null) =>
    calls.filter((one) => passesFilter(one, NO_FILTER, hits)).map(({ id }) => id);
  expect(passing(new Set(["2", "gone"]))).toEqual(["2"]);
  expect(passing(new Set())).toEqual([]);
  expect(passing(null)).toEqual(["1", "2"]);
});

test("every part of the filter must agree", () => {
  const subject = call("1", { status: "ringing", direction: "inbound", agent: { id: "a1", name: null } });
  const filter = { ...NO_FILTER, agentId: "a1", direction: "inbound", status: "ringing" };
  expect(passesFilter(subject, filter, null)).toBe(true);
  for (const part of ["agentId", "direction", "status"] as const) {
    expect(passesFilter(subject, { ...filter, [part]: "other" }, null)).toBe(false);
  }
});

test("attention puts critical calls before warnings before the rest, the oldest first among equals", () => {
  const calls = [
    call("calm", { startedAt: at(0) }),
    call("warned", { attention: warning, startedAt: at(0) }),
    call("younger", { attention: critical, startedAt: at(9000) }),
    call("older", { attention: critical, startedAt: at(0) }),
  ];
  expect(sortCalls(calls, "attention").map(({ id }) => id)).toEqual(["older", "younger", "warned", "calm"]);
});

test("calls that are over come after those that run", () => {
  const calls = [call("over", { status: "completed", startedAt: at(0) }), call("runs", { startedAt: at(9000) })];
  for (const sort of BOARD_SORTS) expect(sortCalls(calls, sort).map(({ id }) => id)).toEqual(["runs", "over"]);
});

test("longest puts the earliest start first, newest the latest creation", () => {
  const calls = [
    call("b", { startedAt: at(5000), createdAt: at(0) }),
    call("a", { startedAt: at(1000), createdAt: at(500) }),
  ];
  expect(sortCalls(calls, "longest").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(sortCalls(calls, "newest").map(({ id }) => id)).toEqual(["a", "b"]);
});

describe("a filter shows what its tile counts", () => {
  test.each([
    ["active", "active", "running", true],
    ["active", "active", "starting", true],
    ["active", "active", "ending", false],
    ["active", "active", "ended", false],
    ["active", "ringing", "running", false],
    ["completed", "completed", "ended", true],
    [UNANSWERED, "initiated", "running", true],
    [UNANSWERED, "connecting", "starting", true],
    [UNANSWERED, "ringing", "running", true],
    [UNANSWERED, "ringing", "ending", false],
    [UNANSWERED, "active", "running", false],
    [UNANSWERED, "no_answer", "ended", false],
  ] as const)("%s: a call that is %s and %s passes: %s", (status, is, phase, passes) => {
    expect(passesFilter(call("1", { status: is, phase }), { ...NO_FILTER, status }, null)).toBe(passes);
  });

  test.each([
    ["all", warning, "running", true],
    ["all", critical, "running", true],
    ["all", [], "running", false],
    ["critical", critical, "running", true],
    ["critical", warning, "running", false],
    ["all", critical, "starting", false],
    ["all", critical, "ended", false],
  ] as const)("attention %s", (attention, reasons, phase, passes) => {
    const subject = call("1", { attention: [...reasons], phase });
    expect(passesFilter(subject, { ...NO_FILTER, attention }, null)).toBe(passes);
  });
});
