import "server-only";
import type { Transaction } from "@/lib/database/transaction";
import type { ScorerFault } from "@/lib/wire/scorer-contract";
import type { Claim, ExternalStore } from "./external-store";
import type { KeptCall, ReadCalls } from "./kept-call";
import type { ScoreStore } from "./score-store";
import type { Asked, AskScorer } from "./scorer-asking";
import type { ScorerSettingsStore, StoredScorer } from "./scorer-settings";

export const MOST_ATTEMPTS = 6;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 4 * 3_600_000;
/** Where a scorer says no wait itself. */
const RATE_LIMITED_MS = 60_000;
/** Older than this a score is of no use, and what waits would only grow. */
const MOST_WAITED_MS = 3 * 86_400_000;
/** So many on end: it is the scorer, not the calls, and all of them wait, longer each time. */
const MOST_FAILURES_ON_END = 3;
const FIRST_HOLD_MS = 5 * 60_000;
const LONGEST_HOLD_MS = 3_600_000;

/** What lies with the call: another attempt would bring the same. */
const FINAL: readonly ScorerFault[] = ["no_talk", "too_long", "refused"];
/** What lies with what is set, or with our haste: no attempt of the call's, and the next one would fare the same. */
const HOLDS_ALL: readonly ScorerFault[] = [
  ...(["key_refused", "rate_limited", "secret_lost", "forbidden_address", "not_encrypted"] as const),
];
/** What lies with the scorer, not with the call. */
const OF_SCORER: readonly ScorerFault[] = ["unreachable", "timeout", "failed", "redirected"];

export const retryMs = (attempt: number): number =>
  Math.min(FIRST_RETRY_MS * 4 ** Math.max(0, attempt - 1), LONGEST_RETRY_MS);

type Parts = {
  settings: ScorerSettingsStore;
  external: ExternalStore;
  scores: Pick<ScoreStore, "languagesOf">;
  readCalls: ReadCalls;
  ask: AskScorer;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  nowMs: () => number;
  /** hears of each call that was scored */
  onScored?: (callId: string) => void;
};

/**
 * Sends calls that wait to the outside program, one at a time, until none is due, the day's budget is used up or the scorer is in
 * trouble. An attempt is counted and paid for before it is made, so that a killed process neither loses a call nor sends it for ever.
 */
export function createScoring(parts: Parts) {
  const { settings, external, scores, readCalls, ask, transact, nowMs, onScored } = parts;

  /** Rounds on end that the scorer was in trouble. */
  let outages = 0;

  async function askAbout(scorer: StoredScorer, claim: Claim, signal: AbortSignal): Promise<Asked> {
    const [kept]: (KeptCall | undefined)[] = await readCalls([claim.callId]);
    if (kept === undefined) return { kind: "fault", fault: "no_talk", sentLines: 0, retryAfterMs: null, problems: [] };
    const languages = await scores.languagesOf([claim.callId]);
    const language = languages.get(claim.callId) ?? null;
    const { attempt, sentHash } = claim;
    const pay = () => transact((tx) => external.spend(tx, scorer.perDay));
    return ask(scorer, kept, { language, signal, attempt, sentHash, pay });
  }

  /** @returns the fault; null: it was scored, or need not be */
  async function settle(claim: Claim, asked: Exclude<Asked, { kind: "unpaid" }>): Promise<ScorerFault | null> {
    if (asked.kind === "same") {
      await transact((tx) => external.holds(tx, claim));
      return null;
    }
    if (asked.kind === "scored") {
      if (await transact((tx) => external.scored(tx, claim, asked.scored))) onScored?.(claim.callId);
      return null;
    }
    const { fault, retryAfterMs } = asked;
    const holds = HOLDS_ALL.includes(fault);
    const waitMs = holds
      ? (retryAfterMs ?? (fault === "rate_limited" ? RATE_LIMITED_MS : FIRST_HOLD_MS))
      : Math.max(retryAfterMs ?? 0, retryMs(claim.attempt));
    const isOver = FINAL.includes(fault) || (!holds && claim.attempt >= MOST_ATTEMPTS);
    const next = isOver ? null : new Date(nowMs() + waitMs);
    await transact(async (tx) => {
      await external.failed(tx, claim, { fault, next, isCounted: !holds });
      if (holds) await external.hold(tx, new Date(nowMs() + waitMs));
    });
    return fault;
  }

  return {
    /** @throws DatabaseUnavailableError; the signal's reason */
    async run(signal: AbortSignal): Promise<void> {
      if (await external.isIdle()) return;
      await external.expire(new Date(nowMs() - MOST_WAITED_MS));
      let failures = 0;
      while (failures < MOST_FAILURES_ON_END) {
        signal.throwIfAborted();
        const scorer = await settings.current();
        if (!scorer.isOn) return;
        const claim = await transact((tx) => external.claim(tx));
        if (claim === null) return;
        const asked = await askAbout(scorer, claim, signal);
        if (asked.kind === "unpaid") return transact((tx) => external.unclaim(tx, claim));
        const fault = await settle(claim, asked);
        if (fault !== null && HOLDS_ALL.includes(fault)) return;
        if (fault === null) [failures, outages] = [0, 0];
        else if (OF_SCORER.includes(fault)) failures += 1;
      }
      const holdMs = Math.min(FIRST_HOLD_MS * 2 ** outages, LONGEST_HOLD_MS);
      outages += 1;
      await transact((tx) => external.hold(tx, new Date(nowMs() + holdMs)));
    },
  };
}
