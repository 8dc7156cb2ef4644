import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { AttentionWords } from "@/lib/calls/attention-words";
import type { Transaction } from "@/lib/database/transaction";
import { type Judgement, judge } from "./judge";
import type { ReadCalls } from "./kept-call";
import { languageCode } from "./language";
import type { RubricStore, StoredRubric } from "./rubric-store";
import { rubricFor } from "./rubrics";
import type { ScoreStore, Turn } from "./score-store";
import type { CallToJudge } from "./talk";

/** Calls read at once; each is stored by itself. */
const BATCH = 20;
/** Others have the embedded engine's one connection between two batches. */
const GAP_MS = 50;

type Parts = {
  rubrics: RubricStore;
  scores: ScoreStore;
  readCalls: ReadCalls;
  words: () => AttentionWords;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** @throws the signal's reason */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** hears of each call that is settled */
  onSettled?: (callId: string) => void;
};

export type Judged = { rubric: StoredRubric; judgement: Judgement };

type Kept = Awaited<ReturnType<ReadCalls>>[number];

export const toJudge = (kept: Kept, language: string | null): CallToJudge => ({
  call: kept.call,
  lineKeys: kept.lineKeys,
  omittedMessages: kept.omittedMessages,
  hasTalk: kept.hasTalk,
  language: languageCode(language),
});

/** Holds a call against the rubric that is for it; null: none is. */
export function judgedBy(
  rubrics: readonly StoredRubric[],
  kept: Kept,
  language: string | null,
  words: AttentionWords,
): Judged | null {
  const { agentId, campaignId } = kept;
  const rubric = rubricFor({ agentId, campaignId, language: languageCode(language) }, rubrics);
  return rubric === null ? null : { rubric, judgement: judge(rubric.definition, toJudge(kept, language), words) };
}

/**
 * Judges what waits to be judged until nothing does: calls that were kept or have changed, and all of them once a rubric has.
 * Each call is a transaction of its own, so that wherever it is broken off the next run goes on there.
 */
export function createJudging({ rubrics, scores, readCalls, words, transact, sleep, onSettled }: Parts) {
  async function batch(turns: readonly Turn[]): Promise<void> {
    const inUse = await rubrics.list({ retired: false });
    const ids = turns.map(({ callId }) => callId);
    const languages = await scores.languagesOf(ids);
    const byId = new Map((await readCalls(ids)).map((kept) => [kept.call.id, kept]));
    for (const turn of turns) {
      const kept = byId.get(turn.callId);
      const judged = kept === undefined ? null : judgedBy(inUse, kept, languages.get(turn.callId) ?? null, words());
      const stored =
        judged === null
          ? null
          : {
              rubricId: judged.rubric.id,
              version: judged.rubric.version,
              passMark: judged.rubric.definition.passMark,
              judgement: judged.judgement,
            };
      await transact((tx) => scores.settle(tx, turn, stored));
      onSettled?.(turn.callId);
      await nextTurn();
    }
  }

  return {
    /** @throws DatabaseUnavailableError; the signal's reason */
    async run(signal: AbortSignal): Promise<void> {
      if (await scores.isIdle()) return;
      await transact((tx) => rubrics.ensureFirst(tx));
      for (;;) {
        signal.throwIfAborted();
        const isWalking = await transact((tx) => scores.walkOn(tx));
        const turns = await scores.waiting(BATCH);
        if (turns.length === 0 && !isWalking) return;
        if (turns.length > 0) await batch(turns);
        await sleep(GAP_MS, signal);
      }
    },
  };
}
