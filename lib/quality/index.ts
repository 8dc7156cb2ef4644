import { createCallQuality } from "./call-quality";
import { createFigures } from "./figures";
import { createNotes } from "./notes";
import type { QualityParts } from "./parts";
import { createReviewing } from "./reviewing";
import { createRubricKeeping } from "./rubric-keeping";

export { createJudging } from "./judging";
export type { KeptCall } from "./kept-call";
export { createSampling } from "./sampling";
export { createQualityStores } from "./stores";

/** How calls are judged: by rubrics, and by people. */
export function createQuality(parts: QualityParts) {
  return {
    calls: createCallQuality(parts),
    rubrics: createRubricKeeping(parts),
    notes: createNotes(parts),
    reviews: createReviewing(parts),
    figures: createFigures(parts),
  };
}

export type Quality = ReturnType<typeof createQuality>;
