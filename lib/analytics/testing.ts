import type { Call } from "@/lib/calls/call";
import { agentResponsesMs, deadAirMs, median, pausesEndMs, pausesOf, percentile, talkShare } from "@/lib/calls/metrics";
import { timeMs } from "@/lib/calls/time";
import type { AnalyticsBucket, AnalyticsMeasures } from "@/lib/wire/analytics-contract";

/** Test code: every figure once more, as slowly and plainly as it is defined, of calls and not of rows. */

/** A call that is kept, with what was seen of it. */
export type Known = {
  call: Call;
  campaignId: string | null;
  watched: {
    participants: readonly { kind: string }[];
    reasons: readonly { reason: string; sentence: string }[];
  } | null;
  endedBy: unknown;
  /** by a rubric, and by the list of words; left out or null: not known */
  judged?: { score: number | null; good: number; bad: number } | undefined;
};

export const happenedMs = ({ call }: Known): number =>
  timeMs(call.startedAt) ?? timeMs(call.createdAt) ?? timeMs(call.endedAt) ?? 0;

const formats = new Map<string, Intl.DateTimeFormat>();
/** What a zone's clocks show: "2026-10-25 03:30", with the offset. */
function shown(ms: number, timeZone: string): { day: string; hour: string; minute: string; offset: string } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const),
      timeZoneName: "longOffset",
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  return { day, hour: parts.hour ?? "", minute: parts.minute ?? "", offset: parts.timeZoneName ?? "" };
}

/** 1 is Monday. */
const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
const monday = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - (weekday(day) - 1) * 86_400_000).toISOString().slice(0, 10);

/** By the clocks, minute by minute: where another hour, day or week begins. */
export function bucketStarts(fromMs: number, toMs: number, timeZone: string, bucket: AnalyticsBucket): number[] {
  const nameOf = (ms: number): string => {
    const { day, hour, offset } = shown(ms, timeZone);
    return bucket === "hour" ? `${day} ${hour} ${offset}` : bucket === "day" ? day : monday(day);
  };
  const starts = [fromMs];
  let before = nameOf(fromMs);
  for (let ms = fromMs + 60_000; ms < toMs; ms += 60_000) {
    const name = nameOf(ms);
    if (name !== before) starts.push(ms);
    before = name;
  }
  return starts;
}

export function weekHourOf(ms: number, timeZone: string): { weekday: number; hour: number } {
  const { day, hour } = shown(ms, timeZone);
  return { weekday: weekday(day), hour: Number(hour) };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const known = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null);
const p95 = (values: readonly number[]) => (values.length < 10 ? null : percentile(values, 0.95));
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

export const secondsOf = ({ call }: Known): number | null => {
  const startedMs = timeMs(call.startedAt);
  const endedMs = timeMs(call.endedAt);
  const measured =
    call.status === "completed" && startedMs !== null && endedMs !== null ? (endedMs - startedMs) / 1_000 : null;
  const seconds = call.duration ?? measured;
  return seconds === null ? null : Math.max(0, Math.round(seconds));
};
export const responseOf = ({ call }: Known): number | null => median(agentResponsesMs(call.transcript));
const pausesMsOf = ({ call }: Known): number | null =>
  call.transcript === null ? null : deadAirMs(pausesOf(call.transcript), pausesEndMs(call, timeMs(call.endedAt) ?? 0));
export const kindsOf = ({ watched }: Known): string[] => [
  ...new Set((watched?.reasons ?? []).map(({ reason }) => reason)),
];

/** By whole weights of good and bad words. */
function soundOf({ judged }: Known): "negative" | "neutral" | "positive" | null {
  const { good = 0, bad = 0 } = judged ?? {};
  if (good + bad === 0) return null;
  if (Math.abs(good - bad) * 20 < good + bad) return "neutral";
  return good > bad ? "positive" : "negative";
}

/** The measures of some calls. @param statusOf what the reader is told of a status */
export function measuresOf(calls: readonly Known[], statusOf = (status: string) => status): AnalyticsMeasures {
  const byStatus: Record<string, number> = {};
  for (const { call } of calls) byStatus[statusOf(call.status)] = (byStatus[statusOf(call.status)] ?? 0) + 1;
  const of = (status: string) => calls.filter(({ call }) => call.status === status);
  const completed = of("completed");
  const handling = known(completed.map(secondsOf));
  const responses = known(calls.map(responseOf));
  const pauses = known(calls.map(pausesMsOf));
  const shares = known(calls.map(({ call }) => talkShare(call.transcript)));
  const scores = known(calls.map(({ judged }) => judged?.score ?? null));
  const sounds = known(calls.map(soundOf));
  const sounding = (sound: string) => sounds.filter((one) => one === sound).length;
  const watched = calls.filter((one) => one.watched !== null);
  const contained = completed.filter((one) => one.watched !== null);
  const isContained = ({ watched: seen }: Known) =>
    (seen?.participants ?? []).every(({ kind }) => kind !== "other") &&
    (seen?.reasons ?? []).every(({ sentence }) => !sentence.includes("asked for a person"));
  return {
    calls: calls.length,
    byStatus,
    answerRate: share(
      completed.length,
      completed.length + of("no_answer").length + of("busy").length + of("failed").length,
    ),
    handlingMeanSeconds: mean(handling),
    handlingMedianSeconds: median(handling),
    handlingP95Seconds: p95(handling),
    agentResponseMedianMs: median(responses),
    agentResponseP95Ms: p95(responses),
    pausesMeanMs: mean(pauses),
    agentTalkShare: mean(shares.map(({ agent }) => agent)),
    callerTalkShare: mean(shares.map(({ caller }) => caller)),
    endedByPerson: calls.filter(({ endedBy }) => endedBy !== null).length,
    neededAttention: watched.filter((one) => kindsOf(one).length > 0).length,
    reasonsPer100: share(watched.reduce((sum, one) => sum + kindsOf(one).length, 0) * 100, watched.length),
    containment: share(contained.filter(isContained).length, contained.length),
    qualityMean: mean(scores),
    qualityMedian: median(scores),
    sentimentNegative: sounding("negative"),
    sentimentNeutral: sounding("neutral"),
    sentimentPositive: sounding("positive"),
    known: {
      handling: handling.length,
      response: responses.length,
      pauses: pauses.length,
      talkShare: shares.length,
      watched: watched.length,
      containment: contained.length,
      times: calls.filter(({ call }) => goesOn(call) !== null).length,
      quality: scores.length,
      sentiment: sounds.length,
    },
  };
}

function goesOn({ startedAt, endedAt }: Call): { sinceMs: number; untilMs: number } | null {
  const [sinceMs, untilMs] = [timeMs(startedAt), timeMs(endedAt)];
  return sinceMs === null || untilMs === null || untilMs <= sinceMs ? null : { sinceMs, untilMs };
}

/** The most calls at once, and their mean, between two moments. */
export function concurrencyOf(calls: readonly Known[], startMs: number, endMs: number) {
  const spans = known(calls.map(({ call }) => goesOn(call)));
  const at = (ms: number) => spans.filter(({ sinceMs, untilMs }) => sinceMs <= ms && ms < untilMs).length;
  const moments = [startMs, ...spans.map(({ sinceMs }) => sinceMs).filter((ms) => ms >= startMs && ms < endMs)];
  const overlapMs = spans.reduce(
    (sum, { sinceMs, untilMs }) => sum + Math.max(0, Math.min(untilMs, endMs) - Math.max(sinceMs, startMs)),
    0,
  );
  return { peak: Math.max(...moments.map(at)), mean: overlapMs / (endMs - startMs) };
}
