import type { Call, Message } from "./call";
import { timeMs } from "./time";

/** What the call service's document makes of one call by `analyzeCall`, under its names. */
type CallAnalysis = {
  /** seconds; null until it is told */
  duration: number | null;
  outcome: string;
  /** all messages, those of tools too; null: lines at the start are not held, so nobody can count them */
  messageCount: number | null;
  /** seconds; null: a time cannot be read, or lines at the start are not held */
  avgResponseTime: number | null;
  /** null: nothing judges it */
  sentiment: null;
};

/** @param omittedMessages lines at the start that are more than can be held */
export function analyzeCall(
  { duration, status, transcript }: Pick<Call, "duration" | "status" | "transcript">,
  omittedMessages = 0,
): CallAnalysis {
  const isWhole = omittedMessages === 0;
  return {
    duration,
    outcome: status,
    messageCount: isWhole ? (transcript?.length ?? 0) : null,
    avgResponseTime: isWhole ? meanGapSeconds(transcript) : null,
    sentiment: null,
  };
}

/**
 * Mean gap between messages in the array's own order, whoever speaks, in seconds; 0 with fewer than two. A time that cannot be
 * read leaves it unknown.
 */
function meanGapSeconds(messages: readonly Message[] | null): number | null {
  const first = messages?.[0];
  const last = messages?.at(-1);
  if (messages === null || first === undefined || last === undefined || messages.length < 2) return 0;
  if (messages.some(({ timestamp }) => timeMs(timestamp) === null)) return null;
  // The gaps of neighbours add up to the span from the first to the last.
  return ((timeMs(last.timestamp) ?? 0) - (timeMs(first.timestamp) ?? 0)) / (messages.length - 1) / 1_000;
}
