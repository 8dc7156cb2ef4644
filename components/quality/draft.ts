import type { JudgedCheck, Result, ReviewChange } from "@/lib/wire/quality-contract";

/** What a reviewer has chosen so far. A check that is not among the verdicts is left as the rubric has it. */
export type Draft = {
  /** 1 to 5 */
  score: number | null;
  verdicts: Readonly<Record<string, { result: Result; reason: string }>>;
  comment: string;
};
export const EMPTY_DRAFT: Draft = { score: null, verdicts: {}, comment: "" };

type Checks = readonly Pick<JudgedCheck, "key" | "result">[];

/** What keeps a review from being done, each by its field: `score`, or the key of a check. */
export function draftProblems(draft: Draft, checks: Checks, isOwnOpinion: boolean): Record<string, string> {
  const found: Record<string, string> = {};
  if (draft.score === null) found.score = "Give a score from 1 to 5.";
  if (isOwnOpinion) return found;
  for (const { key, result } of checks) {
    const verdict = draft.verdicts[key];
    if (verdict !== undefined && verdict.result !== result && verdict.reason.trim() === "") {
      found[key] = "Say why: the rubric says otherwise.";
    }
  }
  return found;
}

/**
 * What is sent when the review is done. What passed or failed and was left as it is counts as agreed; a second opinion, which
 * does not see what the rubric says, counts only where something was chosen.
 */
export function finishOf(draft: Draft, checks: Checks, isOwnOpinion: boolean): Extract<ReviewChange, { do: "finish" }> {
  const verdicts = checks.flatMap(({ key, result }) => {
    const chosen = draft.verdicts[key];
    if (chosen !== undefined) return [{ key, result: chosen.result, reason: chosen.reason.trim() || null }];
    const isAgreed = !isOwnOpinion && (result === "pass" || result === "fail");
    return isAgreed ? [{ key, result, reason: null }] : [];
  });
  return { do: "finish", score: draft.score ?? 1, verdicts, comment: draft.comment.trim() || null };
}

const nameOf = (reviewId: string) => `earshot_review_${reviewId}`;

/** What was chosen before in this tab, so that a reload loses nothing. */
export function readDraft(reviewId: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(reviewId)) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...EMPTY_DRAFT, ...kept } : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

/** @param draft null: it is done with */
export function keepDraft(reviewId: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(nameOf(reviewId));
    else sessionStorage.setItem(nameOf(reviewId), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still reviews; a reload just begins anew.
  }
}
