import { describe, expect, test } from "vitest";
import { type Case, readCases } from "./cases";
import { judge, precisionOf, recallOf, scoreOf } from "./score";

const judged = (set: Parameters<typeof readCases>[0]) => readCases(set).map((one: Case) => judge(one));

describe("redaction of the labelled set", () => {
  test("has at least 400 cases, 200 with personal data and 200 without, 150 of them held out", () => {
    const all = [...readCases("held-out"), ...readCases("tuned")];
    const personal = all.filter(({ spans }) => spans.length > 0).length;
    expect(personal).toBeGreaterThanOrEqual(200);
    expect(all.length - personal).toBeGreaterThanOrEqual(200);
    expect(readCases("held-out").length).toBeGreaterThanOrEqual(150);
  });

  // What they are and what they scored before anything was tuned on them: README.md.
  test.each([
    ["held-out", 0.98, 0.95],
    ["tuned", 0.98, 0.95],
    ["hard", 0.93, 0.9],
    ["fresh", 0.95, 0.95],
    ["practice", 0.98, 0.98],
    ["dictated", 0.97, 0.95],
    ["second", 0.97, 0.95],
  ] as const)("finds and spares enough of %s: recall %f, precision %f", (set, recall, precision) => {
    const outcomes = judged(set);
    expect(recallOf(scoreOf(outcomes))).toBeGreaterThanOrEqual(recall);
    expect(precisionOf(scoreOf(outcomes))).toBeGreaterThanOrEqual(precision);
  });

  test("counts a span as missed when one digit of it is left, and a stretch as wrong when it touches none", () => {
    const messages = [{ role: "user", content: "it's 1234 but 48213 but 99887" }];
    const spans = [
      { line: 0, start: 5, end: 9, kind: "number" },
      { line: 0, start: 14, end: 19, kind: "number" },
    ];
    const { missed, wrong, taken } = judge({ at: "", language: "en", messages, spans });
    expect([missed, wrong, taken]).toEqual([[spans[0]], [{ line: 0, start: 24, end: 29 }], 2]);
  });
});
