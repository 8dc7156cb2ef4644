// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { type Check, checkSchema, type Rubric, rubricDefinitionSchema } from "@/lib/wire/quality-contract";
import { kappaWords, shareWords } from "./agreement-words";
import { cleaned, newCheck, problemByCheck, rubricProblems } from "./rubric-draft";
import { RubricPage } from "./rubric-page";
import { changedCalls, distributionOf } from "./tried";
import { KIND_WORDS } from "./words";

const NONE: ReadonlySet<string> = new Set();
const KINDS = Object.keys(KIND_WORDS) as Check["kind"][];
const greeting: Check = { key: "greeting", title: "Greets", kind: "greeting", weight: 10 };
const definition: Rubric["definition"] = {
  ...{ name: "Every call", agents: [], campaigns: [], languages: [], passMark: 70 },
  checks: [greeting],
};

describe("a rubric being made", () => {
  it.each(KINDS)(
    "a new check of %s has a key and usual values that the server takes, once its own words are there",
    (kind) => {
      const check = newCheck(kind, "A check", NONE);
      const filled =
        check.kind === "phrases"
          ? { ...check, phrases: ["hello"] }
          : check.kind === "pattern"
            ? { ...check, pattern: "a" }
            : check.kind === "metadata"
              ? { ...check, field: "tier" }
              : check;
      expect(checkSchema.safeParse(filled).success).toBe(true);
      expect(rubricProblems({ ...definition, checks: [filled] })).toEqual({});
    },
  );

  it("never gives a key twice, nor one that an earlier version had", () => {
    expect(newCheck("phrases", "x", new Set(["phrases", "phrases_2"])).key).toBe("phrases_3");
  });

  it("says at each field what is wrong, exactly where the server would refuse", () => {
    const wrong = (check: Check) => Object.keys(rubricProblems({ ...definition, checks: [check] }));
    const cases: [Check, string[]][] = [
      [{ ...greeting, title: "  " }, ["greeting.title"]],
      [{ ...greeting, weight: Number.NaN }, ["greeting.weight"]],
      [{ ...greeting, weight: 101 }, ["greeting.weight"]],
      [{ ...newCheck("phrases", "x", NONE) }, ["phrases.phrases"]],
      [{ ...newCheck("pattern", "x", NONE) }, ["pattern.pattern"]],
      [{ ...newCheck("metadata", "x", NONE) }, ["metadata.field"]],
      [{ key: "c", title: "x", kind: "closing", weight: 1, lines: 11 }, ["c.lines"]],
      [{ key: "r", title: "x", kind: "response", weight: 1, targetMs: 50 }, ["r.targetMs"]],
    ];
    for (const [check, expected] of cases) {
      expect(wrong(check)).toEqual(expected);
      expect(rubricDefinitionSchema.safeParse(cleaned({ ...definition, checks: [check] })).success).toBe(false);
    }
    expect(rubricProblems({ ...definition, name: " ", passMark: 101, checks: [] })).toMatchObject({
      name: expect.any(String),
      passMark: expect.any(String),
      checks: expect.any(String),
    });
  });

  it("sends lists without blank lines, and puts what the server says of a pattern at its field", () => {
    const phrases: Check = {
      ...newCheck("phrases", " A ", NONE),
      kind: "phrases",
      phrases: [" hello ", "", "hi"],
    } as Check;
    expect(cleaned({ ...definition, checks: [phrases] }).checks[0]).toMatchObject({
      title: "A",
      phrases: ["hello", "hi"],
    });
    expect(problemByCheck("greeting: no back references", definition)).toEqual({
      "greeting.pattern": "no back references",
    });
    expect(problemByCheck("Somebody has changed this rubric meanwhile.", definition)).toBeNull();
  });
});

describe("what a try shows", () => {
  const call = (callId: string, scoreNow: number | null, score: number | null) => ({
    ...{ callId, scoreNow, score, happenedAt: "2026-11-26T12:00:00.000Z", agentName: null },
    passed: score === null ? null : score >= 70,
  });

  it("counts scores in steps of ten, 100 in the last, and none of those without", () => {
    expect(distributionOf([0, 9.9, 10, 99, 100, null])).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
  });

  it("names calls that pass or fail instead before those whose score moves, and none that stay", () => {
    const calls = [
      call("stays", 80, 80.2),
      call("moves", 90, 75),
      call("turns", 71, 69),
      call("loses", 50, null),
      call("not judged", null, 60),
    ];
    expect(changedCalls(calls, 70).map(({ callId }) => callId)).toEqual(["turns", "loses", "moves"]);
  });
});

describe("agreement in words", () => {
  it.each([
    [{ pairs: 0, percent: null, kappa: null }, "—", "—"],
    [{ pairs: 9, percent: 1, kappa: 1 }, "too few", "too few"],
    [{ pairs: 10, percent: 0.9, kappa: null }, "90 %", "all alike"],
    [{ pairs: 40, percent: 0.5, kappa: -0.123 }, "50 %", "−0.12"],
  ])("of %o", (agreed, share, kappa) => {
    expect([shareWords(agreed), kappaWords(agreed)]).toEqual([share, kappa]);
  });
});

describe("the page of a rubric", () => {
  const rubric: Rubric = {
    ...{ id: "0123456789abcdef01234567", version: 3, isRetired: false, definition },
    ...{ changedAt: "2026-11-26T12:00:00.000Z", changedBy: null },
  };
  const ROUTE = `/api/v1/quality/rubrics/${rubric.id}`;
  const ADMIN = aPerson({ may: ["quality.read", "quality.review", "quality.manage"] });
  const page = (viewer = ADMIN) => {
    serverAnswers(`GET ${ROUTE}`, {
      body: { data: { rubric, versions: [{ version: 3, definition, madeAt: rubric.changedAt, madeBy: null }] } },
    });
    serverAnswers("GET /api/v1/agents", { body: { data: { agents: [], isComplete: true } } });
    serverAnswers("GET /api/v1/live", refusedWith(503, "call_service_paused"));
    return drawn(<RubricPage rubricId={rubric.id} />, { viewer, path: "/quality/rubrics" });
  };

  it("keeps what was typed when it is refused, and says why", async () => {
    serverAnswers(`PUT ${ROUTE}`, refusedWith(409, "conflict"));
    const { user, findByDisplayValue, getByRole, findByRole } = page();
    const name = await findByDisplayValue("Every call");
    await user.clear(name);
    await user.type(name, "Another name");
    await user.click(getByRole("button", { name: "Save" }));
    expect((await findByRole("alert")).textContent).toContain("refused");
    expect((name as HTMLInputElement).value).toBe("Another name");
    expect(askedOfServer().find(({ method }) => method === "PUT")?.body).toEqual({
      version: 3,
      definition: { ...definition, name: "Another name" },
    });
  });

  it("asks nothing of the server while a field is wrong, and says so at the field", async () => {
    const { user, findByDisplayValue, getByRole, text } = page();
    await user.clear(await findByDisplayValue("10"));
    await user.click(getByRole("button", { name: "Try on the last 100 calls" }));
    await waitFor(() => expect(text()).toContain("A whole number from 0 to 100."));
    expect(askedOfServer().some(({ method }) => method === "POST")).toBe(false);
  });

  it("is read and not changed by whoever is no admin", async () => {
    const { findByText, queryByRole } = page(aPerson({ role: "viewer", may: ["quality.read"] }));
    expect(await findByText("Greets")).toBeDefined();
    expect(queryByRole("button", { name: "Save" })).toBeNull();
  });
});
