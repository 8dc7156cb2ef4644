import "server-only";
import { type Transaction, transact } from "@/lib/database/transaction";
import { createJudging, createSampling } from "@/lib/quality";
import { settings } from "@/lib/settings/settings";
import { access } from "./access";
import { assignInDemo, reviewInDemo } from "./demo-reviews";
import { listenedWords, QUALITY_WORK, readKeptCalls } from "./quality-parts";
import { sleep } from "./sleep";

const JUDGE_EVERY_MS = 30_000;
const SAMPLE_EVERY_MS = 15 * 60_000;
/** A newcomer looks around for some minutes. */
const SAMPLE_IN_DEMO_MS = 60_000;
/** Starting is busy enough. */
const JUDGE_FIRST_AFTER_MS = 8_000;
const SAMPLE_FIRST_AFTER_MS = 45_000;
const IN_THE_DEMO = { critical: true, randomPerAgent: 2, lowest: 3, firstOfNewAgent: 0 };

/**
 * Has calls judged that are kept, that change, or whose rubric has, and calls put into the queue of reviews, by one process of
 * all that share the database. @throws DatabaseUnavailableError
 */
export async function startQuality(): Promise<void> {
  const { database, background, qualityRubrics, qualityScores, qualityReviews, qualitySampling } = await access();
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
}
