import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timesAsDear } from "@/lib/calls/testing";
import { compilePattern, PatternError } from "./pattern";

describe("a pattern", () => {
  test.each<[pattern: string, text: string, isIn: boolean]>([
    ["order", "Your ORDER is here", true],
    ["^hello", "hello there", true],
    ["^hello", "oh hello", false],
    ["bye$", "good bye", true],
    ["bye$", "bye now", false],
    ["\\bhi\\b", "this thing", false],
    ["\\bhi\\b", "oh hi there", true],
    ["\\d{3}-\\d{2,4}", "call 555-0123", true],
    ["\\d{3}-\\d{5,}", "call 555-0123", false],
    ["(yes|yeah|yep),? (sure|ok)", "well yeah ok", true],
    ["colou?r", "color", true],
    ["a.c", "abc", true],
    ["[a-c]+[^a-c]", "xxabcz", true],
    ["[äöü]", "grün", true],
    ["(a*)*b", "aaab", true],
    ["", "anything", true],
    ["\\.", "no dot", false],
    ["[\\d.]+ eur", "costs 12.50 EUR", true],
    ["😀+", "well 😀😀", true],
  ])("%s in %j: %j", (pattern, text, isIn) => {
    expect(compilePattern(pattern).test(text)).toBe(isIn);
  });

  test.each([
    "(",
    ")",
    "a)",
    "[a",
    "*a",
    "a**",
    "a{2",
    "a{5,2}",
    "a{1,900}",
    "(?=a)",
    "\\1",
    "\\k",
    "^*",
    "[z-a]",
    "(((a{99}){99}){99})",
  ])("%s is refused in words", (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(PatternError);
  });

  test("finds what JavaScript's own finds", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "(a|b)", "(ab|c)", "^", "$", "\\b");
    const count = fc.constantFrom("", "?", "*", "+", "{2}", "{1,3}", "{2,}");
    const part = fc.tuple(atom, count).map(([one, many]) => (/^[\^$]$|^\\b$/.test(one) ? one : one + many));
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "1", " ", "-"), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 2 }), text, (alternatives, written) => {
        const source = alternatives.join("|");
        expect(compilePattern(source).test(written)).toBe(new RegExp(source, "iu").test(written));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    "(a+)+$",
    "(a|a)*b",
    "(a|aa)+$",
    "(.*)*x",
    "((a*)*)*y",
    "a{0,60}a{0,60}a{0,60}b",
    "(\\w+\\s?)+$",
    "([a-z]+)*\\d",
  ])("%s, at which others give up, is over a line in no time", (pattern) => {
    const compiled = compilePattern(pattern);
    const text = `${"a".repeat(4_000)}!`;
    const sinceMs = performance.now();
    compiled.test(text);
    // A machine that is busy takes its time; going back would take longer than the world stands.
    expect(performance.now() - sinceMs).toBeLessThan(5_000);
  });

  test("says that it does not know once what it may spend is spent, and spends no more", () => {
    const steps = { left: 1_000 };
    const dear = compilePattern(".{100}.{100}.{100}x");
    expect(dear.test("a".repeat(4_000), steps)).toBeNull();
    expect(dear.test("a".repeat(4_000), steps)).toBeNull();
    expect(compilePattern("a").test("a".repeat(4_000), { left: 1_000 })).toBe(true);
  });

  test("takes a text twice as long in about twice the time", () => {
    const compiled = compilePattern("((a|aa)+)+[c]");
    const [short, long] = ["a".repeat(1_000), "a".repeat(4_000)];
    expect(
      timesAsDear(
        () => compiled.test(long),
        () => compiled.test(short),
        15,
      ),
    ).toBeLessThan(10);
  });

  test.each([
    ["nothing", "", "(", "){100}"],
    ["what may come no times", "x{0}", "(", "){100}"],
    ["nothing, any number of times", "()*", "(", "){9}"],
  ])("of many times %s, within each other, is refused at once", (_, inner, before, after) => {
    const deep = before.repeat(15) + inner + after.repeat(15);
    const sinceMs = performance.now();
    expect(() => compilePattern(deep)).toThrow(PatternError);
    expect(performance.now() - sinceMs).toBeLessThan(2_000);
  });
});
