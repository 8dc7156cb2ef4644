import { describe, expect, test } from "vitest";
import { aBoardCall, anAttention, at, BUILD_START_MS } from "@/lib/calls/build";
import {
  alarmsOf,
  calmSince,
  calmWords,
  chosenCalls,
  criticalKeys,
  inOrderOfStart,
  longestMs,
  runningMs,
  severityOf,
  shortTimer,
  typicalAnswerMs,
  wallCounts,
} from "./wall-calls";

const warning = aBoardCall({ id: "warning", attention: [anAttention()] });
const critical = aBoardCall({
  id: "critical",
  startedAt: at(9_000),
  attention: [anAttention(), anAttention({ reason: "stuck", severity: "critical" })],
});
const calm = aBoardCall({ id: "calm" });
const ended = aBoardCall({
  id: "ended",
  status: "completed",
  attention: [anAttention({ severity: "critical" })],
  duration: 65,
});
const ringing = aBoardCall({ id: "ringing", status: "ringing", startedAt: null, createdAt: at(3_000) });

describe("severity and order", () => {
  test("one that ended needs nobody any more", () => {
    expect([critical, warning, calm, ended].map(severityOf)).toEqual([3, 2, 1, 1]);
  });

  test("alarms: the most severe first, then the more urgent, then the longest", () => {
    const silent = aBoardCall({ id: "silent", attention: [anAttention({ severity: "critical" })] });
    const older = aBoardCall({ id: "older", startedAt: at(-9_000), attention: [anAttention()] });
    expect(alarmsOf([calm, warning, older, silent, critical, ended]).map(({ id }) => id)).toEqual([
      "critical",
      "silent",
      "older",
      "warning",
    ]);
  });

  test("by start, whatever the order of the answer, which is left alone", () => {
    const calls = [critical, calm, ringing, warning];
    expect(inOrderOfStart(calls).map(({ id }) => id)).toEqual(["calm", "warning", "ringing", "critical"]);
    expect(inOrderOfStart([...calls].reverse())).toEqual(inOrderOfStart(calls));
    expect(calls.map((call) => call.id)).toEqual(["critical", "calm", "ringing", "warning"]);
  });
});

test("agents are chosen by id or by name, whole and without regard to case", () => {
  const named = (id: string, name: string | null) => aBoardCall({ id: `${id}-${name}`, agent: { id, name } });
  const calls = [named("a1", "Sales"), named("a2", "Sales Finland"), named("a3", null)];
  const chosen = (agents: string[], campaigns: string[] = []) => chosenCalls(calls, { agents, campaigns });
  expect(chosen([])).toBe(calls);
  expect(chosen(["sales"])).toEqual([calls[0]]);
  expect(chosen(["a3", "sales finland"])).toEqual([calls[1], calls[2]]);
  expect(chosen(["nobody"])).toEqual([]);
  calls.push(aBoardCall({ id: "spring", agent: { id: "a9", name: "Renewals" }, campaignId: "Spring" }));
  expect(chosen([], ["spring"])).toEqual([calls[3]]);
  expect(chosen(["a1"], ["spring"])).toEqual([calls[0], calls[3]]);
  expect(chosen([], [""])).toEqual([]);
});

test("the head counts live calls only", () => {
  expect(wallCounts([critical, warning, calm, ended, ringing])).toEqual({
    active: 3,
    ringing: 1,
    attention: 2,
    critical: 1,
  });
});

describe("how long", () => {
  const nowMs = BUILD_START_MS + 30_000;
  test.each([
    ["an active call: time talked", calm, 30_000],
    ["a ringing call: time ringing", ringing, 27_000],
    ["an ended call: its duration", ended, 65_000],
    ["a call planned yesterday: not known", { ...ringing, createdAt: at(-86_400_000) }, null],
    ["a clock behind the call: zero", { ...calm, startedAt: at(90_000) }, 0],
    ["a call whose details are old: up to where they stand", { ...calm, standsAt: at(20_000) }, 20_000],
  ])("%s", (_name, call, ms) => {
    expect(runningMs(call, nowMs)).toBe(ms);
  });

  test("the longest of those that go on; of none it is not known", () => {
    expect(longestMs([calm, ended, ringing], nowMs)).toBe(30_000);
    expect(longestMs([ended], nowMs)).toBeNull();
  });

  test("an hour and more takes no more room than less", () => {
    expect([3_599_000, 3_720_000, 0, null].map(shortTimer)).toEqual(["59:59", "1 h 02", "0:00", "—"]);
  });

  test("agents' answers: the middle of the calls' own medians, from three calls on", () => {
    const answering = (agentResponseMedianMs: number | null) => aBoardCall({ agentResponseMedianMs });
    expect(typicalAnswerMs([4_000, 9_000, 1_000, null].map(answering))).toBe(4_000);
    expect(typicalAnswerMs([4_000, 9_000].map(answering))).toBeNull();
  });
});

describe("all calm", () => {
  const sample = (minute: number, attention: number) => ({
    ...{ at: at(minute * 60_000), active: 1, ringing: 0, attention, agentResponseMedianMs: null },
  });

  test("since the first sample after the last that was not", () => {
    expect(calmSince([sample(0, 1), sample(1, 0), sample(2, 0)])).toBe(BUILD_START_MS + 60_000);
    expect(calmSince([sample(0, 0), sample(1, 2)])).toBeNull();
    expect(calmSince([])).toBeNull();
  });

  test.each([
    [null, "All calm"],
    [59_000, "All calm"],
    [12 * 60_000, "All calm for 12 min"],
    [119 * 60_000, "All calm for 119 min"],
    [185 * 60_000, "All calm for 3 h"],
  ])("%s ms: %s", (forMs, words) => {
    const nowMs = BUILD_START_MS;
    expect(calmWords(forMs === null ? null : nowMs - forMs, nowMs)).toBe(words);
  });
});

test("what chimes: the critical reasons of live calls", () => {
  expect(criticalKeys([critical, warning, ended])).toEqual([expect.stringMatching(/^critical stuck critical 2/)]);
});
