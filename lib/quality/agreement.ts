import type { Agreement, Result } from "@/lib/wire/quality-contract";

type Agreed = { pairs: number; percent: number | null; kappa: number | null };

/**
 * How far two agree beyond chance: (observed − expected) ÷ (1 − expected), Cohen's kappa.
 * @returns `kappa` null where nothing can be said: no pairs, or both gave one and the same answer throughout
 */
export function agreementOf(pairs: readonly (readonly [string, string])[]): Agreed {
  const total = pairs.length;
  if (total === 0) return { pairs: 0, percent: null, kappa: null };
  const observed = pairs.filter(([one, other]) => one === other).length / total;
  const shareOf = (place: 0 | 1, answer: string) => pairs.filter((pair) => pair[place] === answer).length / total;
  const answers = new Set(pairs.flat());
  const expected = [...answers].reduce((sum, answer) => sum + shareOf(0, answer) * shareOf(1, answer), 0);
  const kappa = 1 - expected < 1e-9 ? null : (observed - expected) / (1 - expected);
  return { pairs: total, percent: observed, kappa };
}

type Verdict = { key: string; result: Result; rubricResult: Result | null };
type Done = { callId: string; opinion: number; score: number | null; verdicts: readonly Verdict[] };

/** People against the rubric per check, and against each other on calls that two have reviewed. */
export function agreementIn(reviews: readonly Done[]): Agreement {
  const rubric = new Map<string, [string, string][]>();
  const people = new Map<string, [string, string][]>();
  const put = (to: Map<string, [string, string][]>, key: string, pair: [string, string]) =>
    to.set(key, [...(to.get(key) ?? []), pair]);
  for (const { verdicts } of reviews) {
    for (const { key, result, rubricResult } of verdicts)
      if (rubricResult !== null) put(rubric, key, [result, rubricResult]);
  }
  const seconds = new Map(reviews.filter(({ opinion }) => opinion === 2).map((one) => [one.callId, one]));
  const scores: [number, number][] = [];
  let doubled = 0;
  for (const first of reviews.filter(({ opinion }) => opinion === 1)) {
    const second = seconds.get(first.callId);
    if (second === undefined) continue;
    doubled += 1;
    if (first.score !== null && second.score !== null) scores.push([first.score, second.score]);
    for (const { key, result } of first.verdicts) {
      const other = second.verdicts.find((one) => one.key === key);
      if (other !== undefined) put(people, key, [result, other.result]);
    }
  }
  const keys = [...new Set([...rubric.keys(), ...people.keys()])].sort();
  const apart = scores.map(([one, other]) => Math.abs(one - other));
  return {
    byCheck: keys.map((key) => ({
      key,
      rubric: agreementOf(rubric.get(key) ?? []),
      people: agreementOf(people.get(key) ?? []),
    })),
    scores: {
      ...agreementOf(scores.map(([one, other]) => [String(one), String(other)])),
      meanDifference: apart.length === 0 ? null : apart.reduce((sum, one) => sum + one, 0) / apart.length,
    },
    reviews: reviews.length,
    doubled,
  };
}
