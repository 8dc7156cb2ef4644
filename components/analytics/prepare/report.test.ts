import { describe, expect, it, test } from "vitest";
import type { ArchivedCall } from "@/lib/wire/archive-contract";
import { callsToLookAt, otherKind, reportSpan, reportTitle } from "./report";

const NOW = { nowMs: Date.parse("2026-11-26T08:00:00Z"), timeZone: "Europe/Helsinki" };
const span = (words: { day?: string; week?: string }) => reportSpan({ day: "", week: "", ...words }, NOW);

describe("what a report is about", () => {
  test.each([
    [{}, "day", "2026-11-25", "day=2026-11-24", "day=2026-11-26"],
    [{ day: "2026-11-26" }, "day", "2026-11-26", "day=2026-11-25", null],
    [{ week: "2026-11-19" }, "week", "2026-11-16", "week=2026-11-09", "week=2026-11-23"],
    [{ week: "2026-11-23" }, "week", "2026-11-23", "week=2026-11-16", null],
    [{ week: "last" }, "week", "2026-11-16", "week=2026-11-09", "week=2026-11-23"],
  ] as const)("%j is the %s of %s, between %s and %s", (words, kind, day, earlier, later) => {
    expect(span(words)).toMatchObject({ kind, day, earlier, later });
  });

  test.each(["2026-02-30", "tomorrow", "2027-01-01", "1999-01-01"])(
    "%s is no day that has been, and that is told",
    (day) => {
      expect(span({ day })).toMatchObject({ day: "2026-11-25", notUsed: day });
    },
  );

  it("has 25 hours where the clocks are put back", () => {
    const { fromMs, toMs } = span({ day: "2026-10-25" });
    expect((toMs - fromMs) / 3_600_000).toBe(25);
  });

  it("is told in words, with the way to the other kind", () => {
    expect(reportTitle(span({ day: "2026-11-25" }))).toBe("Wed 25 Nov 2026");
    expect(reportTitle(span({ week: "2026-11-16" }))).toBe("Week of Mon 16 Nov – Sun 22 Nov 2026");
    expect(otherKind(span({ day: "2026-11-25" })).search).toBe("week=2026-11-23");
  });
});

describe("the five calls to look at", () => {
  const at = (minute: number) => new Date(Date.parse("2026-11-25T10:00:00Z") + minute * 60_000).toISOString();
  type Attention = NonNullable<ArchivedCall["attention"]>[number];
  const reason = (severity: Attention["severity"], minutes: number | null): Attention => ({
    ...{ reason: "stuck", severity, openedAt: at(0), clearedAt: minutes === null ? null : at(minutes), line: null },
  });
  const call = (id: string, attention: Attention[] | null): ArchivedCall => ({
    ...{ id, status: "completed", direction: null, agent: { id: "a1", name: "Aurora" }, campaignId: null },
    ...{ phoneNumber: null, contactName: `Caller ${id}`, createdAt: null, startedAt: at(0), endedAt: at(30) },
    ...{ happenedAt: at(0), duration: 1_800, failureReason: null, summary: null, messageCount: null },
    ...{ attention, endedByPerson: false, hasTalk: false, hits: [] },
  });

  it("are critical ones first, then those in trouble longest; at most five", () => {
    const calls = [
      ...[call("short", [reason("warning", 1)]), call("long", [reason("warning", 20)])],
      ...[call("critical", [reason("critical", 2)]), call("to-the-end", [reason("warning", null)])],
      ...[call("calm", []), call("unwatched", null)],
      ...[call("more", [reason("warning", 5)]), call("last", [reason("warning", 0)])],
    ];
    expect(callsToLookAt(calls, "UTC").map(({ id }) => id)).toEqual([
      "critical",
      "to-the-end",
      "long",
      "more",
      "short",
    ]);
  });

  it("say who, when, why and for how long", () => {
    const [first] = callsToLookAt([call("one", [reason("critical", 2), reason("warning", 9)])], "Europe/Helsinki");
    expect(first).toMatchObject({ when: "Wed 25 Nov, 12:00", why: "Stuck for 2:00", isCritical: true });
    expect(first?.title).toContain("Caller one");
  });
});
