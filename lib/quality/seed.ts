import type { Call } from "@/lib/calls/call";
import { asSent } from "@/lib/calls/sent";
import type { SeedReview } from "@/lib/wire/quality-contract";

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What only its names are known of in the document; ours stand for it. */
type Ours = { professionalLanguage: boolean | null; score: number | null };

/**
 * A review as the call API's document computes it, so that a program written after it finds its figures: "hi" anywhere in the
 * first line is a greeting, "thank" or "goodbye" in the last one a closing, and a call without a duration is efficient. Our own
 * checks are the better ones. Where the document's code would stop, its value is null.
 */
export function seedReviewOf(call: Call, ours: Ours): SeedReview {
  const sent = asSent(call);
  const lines = linesOf(sent.transcript) ?? call.transcript;
  const holds = (line: Fields | undefined, words: readonly string[]) => {
    if (line === undefined) return false;
    const { content } = line;
    if (typeof content !== "string") return null;
    const lower = content.toLowerCase();
    return words.some((word) => lower.includes(word));
  };
  const { duration } = sent;
  return {
    callId: call.id,
    agentName:
      isFields(sent.agent) && typeof sent.agent.name === "string" ? sent.agent.name : (call.agent?.name ?? null),
    duration: call.duration,
    status: call.status,
    greetingUsed: holds(lines?.[0], ["hello", "hi"]),
    closingUsed: holds(lines?.at(-1), ["thank", "goodbye"]),
    professionalLanguage: ours.professionalLanguage,
    resolutionProvided: call.summary?.includes("resolved") ?? false,
    responseTime: responseTime(lines),
    // null < 300 is true there, and undefined < 300 is not.
    callEfficiency: Number(duration === null ? 0 : duration) < 300 ? "efficient" : "lengthy",
    score: ours.score,
  };
}

const linesOf = (transcript: unknown): Fields[] | null =>
  Array.isArray(transcript) && transcript.every(isFields) ? transcript : null;

/** The mean of all gaps in the array's own order, seconds; null where a time cannot be read. */
function responseTime(lines: readonly Fields[] | null): number | null {
  if (lines === null || lines.length < 2) return 0;
  const times = lines.map(({ timestamp }) => new Date(timestamp as string).getTime());
  const gaps = times.slice(1).map((time, place) => (time - (times[place] ?? Number.NaN)) / 1_000);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Number.isFinite(mean) ? mean : null;
}
