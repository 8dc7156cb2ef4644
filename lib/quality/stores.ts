import type { Database } from "@/lib/database/database";
import { createExternalStore, type ExternalStore } from "./external-store";
import { createFigureStore, type FigureStore } from "./figure-store";
import { createNoteStore, type NoteStore } from "./note-store";
import { createReviewStore, type ReviewStore } from "./review-store";
import { createRubricStore, type RubricStore } from "./rubric-store";
import { createSamplingStore, type SamplingStore } from "./sampling-store";
import { createScoreStore, type ScoreStore } from "./score-store";
import { createScorerSettings, type ScorerSettingsStore } from "./scorer-settings";

export type QualityStores = {
  qualityRubrics: RubricStore;
  qualityScores: ScoreStore;
  qualityReviews: ReviewStore;
  qualityNotes: NoteStore;
  qualitySampling: SamplingStore;
  qualityFigures: FigureStore;
  externalScores: ExternalStore;
  scorerSettings: ScorerSettingsStore;
};

/** What is known of how calls were judged, over this database. */
export function createQualityStores(parts: { database: Database; nowMs: () => number }): QualityStores {
  return {
    qualityRubrics: createRubricStore(parts),
    qualityScores: createScoreStore(parts),
    qualityReviews: createReviewStore(parts),
    qualityNotes: createNoteStore(parts),
    qualitySampling: createSamplingStore(parts),
    qualityFigures: createFigureStore(parts),
    externalScores: createExternalStore(parts),
    scorerSettings: createScorerSettings(parts),
  };
}
