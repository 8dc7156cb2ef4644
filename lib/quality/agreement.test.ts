import fc from "fast-check";
import { expect, test } from "vitest";
import { agreementOf } from "./agreement";

const times = (count: number, one: string, other: string) => Array.from({ length: count }, () => [one, other] as const);

test("kappa is the textbook's: 20 and 15 of 50 agreed, at 0.5 by chance, are 0.4", () => {
  const pairs = [
    ...times(20, "yes", "yes"),
    ...times(5, "yes", "no"),
    ...times(10, "no", "yes"),
    ...times(15, "no", "no"),
  ];
  const { percent, kappa } = agreementOf(pairs);
  expect(percent).toBeCloseTo(0.7);
  expect(kappa).toBeCloseTo(0.4);
});

test("nothing is said of no pairs, nor of chance where all are the same answer", () => {
  expect(agreementOf([])).toEqual({ pairs: 0, percent: null, kappa: null });
  expect(agreementOf(times(9, "pass", "pass"))).toEqual({ pairs: 9, percent: 1, kappa: null });
});

test("kappa lies between -1 and 1, is 1 where all agree, and does not ask who came first", () => {
  const answer = fc.constantFrom("pass", "fail", "unknown");
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, answer), { minLength: 1, maxLength: 40 }), (pairs) => {
      const { kappa, percent } = agreementOf(pairs);
      const turned = agreementOf(pairs.map(([one, other]) => [other, one] as const));
      if (kappa === null) return;
      expect(kappa).toBeGreaterThanOrEqual(-1 - 1e-9);
      expect(kappa).toBeLessThanOrEqual(1 + 1e-9);
      expect(turned.kappa).toBeCloseTo(kappa);
      if (percent === 1) expect(kappa).toBeCloseTo(1);
    }),
  );
});
