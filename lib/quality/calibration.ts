import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { View } from "@/lib/access/view";
import { agentFor, noteFor } from "@/lib/access/visibility";
import type { Calibration, DoubledCall, RubricDefinition } from "@/lib/wire/quality-contract";
import type { KeptCall } from "./kept-call";
import { personWho, type QualityParts, scopeOf } from "./parts";
import type { StoredReview } from "./review-store";
import type { StoredScore } from "./score-store";

/** As many as people talk over in one sitting. */
const MOST_CALLS = 30;

type Pair = { first: StoredReview; second: StoredReview };
type Known = { kept: KeptCall | null; score: StoredScore | null; definition: RubricDefinition | null };

/** Calls that two people have reviewed, side by side: what reviewers talk over to come to judge alike. */
export function createCalibration(parts: QualityParts) {
  const { stores, viewFor, readCalls } = parts;

  /** By when the second opinion was given. One that is yet to be given is not among them: it is to be one's own. */
  return async function calibration(actor: Actor, span: { fromMs: number; toMs: number }): Promise<Calibration> {
    await personWho(parts, actor, "quality.review");
    const view = await viewFor(actor);
    const { qualityReviews, qualityScores, qualityRubrics } = await stores();
    const pairs = await qualityReviews.doubled({
      ...{ since: new Date(span.fromMs), until: new Date(span.toMs), inScope: scopeOf(parts, view) },
      limit: MOST_CALLS + 1,
    });
    const shown = pairs.slice(0, MOST_CALLS);
    const ids = shown.map(({ first }) => first.callId);
    const kept = new Map((await readCalls(ids)).map((one) => [one.call.id, one]));
    const scores = await qualityScores.findMany(ids);
    const calls: DoubledCall[] = [];
    for (const pair of shown) {
      const { callId, rubricId, rubricVersion } = pair.first;
      const definition =
        rubricId === null || rubricVersion === null ? null : await qualityRubrics.version(rubricId, rubricVersion);
      calls.push(
        sideBySide(view, pair, { kept: kept.get(callId) ?? null, score: scores.get(callId) ?? null, definition }),
      );
    }
    return { calls, isCut: pairs.length > MOST_CALLS };
  };
}

/** One call's two opinions, check by check in the rubric's order, as a view sees them. */
function sideBySide(view: View, { first, second }: Pair, { kept, score, definition }: Known): DoubledCall {
  const told = (text: string | null) => (text === null || kept === null ? null : noteFor(view, kept, text));
  const opinion = ({ id, givenByName, givenAt, score: given, comment }: StoredReview) => ({
    ...{ reviewId: id, by: givenByName ?? "", at: (givenAt ?? second.createdAt).toISOString() },
    ...{ score: given, comment: told(comment) },
  });
  const checks = definition?.checks ?? [];
  const keys = [...checks, ...first.verdicts, ...second.verdicts].map(({ key }) => key);
  return {
    callId: first.callId,
    happenedAt: first.happenedAt.toISOString(),
    agent: agentFor(view, { id: first.agentId, name: first.agentName }),
    score: first.rubricScore,
    first: opinion(first),
    second: opinion(second),
    checks: [...new Set(keys)].flatMap((key) => {
      const one = first.verdicts.find((verdict) => verdict.key === key);
      const other = second.verdicts.find((verdict) => verdict.key === key);
      if (one === undefined && other === undefined) return [];
      return [
        {
          ...{ key, title: checks.find((check) => check.key === key)?.title ?? key },
          rubric: one?.rubricResult ?? other?.rubricResult ?? null,
          ...{ first: one?.result ?? null, second: other?.result ?? null },
          reasons: { first: told(one?.reason ?? null), second: told(other?.reason ?? null) },
          line: score?.checks.find((check) => check.key === key)?.evidence[0] ?? null,
        },
      ];
    }),
  };
}
