import { describe, expect, it, test } from "vitest";
import { ADDRESS, readAddress } from "./address";
import { analyticsQuestionOf, callsOf, csvQuestionOf } from "./question";

const NOW = { nowMs: Date.parse("2026-11-25T12:00:00Z"), timeZone: "Europe/Helsinki" };
const asked = (words: Partial<typeof ADDRESS>, reader = NOW) => {
  const { filters, choices } = readAddress({ ...ADDRESS, ...words });
  return Object.fromEntries(new URLSearchParams(analyticsQuestionOf(filters, reader, choices)));
};

describe("what the figures are asked with", () => {
  it("without a time is the last seven days to the end of today, by the reader's clocks", () => {
    expect(asked({})).toEqual({
      ...{ from: "2026-11-18T22:00:00.000Z", to: "2026-11-25T22:00:00.000Z" },
      ...{ timeZone: "Europe/Helsinki", compare: "previous" },
    });
  });

  it("is the same all day, so that the answer that came with the page is the one that is asked for", () => {
    const later = { ...NOW, nowMs: NOW.nowMs + 3_600_000 };
    expect(asked({ when: "today" }, later)).toEqual(asked({ when: "today" }));
  });

  test.each([
    [{ when: "today" }, "2026-11-24T22:00:00.000Z", "2026-11-25T22:00:00.000Z"],
    [{ when: "yesterday" }, "2026-11-23T22:00:00.000Z", "2026-11-24T22:00:00.000Z"],
    [{ from: "2026-10-25", to: "2026-10-25" }, "2026-10-24T21:00:00.000Z", "2026-10-25T22:00:00.000Z"],
    [{ from: "2026-11-20T09:30" }, "2026-11-20T07:30:00.000Z", "2026-11-25T22:00:00.000Z"],
    [{ to: "2026-11-10" }, "2026-11-03T22:00:00.000Z", "2026-11-10T22:00:00.000Z"],
  ] as const)("%j is from %s to %s", (words, from, to) => {
    expect(asked(words)).toMatchObject({ from, to });
  });

  it("has the filters by the API's names, and how the figures are made", () => {
    const words = { status: "failed", min: "60", ended: "person", bucket: "hour", compare: "off", agent: "a1" };
    const question = asked(words);
    expect(question).toMatchObject({
      status: "failed",
      minSeconds: "60",
      endedByPerson: "true",
      bucket: "hour",
      agent: "a1",
    });
    expect(question.compare).toBeUndefined();
    expect(question.sort).toBeUndefined();
  });

  it("is of another zone where one is chosen", () => {
    const { filters, choices } = readAddress({ ...ADDRESS, when: "today", zone: "Asia/Tokyo" });
    expect(choices.timeZone).toBe("Asia/Tokyo");
    expect(analyticsQuestionOf(filters, { ...NOW, timeZone: "Asia/Tokyo" }, choices)).toContain("2026-11-24T15%3A00");
  });
});

describe("an address that means nothing", () => {
  test.each([
    ["zone", "Atlantis"],
    ["bucket", "minute"],
    ["compare", "everything"],
    ["refresh", "3"],
    ["when", "whenever"],
  ] as const)("%s=%s is told, and what is usual is shown", (name, value) => {
    const { problems, choices, filters } = readAddress({ ...ADDRESS, [name]: value });
    expect(problems.map((problem) => problem.name)).toEqual([name]);
    expect(choices).toEqual({ timeZone: null, bucket: null, compares: true, refreshMinutes: 5 });
    expect(filters.preset).toBe("last7");
  });

  it("of nothing at all is no problem", () => {
    expect(readAddress(ADDRESS).problems).toEqual([]);
  });
});

describe("the calls of a bar", () => {
  const span = { from: "2026-11-23T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z" };
  const address = (question: string, opens: Record<string, string> | null) => {
    const path = callsOf(question, span, opens);
    return path === null ? null : Object.fromEntries(new URL(path, "http://e").searchParams);
  };

  test.each([
    ["status=failed", {}, { status: "failed" }],
    ["status=failed,busy", { status: "failed" }, { status: "failed" }],
    ["agent=a1&metadata=shop=Oulu", {}, { agent: "a1", meta: "shop=Oulu" }],
    ["", { minSeconds: "60", maxSeconds: "89", status: "completed" }, { min: "60", max: "89", status: "completed" }],
    ["", { minResponseMs: "500", belowResponseMs: "1000" }, { reply: "500-1000" }],
    ["", { minResponseMs: "20000" }, { reply: "20000-" }],
    ["", { weekHour: "1-9@Europe/Helsinki" }, { hour: "1-9@Europe/Helsinki" }],
    ["", { endedByPerson: "true" }, { ended: "person" }],
    ["endedByPerson=false&shared=true&hasNotes=false", {}, { ended: "itself", shared: "yes", notes: "no" }],
    [
      "q=refund&who=Jane&direction=inbound",
      { attention: "stuck" },
      { q: "refund", who: "Jane", direction: "inbound", attention: "stuck" },
    ],
    ["timeZone=UTC&bucket=day&compare=previous", { failure: "busy" }, { failure: "busy" }],
  ] as const)("of %s with %j are at %j within its time", (question, opens, words) => {
    expect(address(question, opens)).toEqual({ ...words, ...span });
  });

  it("have no address where no filter can say them", () => {
    expect(address("", null)).toBeNull();
  });
});

it("a file is asked for without the span before", () => {
  expect(csvQuestionOf("from=a&compare=previous", "agents")).toBe("from=a&format=csv&table=agents");
});
