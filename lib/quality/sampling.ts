import "server-only";
import type { Transaction } from "@/lib/database/transaction";
import type { ReviewSource } from "@/lib/wire/quality-contract";
import type { ReviewStore } from "./review-store";
import { type SamplingStore, weekOf } from "./sampling-store";

const WEEK_MS = 7 * 86_400_000;

type Parts = {
  sampling: SamplingStore;
  reviews: ReviewStore;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  nowMs: () => number;
};

/** Puts calls into the queue as the rules say: of this week and of the one before. What is there already is not put there twice. */
export function createSampling({ sampling, reviews, transact, nowMs }: Parts) {
  return {
    /** @returns how many were put there @throws DatabaseUnavailableError; the signal's reason */
    async run(signal: AbortSignal): Promise<number> {
      const rules = await sampling.current();
      let added = 0;
      const put = async (source: ReviewSource, found: readonly { callId: string }[]) => {
        for (const { callId } of found) {
          signal.throwIfAborted();
          const made = await transact((tx) => reviews.add(tx, { callId, opinion: 1, source }));
          if (made?.isNew === true) added += 1;
        }
      };
      if (rules.critical) await put("critical", await sampling.critical());
      if (rules.firstOfNewAgent > 0) await put("new_agent", await sampling.firstOfNewAgents(rules.firstOfNewAgent));
      const thisWeek = weekOf(nowMs());
      for (const week of [thisWeek - WEEK_MS, thisWeek]) {
        if (rules.lowest > 0) await put("lowest", await sampling.lowest(rules.lowest, week));
        if (rules.randomPerAgent > 0) await put("random", await sampling.random(rules.randomPerAgent, week));
      }
      return added;
    },
  };
}
