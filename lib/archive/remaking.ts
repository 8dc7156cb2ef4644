import type { Transaction } from "@/lib/database/transaction";
import { isNamed } from "@/lib/errors/named";
import type { ArchivedCall } from "./record";
import type { RemakingStore, StaleWords } from "./remaking-store";
import { type ArchiveStore, isWithheld, WORD_MAKING, type WordMaking } from "./store";
import { prepareWords } from "./words";

/** So many are looked up at once; each is read and written by itself, and none but one is in memory. */
const BATCH = 50;
/** What a call takes is left to others after it, so that at most half of the time is spent on this. */
const SHORTEST_GAP_MS = 5;
const LONGEST_GAP_MS = 2_000;
const TELL_EVERY_MS = 30_000;
/** More that cannot be looked through is no matter of single calls: the next time is soon enough. */
const MOST_FAILED = 200;

export type RemakingProgress = { remade: number; left: number; failed: number; isDone: boolean };

/**
 * Makes the words of kept calls anew where another redaction has made them; what is not remade yet is found by nobody who reads
 * masked or redacted talk (search.ts). A call at a time, the newest first. Where it stands is told by the calls themselves,
 * so whatever ends it, it goes on with what is left.
 */
export function createRemaking(parts: {
  archive: Pick<ArchiveStore, "read">;
  archiveRemaking: RemakingStore;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Has long talk looked through for the views that words are made for, away from the main thread. */
  lookThrough: (archived: ArchivedCall) => Promise<void>;
  /** hears how far it is: at the beginning and the end, if there is anything to do, and now and then meanwhile */
  onProgress: (progress: RemakingProgress) => void;
  nowMs: () => number;
  /** @throws the signal's reason */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  making?: WordMaking;
}) {
  const { archive, archiveRemaking, transact, lookThrough, onProgress, nowMs, sleep } = parts;
  const { wordsOf } = parts.making ?? WORD_MAKING;

  /** @returns false: it could not be looked through, so it stays as it is */
  async function remake(stale: StaleWords): Promise<boolean> {
    const known = await archive.read(stale.callId);
    if (known === null) return true;
    const { record, archived } = known;
    await lookThrough(archived);
    await prepareWords(archived);
    const words = wordsOf(archived);
    if (isWithheld(archived.call)) return false;
    await transact((tx) => archiveRemaking.replace(tx, stale, record.changedAt, words));
    return true;
  }

  /** What one call does to the database or to us keeps no other waiting. */
  async function remakeOrNot(stale: StaleWords, signal: AbortSignal): Promise<boolean> {
    try {
      return await remake(stale);
    } catch (error) {
      if (signal.aborted || isNamed(error, "DatabaseUnavailableError")) throw error;
      return false;
    }
  }

  return {
    /** Until nothing is left, or what is left cannot be looked through now. @throws DatabaseUnavailableError; the signal's reason */
    async run(signal: AbortSignal): Promise<void> {
      const planned = await archiveRemaking.count();
      if (planned === 0) return;
      const failed: string[] = [];
      let remade = 0;
      let toldMs = nowMs();
      const tell = (left: number, isDone = false) => onProgress({ remade, left, failed: failed.length, isDone });
      tell(planned);
      while (failed.length < MOST_FAILED) {
        const batch = await archiveRemaking.stale(BATCH, failed);
        if (batch.length === 0) break;
        for (const stale of batch) {
          signal.throwIfAborted();
          const sinceMs = nowMs();
          if (await remakeOrNot(stale, signal)) remade += 1;
          else failed.push(stale.callId);
          if (nowMs() - toldMs >= TELL_EVERY_MS) {
            toldMs = nowMs();
            tell(Math.max(0, planned - remade));
          }
          await sleep(Math.min(Math.max(nowMs() - sinceMs, SHORTEST_GAP_MS), LONGEST_GAP_MS), signal);
        }
      }
      tell(failed.length, true);
    },
  };
}
