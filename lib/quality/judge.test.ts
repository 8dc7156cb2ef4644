import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_WORDS } from "@/lib/calls/attention-words";
import { aCall, aMessage, at } from "@/lib/calls/build";
import type { Call, Message } from "@/lib/calls/call";
import { type Check, checkSchema, RESULTS, rubricDefinitionSchema } from "@/lib/wire/quality-contract";
import { explain } from "./explain";
import { arithmeticOf, judge, scoreOf } from "./judge";
import { FIRST_RUBRIC, rubricFor } from "./rubrics";
import type { CallToJudge } from "./talk";

const said = (...lines: (string | Partial<Message>)[]): Message[] =>
  lines.map((line, place) => {
    const text = typeof line === "string" ? line : (line.content ?? "");
    const role = text.startsWith("C: ") ? "user" : "assistant";
    const more = typeof line === "string" ? {} : line;
    return aMessage({ timestamp: at(place * 2_000), ...more, role, content: text.replace(/^[AC]: /, "") });
  });

const input = (call: Partial<Call>, more: Partial<CallToJudge> = {}): CallToJudge => {
  const whole = aCall({ status: "completed", duration: 120, endedAt: at(120_000), ...call });
  const lineKeys = (whole.transcript ?? []).map((_, place) => place + 100);
  return { call: whole, lineKeys, omittedMessages: 0, hasTalk: true, language: "en", ...more };
};

function check(wanted: Record<string, unknown>, judged: CallToJudge) {
  const one = checkSchema.parse({ key: "it", title: "It", weight: 1, ...wanted });
  const definition = rubricDefinitionSchema.parse({ name: "It", passMark: 50, checks: [one] });
  const [found] = judge(definition, judged, DEFAULT_ATTENTION_WORDS).checks;
  if (found === undefined) throw new Error("no finding");
  return { ...found, sentence: explain(one, found, { text: () => true, metadata: true }) };
}

const GREETED = said("A: Hello, how can I help?", "C: My order is late.", "A: I see it.", "A: Goodbye, take care.");

describe("a check", () => {
  test.each<[name: string, check: Record<string, unknown>, call: CallToJudge, result: string, evidence: number[]]>([
    ["greeting in the agent's first line", { kind: "greeting" }, input({ transcript: GREETED }), "pass", [100]],
    [
      "no greeting there",
      { kind: "greeting" },
      input({ transcript: said("C: Hello?", "A: Order number.") }),
      "fail",
      [101],
    ],
    [
      "the beginning is not kept",
      { kind: "greeting" },
      input({ transcript: GREETED }, { omittedMessages: 3 }),
      "unknown",
      [],
    ],
    [
      "a language without a list",
      { kind: "greeting" },
      input({ transcript: GREETED }, { language: "fr" }),
      "unknown",
      [],
    ],
    [
      "a language nobody knows: every list",
      { kind: "greeting" },
      input({ transcript: GREETED }, { language: null }),
      "pass",
      [100],
    ],
    ["nothing of the talk kept", { kind: "greeting" }, input({ transcript: null }, { hasTalk: false }), "unknown", []],
    ["nobody answered", { kind: "greeting" }, input({ status: "no_answer", transcript: null }), "not_applicable", []],
    ["the agent said nothing", { kind: "greeting" }, input({ transcript: said("C: Hello?") }), "not_applicable", []],
    ["closing", { kind: "closing" }, input({ transcript: GREETED }), "pass", [103]],
    [
      "a last line that asks closes nothing",
      { kind: "closing", lines: 1 },
      input({ transcript: said("A: Thank you for your patience, and your name?") }),
      "fail",
      [100],
    ],
    [
      "swearing by the agent",
      { kind: "professional" },
      input({ transcript: said("A: Hello.", "C: Hm.", "A: Damn this thing.") }),
      "fail",
      [102],
    ],
    [
      "swearing by the caller",
      { kind: "professional" },
      input({ transcript: said("A: Hello.", "C: Damn it!") }),
      "pass",
      [],
    ],
    ["resolved", { kind: "resolution" }, input({ summary: "The issue is resolved." }), "pass", []],
    [
      "unresolved, which has resolved in it",
      { kind: "resolution" },
      input({ summary: "It stays unresolved." }),
      "fail",
      [],
    ],
    ["a summary that does not say", { kind: "resolution" }, input({ summary: "They spoke of cats." }), "unknown", []],
    ["no summary", { kind: "resolution" }, input({ summary: null }), "unknown", []],
    [
      "answers within the target",
      { kind: "response", targetMs: 2_000 },
      input({ transcript: said("A: Hello.", "C: Hi.", "A: Yes?") }),
      "pass",
      [],
    ],
    [
      "answers that take longer",
      { kind: "response", targetMs: 1_000 },
      input({ transcript: said("A: Hello.", "C: Hi.", "A: Yes?") }),
      "fail",
      [102],
    ],
    [
      "no times",
      { kind: "response", targetMs: 1_000 },
      input({
        transcript: said(
          { content: "A: Hello.", timestamp: null },
          { content: "C: Hi.", timestamp: null },
          { content: "A: Yes?", timestamp: null },
        ),
      }),
      "unknown",
      [],
    ],
    ["under five minutes", { kind: "efficiency", underSeconds: 300 }, input({ duration: 299 }), "pass", []],
    ["five minutes are lengthy", { kind: "efficiency", underSeconds: 300 }, input({ duration: 300 }), "fail", []],
    [
      "a call that failed",
      { kind: "efficiency", underSeconds: 300 },
      input({ status: "failed", duration: 0 }),
      "not_applicable",
      [],
    ],
    [
      "interruptions without ends of lines",
      { kind: "interruptions", most: 0 },
      input({ transcript: GREETED }),
      "unknown",
      [],
    ],
    [
      "interruptions with them",
      { kind: "interruptions", most: 0 },
      input({ transcript: said("A: Hello.", { content: "C: I have a long story", endedAt: at(9_000) }, "A: Stop.") }),
      "fail",
      [102],
    ],
    [
      "one is allowed",
      { kind: "interruptions", most: 1 },
      input({ transcript: said("A: Hello.", { content: "C: I have a long story", endedAt: at(9_000) }, "A: Stop.") }),
      "pass",
      [102],
    ],
    [
      "a line three times",
      { kind: "repeats", times: 3 },
      input({
        transcript: said(
          "A: Please tell me your number.",
          "C: No.",
          "A: Please tell me your number.",
          "C: No.",
          "A: Please tell me your number!",
        ),
      }),
      "fail",
      [100, 102, 104],
    ],
    [
      "a line twice",
      { kind: "repeats", times: 3 },
      input({ transcript: said("A: Please tell me your number.", "C: No.", "A: Please tell me your number.") }),
      "pass",
      [],
    ],
    [
      "asked for a person",
      { kind: "person" },
      input({ transcript: said("A: Hello.", "C: I want a real person.") }),
      "fail",
      [101],
    ],
    [
      "disclosed",
      { kind: "disclosure" },
      input({ transcript: said("A: Hello, this call may be recorded.") }),
      "pass",
      [100],
    ],
    [
      "own words of disclosure",
      { kind: "disclosure", phrases: ["we listen in"] },
      input({ transcript: said("A: This call may be recorded.") }),
      "fail",
      [],
    ],
    [
      "own phrases of the caller in first lines",
      { kind: "phrases", speaker: "caller", within: "first_lines", lines: 1, wanted: "said", phrases: ["my order"] },
      input({ transcript: GREETED }),
      "pass",
      [101],
    ],
    [
      "own phrases that nobody should say",
      { kind: "phrases", speaker: "anybody", within: "call", wanted: "not_said", phrases: ["late"] },
      input({ transcript: GREETED }),
      "fail",
      [101],
    ],
    [
      "a pattern",
      { kind: "pattern", speaker: "agent", within: "last_lines", lines: 1, wanted: "said", pattern: "good ?bye" },
      input({ transcript: GREETED }),
      "pass",
      [103],
    ],
    ["timing within", { kind: "timing", measure: "duration_seconds", most: 120 }, input({}), "pass", []],
    [
      "timing beyond",
      { kind: "timing", measure: "agent_share", most: 0.1 },
      input({ transcript: GREETED }),
      "fail",
      [],
    ],
    [
      "timing unknown",
      { kind: "timing", measure: "ring_seconds", most: 10 },
      input({ createdAt: null }),
      "unknown",
      [],
    ],
    [
      "metadata there",
      { kind: "metadata", field: "source", values: [] },
      input({ metadata: { source: "api" } }),
      "pass",
      [],
    ],
    [
      "metadata as wanted",
      { kind: "metadata", field: "priority", values: ["5"] },
      input({ metadata: { priority: 5 } }),
      "pass",
      [],
    ],
    [
      "metadata otherwise",
      { kind: "metadata", field: "priority", values: ["5"] },
      input({ metadata: { priority: 4 } }),
      "fail",
      [],
    ],
    [
      "a field that every object has",
      { kind: "metadata", field: "constructor", values: [] },
      input({ metadata: {} }),
      "fail",
      [],
    ],
  ])("%s", (_, wanted, call, result, evidence) => {
    const found = check(wanted, call);
    expect({ result: found.result, evidence: found.evidence }).toEqual({ result, evidence });
    expect(found.sentence).toMatch(/^[A-Za-z“].*\.$/);
  });

  test("by patterns of which many are dear is broken off on much talk, and what was not looked through is unknown", () => {
    const where = { speaker: "anybody", within: "call", wanted: "said", weight: 1, title: "It" };
    const checks = Array.from({ length: 40 }, (_, place) => ({
      ...{ ...where, key: `dear_${place}`, kind: "pattern", pattern: ".{99}.{99}.{99}x{50}y" },
    }));
    const plain = { ...where, key: "plain", kind: "phrases", phrases: ["order"] };
    const definition = rubricDefinitionSchema.parse({ name: "It", passMark: 50, checks: [...checks.slice(1), plain] });
    const judged = input({
      transcript: said(...Array.from({ length: 500 }, () => `A: ${"my order is ".repeat(300)}`)),
    });
    const sinceMs = performance.now();
    const found = judge(definition, judged, DEFAULT_ATTENTION_WORDS).checks;
    // Looked through, they would take minutes; the board stands still meanwhile.
    expect(performance.now() - sinceMs).toBeLessThan(10_000);
    expect(found.slice(0, -1).every(({ result, why }) => result === "unknown" && why === "too_costly")).toBe(true);
    expect(found.at(-1)?.result).toBe("pass");
    const [short] = judge(definition, input({ transcript: GREETED }), DEFAULT_ATTENTION_WORDS).checks;
    expect(short).toMatchObject({ result: "fail", why: "not_found" });
  });

  test("never tells what somebody said, only words of its own lists", () => {
    const secret = "zanzibar";
    const judged = input({
      transcript: said(`A: Hello ${secret}.`, `C: I want a real person, ${secret}.`),
      summary: secret,
    });
    const { checks } = judge(FIRST_RUBRIC, judged, DEFAULT_ATTENTION_WORDS);
    expect(JSON.stringify(checks)).not.toContain(secret);
  });
});

describe("a score", () => {
  const results = fc.array(fc.record({ weight: fc.nat(100), result: fc.constantFrom(...RESULTS) }), { maxLength: 12 });
  test("is what was earned of what could be, and what is not known is left out of both", () => {
    fc.assert(
      fc.property(results, (all) => {
        const arithmetic = arithmeticOf(all, all);
        const { earned, possible, leftOut } = arithmetic;
        expect(possible + leftOut).toBe(all.reduce((sum, { weight }) => sum + weight, 0));
        expect(earned).toBeLessThanOrEqual(possible);
        const score = scoreOf(arithmetic);
        if (possible === 0) expect(score).toBeNull();
        else expect(score).toBeCloseTo((100 * earned) / possible, 0);
      }),
    );
  });

  test("of the first rubric on a good call is shown by its arithmetic", () => {
    const { arithmetic, score, efficiency } = judge(
      FIRST_RUBRIC,
      input({ transcript: GREETED, summary: "Refunded and confirmed." }),
      DEFAULT_ATTENTION_WORDS,
    );
    expect(arithmetic).toEqual({ earned: 100, possible: 100, leftOut: 0 });
    expect({ score, efficiency }).toEqual({ score: 100, efficiency: "efficient" });
  });

  test("is made of any call without failing, and each finding has a sentence", () => {
    const kinds = FIRST_RUBRIC.checks;
    const line = fc.record({
      role: fc.constantFrom("assistant", "user", "tool", "x"),
      content: fc.string(),
      timestamp: fc.option(fc.constantFrom(at(0), at(900), "never")),
    });
    fc.assert(
      fc.property(
        fc.option(fc.array(line, { maxLength: 8 })),
        fc.option(fc.string()),
        fc.constantFrom("completed", "failed", "odd"),
        (transcript, summary, status) => {
          const judged = input({ transcript, summary, status, duration: null });
          const { checks } = judge(FIRST_RUBRIC, judged, DEFAULT_ATTENTION_WORDS);
          for (const [place, found] of checks.entries()) {
            const one = kinds[place] as Check;
            expect(explain(one, found, { text: () => true, metadata: false })).toMatch(/\.$/);
            for (const key of found.evidence) expect(judged.lineKeys).toContain(key);
          }
        },
      ),
    );
  });
});

test("of several rubrics the closest is taken: for the agent, the campaign, the language, then the one that was made last", () => {
  const rubric = (id: string, more: object, day = 1) => ({
    id,
    createdAt: new Date(Date.UTC(2026, 0, day)),
    definition: { ...FIRST_RUBRIC, ...more },
  });
  const all = [
    rubric("late", {}, 2),
    rubric("all", {}),
    rubric("german", { languages: ["de"] }),
    rubric("campaign", { campaigns: ["c1"] }),
    rubric("agent", { agents: ["a1"] }),
  ];
  const forCall = (agentId: string | null, campaignId: string | null, language: string | null) =>
    rubricFor({ agentId, campaignId, language }, all)?.id;
  expect(forCall("a1", "c1", "de")).toBe("agent");
  expect(forCall("a2", "c1", "de")).toBe("campaign");
  expect(forCall("a2", null, "de")).toBe("german");
  expect(forCall(null, null, null)).toBe("late");
  expect(
    rubricFor({ agentId: null, campaignId: null, language: null }, [rubric("german", { languages: ["de"] })]),
  ).toBeNull();
});
