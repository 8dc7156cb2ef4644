import { describe, expect, test } from "vitest";
import { aBoardCall, anAttention, at, BUILD_START_MS } from "@/lib/calls/build";
import { chosenCalls, criticalKeys, inWallOrder, peopleCount, tileTimer, tileWeight, wallCounts } from "./tiles";

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

describe("weight and order", () => {
  test("a critical call weighs most; one that ended needs nobody any more", () => {
    expect([critical, warning, calm, ended].map(tileWeight)).toEqual([3, 2, 1, 1]);
  });

  test("urgent calls come first, then the longest", () => {
    const young = aBoardCall({ id: "young", startedAt: at(60_000) });
    expect(inWallOrder([young, ringing, calm, warning, critical]).map((call) => call.id)).toEqual([
      "critical",
      "warning",
      "calm",
      "ringing",
      "young",
    ]);
  });

  test("a call keeps its place as it ends", () => {
    const others = [aBoardCall({ id: "a", startedAt: at(-1_000) }), aBoardCall({ id: "z", startedAt: at(1_000) })];
    const places = (call: typeof calm) => inWallOrder([...others, call]).findIndex(({ id }) => id === "calm");
    expect(places({ ...calm, status: "completed" })).toBe(places(calm));
  });

  test("the order does not depend on the order of the answer, and the answer is left alone", () => {
    const calls = [critical, calm, ringing, warning];
    expect(inWallOrder([...calls].reverse())).toEqual(inWallOrder(calls));
    expect(calls.map((call) => call.id)).toEqual(["critical", "calm", "ringing", "warning"]);
  });
});

test("agents are chosen by id or by name, whole and without regard to case", () => {
  const named = (id: string, name: string | null) => aBoardCall({ id: `${id}-${name}`, agent: { id, name } });
  const calls = [named("a1", "Sales"), named("a2", "Sales Finland"), named("a3", null)];
  expect(chosenCalls(calls, [])).toBe(calls);
  expect(chosenCalls(calls, ["sales"])).toEqual([calls[0]]);
  expect(chosenCalls(calls, ["a3", "sales finland"])).toEqual([calls[1], calls[2]]);
  expect(chosenCalls(calls, ["nobody"])).toEqual([]);
});

test("the head counts live calls only", () => {
  expect(wallCounts([critical, warning, calm, ended, ringing])).toEqual({
    active: 3,
    ringing: 1,
    attention: 2,
    critical: 1,
  });
});

describe("the timer", () => {
  const nowMs = BUILD_START_MS + 30_000;
  test.each([
    ["an active call: time talked", calm, "0:30"],
    ["a ringing call: time ringing", ringing, "0:27"],
    ["an ended call: its duration", ended, "1:05"],
    ["a call planned yesterday: not known", { ...ringing, createdAt: at(-86_400_000) }, "—"],
    ["a call without any time: not known", { ...ringing, createdAt: null }, "—"],
    ["a clock behind the call: zero", { ...calm, startedAt: at(90_000) }, "0:00"],
  ])("%s", (_name, call, text) => {
    expect(tileTimer(call, nowMs, false)).toBe(text);
    expect(tileTimer(call, nowMs, true)).toBe(text);
  });

  test("an hour and more takes no more room in a narrow tile", () => {
    const long = { ...calm, startedAt: at(-3_720_000) };
    expect(tileTimer(long, nowMs, false)).toBe("1:02:30");
    expect(tileTimer(long, nowMs, true)).toBe("1 h 02");
  });
});

test("people in the room: the count, else the list, else not known", () => {
  expect(peopleCount(calm)).toBe(2);
  expect(peopleCount({ ...calm, numParticipants: null })).toBe(2);
  expect(peopleCount({ ...calm, numParticipants: 0 })).toBe(0);
  expect(peopleCount({ ...calm, numParticipants: null, roomExists: null, participants: [] })).toBeNull();
});

test("what chimes: the critical reasons of live calls", () => {
  expect(criticalKeys([critical, warning, ended])).toEqual([expect.stringMatching(/^critical stuck critical 2/)]);
});
