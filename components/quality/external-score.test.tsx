// @vitest-environment happy-dom
import { describe, expect, it, test } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { transcriptRows } from "@/lib/calls/transcript";
import * as analytics from "@/lib/wire/analytics-contract";
import type { ExternalScore as External } from "@/lib/wire/quality-contract";
import { SCORER_FAULTS } from "@/lib/wire/scorer-contract";
import { ExternalPart } from "./external-score";
import { faultWords } from "./external-words";
import { SENTIMENT_EDGE } from "./words";

const ROWS = transcriptRows([
  { role: "agent", content: "Hello, this is Aurora.", timestamp: "2026-11-26T12:00:01.000Z" },
] as never);
const RESULT: NonNullable<External["result"]> = {
  ...{ score: 62.5, scorer: { name: "House model", version: "2026-11" }, rubric: { name: "Support", version: "7" } },
  checks: [
    { key: "greets", title: "Greets", result: "pass", explanation: "Says hello first.", evidence: [4] },
    { key: "brief", title: "Is brief", result: "fail", explanation: null, evidence: [] },
  ],
  ...{ droppedEvidence: 0, redacted: true, scoredAt: "2026-11-26T12:30:00.000Z" },
};

function part(external: External | null) {
  const gone: number[] = [];
  const screen = drawn(
    <ExternalPart
      external={external}
      onEvidence={(key) => gone.push(key)}
      lineAt={(key) => (key === 4 ? (ROWS[0] ?? null) : null)}
    />,
  );
  return { ...screen, gone };
}

describe("what an outside scorer made of a call", () => {
  it("is shown with where it comes from and what it was sent, and its lines lead there", async () => {
    const { container, getByRole, user, gone } = part({ state: "scored", fault: null, result: RESULT });
    expect(container.textContent).toMatch(/62\.5of 100/);
    expect(container.textContent).toMatch(/House model 2026-11, rubric Support 7, .*redacted and masked talk/);
    expect(container.querySelector("[data-external-check=brief] [data-result]")?.getAttribute("data-result")).toBe(
      "fail",
    );
    await user.click(getByRole("button", { name: /^Line / }));
    expect(gone).toEqual([4]);
  });

  it("is nothing where no scorer was ever to look at the call", () => {
    expect(part(null).container.textContent).toBe("");
  });

  it("says that it waits, and why the last attempt came to nothing", () => {
    const { container } = part({ state: "waiting", fault: "timeout", result: null });
    expect(container.textContent).toContain(
      "Waits to be scored. The last attempt came to nothing, because it did not answer within 30 seconds.",
    );
    expect(container.textContent).not.toContain("of 100");
  });

  it("says that a score is of the call as it was before it changed", () => {
    expect(part({ state: "waiting", fault: null, result: RESULT }).container.textContent).toMatch(/changed since/);
    expect(part({ state: "failed", fault: "refused", result: RESULT }).container.textContent).toMatch(
      /could not be scored again, because it refused this call/,
    );
  });

  it("makes no number of a score that was not given, and says how many lines it named that are not there", () => {
    const { container } = part({
      ...{ state: "scored", fault: null },
      result: { ...RESULT, score: null, checks: [], droppedEvidence: 3, redacted: false },
    });
    expect(container.textContent).toMatch(/It gave no score/);
    expect(container.textContent).toMatch(/It named 3 lines that the call does not have/);
    expect(container.textContent).toMatch(/talk as it was said/);
  });
});

test("every fault has its own words, and one that is not known is told as it is", () => {
  const words = SCORER_FAULTS.map(faultWords);
  expect(new Set(words).size).toBe(SCORER_FAULTS.length);
  for (const one of words) expect(one).not.toContain("“");
  expect(faultWords("something_new")).toContain("something_new");
});

test("a call sounds on its page as it is counted in Analytics", () => {
  expect(SENTIMENT_EDGE).toBe(analytics.SENTIMENT_EDGE);
});
