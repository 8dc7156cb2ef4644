import { describe, expect, test } from "vitest";
import { aBoardCall, aMessage, anAttention, at } from "@/lib/calls/build";
import { boardNews, toldAfter } from "./announcements";

const ada = aBoardCall({ id: "1", contactName: "Ada" });
const alarm = anAttention({ reason: "agent_silent", severity: "critical", sentence: "Nobody answers" });

describe("a screen reader is told", () => {
  test("nothing on the first look, although alarms stand", () => {
    expect(boardNews(null, [{ ...ada, attention: [alarm] }])).toBe("");
  });

  test("a new alarm with its call, its severity and its sentence", () => {
    expect(boardNews([ada], [{ ...ada, attention: [alarm] }])).toBe(
      "Critical, Ada: No answer from the agent. Nobody answers.",
    );
  });

  test("an alarm that grew from warning to critical, once", () => {
    const warned = { ...ada, attention: [{ ...alarm, severity: "warning" as const }] };
    const critical = { ...ada, attention: [alarm] };
    expect(boardNews([warned], [critical])).toContain("Critical");
    expect(boardNews([critical], [{ ...critical, messageCount: 99 }])).toBe("");
  });

  test("that a call ended, and how", () => {
    expect(boardNews([ada], [{ ...ada, status: "no_answer" }])).toBe("Call with Ada ended: No answer.");
  });

  test("that a call ended whose end only the list tells, once, however it turns out", () => {
    const unlisted = { ...ada, phase: "ended" as const };
    expect(boardNews([ada], [unlisted])).toBe("Call with Ada ended.");
    expect(boardNews([unlisted], [{ ...unlisted, status: "completed" }])).toBe("");
  });

  test("an alarm once, although the list lost the call for a moment; and one that is really new", () => {
    const alarmed = { ...ada, attention: [alarm] };
    const lost = { ...ada, phase: "ending" as const };
    const told = [[ada], [alarmed], [lost]].reduce<ReadonlySet<string>>(toldAfter, new Set());
    expect(boardNews([lost], [alarmed], told)).toBe("");
    expect(boardNews([lost], [{ ...ada, attention: [{ ...alarm, since: at(60_000) }] }], told)).toContain("Critical");
    expect(toldAfter(told, [])).toEqual(new Set());
  });

  test("nothing of growing lines or counts", () => {
    expect(boardNews([ada], [{ ...ada, messageCount: 7, lastMessages: [aMessage({ content: "more" })] }])).toBe("");
  });

  test("numbers instead of a list when much happens at once", () => {
    const before = ["1", "2", "3", "4"].map((id) => ({ ...ada, id }));
    const now = before.map((call, index) =>
      index === 0 ? { ...call, attention: [alarm] } : { ...call, status: "failed" },
    );
    expect(boardNews(before, now)).toBe("1 new alarm. 3 calls ended.");
  });
});
