// @vitest-environment happy-dom
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPerson, drawn, serverAnswers } from "@/e2e/support/rendered";
import { type DoubledCall, RESULTS } from "@/lib/wire/quality-contract";
import { Calibration } from "./calibration";
import { calibrationWords, differs } from "./calibration-words";

type Check = DoubledCall["checks"][number];
const check = (key: string, results: Pick<Check, "rubric" | "first" | "second">, more: Partial<Check> = {}): Check => ({
  ...{ key, title: `Check ${key}`, ...results, reasons: { first: null, second: null }, line: null },
  ...more,
});
const opinion = (by: string, score: number | null, comment: string | null = null) => ({
  ...{ reviewId: `r_${by}`, by, at: "2026-11-26T13:00:00.000Z", score, comment },
});
const doubled = (fields: Partial<DoubledCall> = {}): DoubledCall => ({
  ...{ callId: "call_1", happenedAt: "2026-11-26T12:00:00.000Z", agent: { id: "a1", name: "Aurora" }, score: 64 },
  ...{ first: opinion("Ada", 4), second: opinion("Ben", 2, "Too hasty.") },
  checks: [
    check("greeting", { rubric: "pass", first: "pass", second: "pass" }),
    check(
      "closing",
      { rubric: "fail", first: "pass", second: "fail" },
      { line: 7, reasons: { first: "Said late.", second: null } },
    ),
    check("person", { rubric: "fail", first: "pass", second: null }),
  ],
  ...fields,
});

describe("two opinions", () => {
  it.each([
    ["pass", "pass", "pass", "alike"],
    ["fail", "pass", "fail", "people"],
    ["fail", "pass", "pass", "rubric"],
    ["fail", "pass", null, "rubric"],
    ["fail", null, "fail", "alike"],
    [null, "pass", "fail", "people"],
    [null, "pass", null, "alike"],
    ["fail", null, null, "alike"],
  ] as const)("rubric %s, first %s, second %s: %s", (rubric, first, second, expected) => {
    expect(differs({ rubric, first, second })).toBe(expected);
  });

  it("are told apart alike whoever gave theirs first", () => {
    const result = fc.constantFrom(...RESULTS, null);
    fc.assert(
      fc.property(result, result, result, (rubric, first, second) => {
        expect(differs({ rubric, first, second })).toBe(differs({ rubric, first: second, second: first }));
      }),
    );
  });

  it.each([
    [doubled(), "They differ on 1 of 2 checks that both judged; their scores lie 2 apart."],
    [
      doubled({ second: opinion("Ben", 4), checks: [check("a", { rubric: "pass", first: "pass", second: "pass" })] }),
      "They agree on the one check that both judged; both give 4 of 5.",
    ],
    [doubled({ checks: [] }), "Their scores lie 2 apart; no check was judged by both."],
  ])("are summed up in a sentence", (call, words) => {
    expect(calibrationWords(call)).toBe(words);
  });
});

describe("calls side by side", () => {
  const shown = (calls: DoubledCall[], isCut = false) => {
    serverAnswers("GET /api/v1/quality/calibration", { body: { data: { calls, isCut } } });
    return drawn(<Calibration from="2026-11-01T00:00:00.000Z" />, { viewer: aPerson({ role: "supervisor" }) });
  };

  it("show who said what, the rubric beside them, and lead to the line; what nobody differs on is folded away", async () => {
    const { findByRole, getByRole, text, container } = shown([doubled()], true);
    const table = await findByRole("table", { name: "Where opinions differ: Aurora" });
    expect([...table.querySelectorAll("thead th")].map(({ textContent }) => textContent)).toEqual([
      "Check",
      "Rubric",
      "Ada, 4 of 5",
      "Ben, 2 of 5",
      "Line",
    ]);
    const rows = [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map(({ textContent }) => textContent).join(" | "),
    );
    expect(rows).toEqual([
      "Check closingPeople differ | Failed | PassedSaid late. | Failed | The line",
      "Check person | Failed | Passed | No verdict | ",
    ]);
    expect(getByRole("link", { name: "The line that shows it: Check closing" }).getAttribute("href")).toBe(
      "/calls/call_1?line=7",
    );
    expect(container.querySelector("details")?.open).toBe(false);
    expect(text()).toContain("Ben: Too hasty.");
    expect(text()).toContain("The newest 1; there are older ones.");
  });

  it("say so when no call has two opinions", async () => {
    const { findByText } = shown([]);
    expect(await findByText(/No call was reviewed by two people in this time/)).toBeDefined();
  });
});
