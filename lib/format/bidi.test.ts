import { describe, expect, test } from "vitest";
import { isolated, numberRuns } from "./bidi";

const numbersIn = (text: string) => numberRuns(text).flatMap((run) => (run.isNumber ? [run.text] : []));

describe("numbers among letters from right to left", () => {
  test.each([
    ["رقمي هو +1 415-555-0100 شكرا", ["+1 415-555-0100"]],
    ["המספר שלי +972 3 555 0199, בבקשה", ["+972 3 555 0199"]],
    ["الساعة 14:05 والمبلغ 1,250.50", ["14:05", "1,250.50"]],
    ["(415) 555 0100 هذا رقمي", ["(415) 555 0100"]],
    ["رقم 5", ["5"]],
    ["لا رقم", []],
  ])("in %s stand apart", (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
    expect(
      numberRuns(text)
        .map((run) => run.text)
        .join(""),
    ).toBe(text);
  });

  test("elsewhere stand where they are", () => {
    expect(numberRuns("Call +1 415 555 0100")).toEqual([{ text: "Call +1 415 555 0100", isNumber: false }]);
  });

  test("cost no more than the text is long", () => {
    const startMs = performance.now();
    numberRuns(`א${"1 ".repeat(200_000)}x`);
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});

test("a text in another keeps its own direction", () => {
  expect(isolated("مرحبا")).toBe("\u2068مرحبا\u2069");
});
