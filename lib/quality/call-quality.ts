import "server-only";
import type { Actor } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import type { View } from "@/lib/access/view";
import { agentFor } from "@/lib/access/visibility";
import type { CallQuality, JudgedCheck, RubricDefinition } from "@/lib/wire/quality-contract";
import { RequestError } from "@/lib/wire/request-error";
import { explain } from "./explain";
import type { Why } from "./finding";
import type { Judgement } from "./judge";
import { judgedBy } from "./judging";
import type { KeptCall } from "./kept-call";
import { mayReview, type QualityParts } from "./parts";
import { reviewEntry } from "./review-entry";
import { externalFor } from "./scorer";
import { seedReviewOf } from "./seed";
import { mayTell, noteEntry } from "./shown";

type Found = {
  rubric: { id: string; version: number; definition: RubricDefinition };
  judgement: Judgement;
  judgedAt: Date | null;
};

/** How one call was judged, as its reader may see it. */
export function createCallQuality(parts: QualityParts) {
  const { stores, authorize, viewFor, lookThrough, askerOf, readCalls, words, demo } = parts;

  /** As it is stored; a call that waits is judged now, and that is not stored. */
  async function found(kept: KeptCall): Promise<Found | null> {
    const { qualityScores, qualityRubrics } = await stores();
    const stored = await qualityScores.find(kept.call.id);
    if (stored !== null) {
      const { rubricId, version, earned, possible, leftOut, score, efficiency, sentiment, judgedAt } = stored;
      const definition = await qualityRubrics.version(rubricId, version);
      const checks = stored.checks.map((one) => ({ ...one, why: one.why as Why }));
      const judgement = { checks, arithmetic: { earned, possible, leftOut }, score, efficiency, sentiment };
      if (definition !== null) return { rubric: { id: rubricId, version, definition }, judgement, judgedAt };
    }
    if (!kept.hasTalk) return null;
    const languages = await qualityScores.languagesOf([kept.call.id]);
    const inUse = await qualityRubrics.list({ retired: false });
    const judged = judgedBy(inUse, kept, languages.get(kept.call.id) ?? null, words());
    return judged && { ...judged, judgedAt: null };
  }

  /** @throws RequestError not_permitted; call_not_found for one that is not kept, or out of scope */
  async function ofCall(actor: Actor, callId: string): Promise<CallQuality> {
    await authorize(actor, "quality.read");
    const view = await viewFor(actor);
    const [kept] = await readCalls([callId]);
    if (kept === undefined || !isInScope(view.scope, kept)) throw new RequestError("call_not_found");
    await lookThrough(view, kept, askerOf(actor) ?? "");
    const { qualityNotes, qualityReviews, externalScores } = await stores();
    const [judged, external, notes, review] = [
      await found(kept),
      await externalScores.find(callId),
      await qualityNotes.list(callId),
      await qualityReviews.newestDone(callId),
    ];
    const personId = actor.kind === "person" ? actor.id : null;
    const may = mayTell(view, kept);
    return {
      data: {
        callId,
        ...judgedPart(view, judged, may),
        external: externalFor(view, kept, external),
        review:
          review && reviewEntry(view, review, kept, { personId, nowMs: parts.nowMs(), mayReview: mayReview(actor) }),
        notes: notes.map((note) => noteEntry(view, note, kept, { kept, personId })),
        seed: seedPart(view, kept, judged),
      },
      meta: { demo: demo(), masked: view.masked, redacted: view.redacted, mayReview: mayReview(actor) },
    };
  }

  return { ofCall };
}

type Data = CallQuality["data"];

function judgedPart(
  view: View,
  judged: Found | null,
  may: (text: string) => boolean,
): Pick<Data, "rubric" | "score" | "passed" | "arithmetic" | "checks" | "efficiency" | "sentiment" | "judgedAt"> {
  if (judged === null) {
    return {
      rubric: null,
      score: null,
      passed: null,
      arithmetic: null,
      checks: [],
      efficiency: null,
      sentiment: null,
      judgedAt: null,
    };
  }
  const { rubric, judgement, judgedAt } = judged;
  const { definition } = rubric;
  const { score, arithmetic, efficiency, sentiment } = judgement;
  return {
    rubric: { id: rubric.id, version: rubric.version, name: definition.name },
    score,
    passed: score === null ? null : score >= definition.passMark,
    arithmetic: { ...arithmetic, passMark: definition.passMark },
    checks: checksOf(view, definition, judgement, may),
    efficiency,
    sentiment: sentiment && {
      score: sentiment.score,
      method: "word_list",
      words: sentiment.words.filter(({ word }) => may(word)),
    },
    judgedAt: judgedAt?.toISOString() ?? null,
  };
}

function checksOf(
  view: View,
  { checks }: RubricDefinition,
  judgement: Judgement,
  may: (text: string) => boolean,
): JudgedCheck[] {
  const byKey = new Map(judgement.checks.map((one) => [one.key, one]));
  return checks.flatMap((check) => {
    const one = byKey.get(check.key);
    if (one === undefined) return [];
    const { key, title, kind, weight } = check;
    const explanation = explain(check, one, { text: may, metadata: view.raw });
    return [{ key, title, kind, weight, result: one.result, evidence: one.evidence, explanation }];
  });
}

function seedPart(view: View, kept: KeptCall, judged: Found | null): Data["seed"] {
  const checks = judged?.rubric.definition.checks ?? [];
  const key = checks.find(({ kind }) => kind === "professional")?.key;
  const result = judged?.judgement.checks.find((one) => one.key === key)?.result;
  const professionalLanguage = result === "pass" ? true : result === "fail" ? false : null;
  const seed = seedReviewOf(kept.call, { professionalLanguage, score: judged?.judgement.score ?? null });
  return { ...seed, agentName: agentFor(view, { id: null, name: seed.agentName }).name };
}
