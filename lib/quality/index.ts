import { createCallQuality } from "./call-quality";
import { createFigures } from "./figures";
import { createNotes } from "./notes";
import type { QualityParts } from "./parts";
import { createReviewing } from "./reviewing";
import { createRubricKeeping } from "./rubric-keeping";
import { createScorer, type ScorerParts } from "./scorer";

export { createJudging } from "./judging";
export type { KeptCall } from "./kept-call";
export { createSampling } from "./sampling";
export { createScorerAsking } from "./scorer-asking";
export { createScoring } from "./scoring";
export { createQualityStores } from "./stores";

/** How calls are judged: by rubrics, by people, and by an outside program. */
export function createQuality(parts: QualityParts, scorer: ScorerParts) {
  return {
    calls: createCallQuality(parts),
    rubrics: createRubricKeeping(parts),
    notes: createNotes(parts),
    reviews: createReviewing(parts),
    figures: createFigures(parts),
    scorer: createScorer(parts, scorer),
  };
}

export type Quality = ReturnType<typeof createQuality>;
