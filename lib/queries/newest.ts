import type { AnswerFreshness } from "@/lib/wire/fetch-json";
import { ageingNowMs, dataAgeMs, receivedAtMs, tooOldMs } from "./freshness";

type Dated = { freshness: AnswerFreshness };

/** What a page took that came with an answer may have been asked for this long before. */
const PAGE_TRAVEL_MS = 5_000;
/** Clocks of two servers that agree this well count as one. */
const SAME_CLOCK_MS = 50;
/** When nothing could be taken for this long, the server's word is better than ours. */
const GIVE_IN_MS = 60_000;

/**
 * The answer to show when `incoming` arrives beside `known`. Behind one address several servers may answer, each with
 * what it read last and each by its own clock: one that knows less than what is on the screen is not taken. One for
 * another view (`viewOf`: role, masking) always is, because what may not be seen any more must go at once.
 */
export function newest<Data extends Dated>(
  known: Data | undefined,
  incoming: Data,
  viewOf: (data: Data) => string,
  nowMs = ageingNowMs(),
): Data {
  if (known === undefined || viewOf(known) !== viewOf(incoming)) return incoming;
  if (nowMs - receivedAtMs(known.freshness, nowMs) > GIVE_IN_MS) return incoming;
  if (!isOlder(incoming.freshness, known.freshness, nowMs)) return incoming;
  const { refreshMs, slowReason } = incoming.freshness;
  const ageMs = dataAgeMs(known.freshness, nowMs) ?? 0;
  if (ageMs <= tooOldMs(refreshMs)) return known;
  // Old by now, whoever answers: why, the newest answer knows.
  const came = spanOf(known.freshness, nowMs);
  return { ...known, freshness: { ...known.freshness, ...came, refreshMs, slowReason } };
}

/**
 * Whether one answer's data is surely older than another's. By the server's times where both came from clocks that
 * agree, as far as can be told from when this page asked and was answered; else by this page's own clock, on which a
 * server that is hours off is as good as any.
 */
function isOlder(one: AnswerFreshness, other: AnswerFreshness, nowMs: number): boolean {
  if (one.asOfMs === null || other.asOfMs === null) return one.asOfMs === null && other.asOfMs !== null;
  const [a, b] = [spanOf(one, nowMs), spanOf(other, nowMs)];
  const aheadMs = Math.max(
    one.serverNowMs - a.receivedAtMs - (other.serverNowMs - b.sentAtMs),
    other.serverNowMs - b.receivedAtMs - (one.serverNowMs - a.sentAtMs),
  );
  if (aheadMs <= SAME_CLOCK_MS) return one.asOfMs < other.asOfMs;
  const latestMs = a.receivedAtMs - (one.serverNowMs - one.asOfMs);
  const earliestMs = b.sentAtMs - (other.serverNowMs - other.asOfMs);
  return latestMs < earliestMs;
}

/** Between which two moments of this page's ageing clock a server answered. */
function spanOf(freshness: AnswerFreshness, nowMs: number): { sentAtMs: number; receivedAtMs: number } {
  const cameMs = receivedAtMs(freshness, nowMs);
  return { sentAtMs: freshness.sentAtMs ?? cameMs - PAGE_TRAVEL_MS, receivedAtMs: cameMs };
}
