import type { TriedRubric } from "@/lib/wire/quality-contract";

/** Scores from 0 to 100 in ten steps of ten; 100 belongs to the last. */
const STEPS = 10;

export function distributionOf(scores: readonly (number | null)[]): number[] {
  const counts = Array.from({ length: STEPS }, () => 0);
  for (const score of scores) {
    if (score === null) continue;
    const step = Math.min(STEPS - 1, Math.floor(score / 10));
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}

type ChangedCall = TriedRubric["calls"][number] & { scoreNow: number; passedNow: boolean | null };

/**
 * Calls that would come out otherwise: first those that would pass or not pass instead, then those whose score changes, by how
 * much. What has no score now, or is not judged yet, cannot be compared. @param passMarkNow of what holds; null: not known
 */
export function changedCalls(calls: TriedRubric["calls"], passMarkNow: number | null): ChangedCall[] {
  const judged = calls.flatMap(({ scoreNow, ...call }) =>
    scoreNow === null ? [] : [{ ...call, scoreNow, passedNow: passMarkNow === null ? null : scoreNow >= passMarkNow }],
  );
  const turns = ({ passed, passedNow }: ChangedCall) => passed !== null && passedNow !== null && passed !== passedNow;
  const byHow = ({ score, scoreNow }: ChangedCall) => Math.abs((score ?? 0) - scoreNow);
  return judged
    .filter((call) => turns(call) || call.score === null || Math.round(call.score) !== Math.round(call.scoreNow))
    .sort((one, other) => Number(turns(other)) - Number(turns(one)) || byHow(other) - byHow(one));
}
