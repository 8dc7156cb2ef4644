import "server-only";
import { type Transaction, transact } from "@/lib/database/transaction";
import { createJudging, createSampling, createScoring } from "@/lib/quality";
import { settings } from "@/lib/settings/settings";
import { access } from "./access";
import { assignInDemo, reviewInDemo } from "./demo-reviews";
import { listenedWords, QUALITY_WORK, readKeptCalls } from "./quality-parts";
import { askScorer, mayScoreOutside } from "./scorer-parts";
import { sleep } from "./sleep";

const JUDGE_EVERY_MS = 30_000;
const SAMPLE_EVERY_MS = 15 * 60_000;
/** A newcomer looks around for some minutes. */
const SAMPLE_IN_DEMO_MS = 60_000;
/** Starting is busy enough. */
const JUDGE_FIRST_AFTER_MS = 8_000;
const SAMPLE_FIRST_AFTER_MS = 45_000;
const SCORE_EVERY_MS = 30_000;
const SCORE_FIRST_AFTER_MS = 20_000;
const IN_THE_DEMO = { critical: true, randomPerAgent: 2, lowest: 3, firstOfNewAgent: 0 };

/**
 * Has calls judged that are kept, that change, or whose rubric has, calls put into the queue of reviews, and calls sent to the
 * outside scorer, by one process of all that share the database. @throws DatabaseUnavailableError
 */
export async function startQuality(): Promise<void> {
  const parts = await access();
  const { database, background, qualityRubrics, qualityScores, qualityReviews, qualitySampling } = parts;
  const { externalScores, scorerSettings } = parts;
  const change = <T>(work: (tx: Transaction) => Promise<T>) => transact(database, work);
  const judging = createJudging({
    ...{ rubrics: qualityRubrics, scores: qualityScores, readCalls: readKeptCalls, words: listenedWords },
    ...{ transact: change, sleep },
  });
  const sampling = createSampling({
    ...{ sampling: qualitySampling, reviews: qualityReviews, transact: change, nowMs: Date.now },
  });
  // A newcomer is to see a queue that has something in it.
  if (settings().demo) await change((tx) => qualitySampling.setFirst(tx, IN_THE_DEMO));
  background.periodic({
    ...{ name: QUALITY_WORK.judging, everyMs: JUDGE_EVERY_MS, firstAfterMs: JUDGE_FIRST_AFTER_MS, work: judging.run },
  });
  background.periodic({
    ...{ name: QUALITY_WORK.sampling, firstAfterMs: SAMPLE_FIRST_AFTER_MS },
    everyMs: settings().demo ? SAMPLE_IN_DEMO_MS : SAMPLE_EVERY_MS,
    work: async (signal) => {
      if (settings().demo) await reviewInDemo(signal);
      await sampling.run(signal);
      if (settings().demo) await assignInDemo();
    },
  });
  if (!mayScoreOutside()) return;
  const scoring = createScoring({
    ...{ settings: scorerSettings, external: externalScores, scores: qualityScores },
    ...{ readCalls: readKeptCalls, ask: askScorer, transact: change, nowMs: Date.now },
  });
  background.periodic({
    ...{ name: QUALITY_WORK.scoring, everyMs: SCORE_EVERY_MS, firstAfterMs: SCORE_FIRST_AFTER_MS, work: scoring.run },
  });
}
