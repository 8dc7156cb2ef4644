import { type Fields, fieldOf } from "./read-fields";
import { timeText } from "./time";

/** Where platforms put the moment of a line. */
const MOMENTS = [
  "timestamp",
  "time",
  "createdAt",
  "at",
  "date",
  "datetime",
  "dateTime",
  "ts",
  "startTime",
  "startedAt",
  "start",
];
const OTHER_MOMENTS = ["sentAt", "spokenAt", "occurredAt", "startedSpeakingAt", "created", "updatedAt"];
/** Seconds since the call's start; some write a moment into the same field, which is so much larger that it is told apart. */
const OFFSETS_S = [
  "secondsFromStart",
  "timeInCallSecs",
  "offset",
  "offsetSeconds",
  "startOffset",
  "startSeconds",
  "startS",
];
const BOTH = ["time", "start", "startTime", "timestamp"];
const OFFSETS_MS = ["offsetMs", "startMs", "startTimeMs", "audioStartMs", "startOffsetMs", "relativeMs"];
/** No call lasts a month. */
const LONGEST_OFFSET_S = 30 * 86_400;

export type LineTimes = {
  /** the call's start, from which offsets count; null: nobody knows */
  startedMs: number | null;
  /** later than this no line can be */
  latestMs: number | null;
};

/** When a line was said, by whatever name and unit that came; undefined: no time came, null: one came that cannot be read. */
export function lineTime(line: Fields, times: LineTimes): string | null | undefined {
  let hasCome = false;
  for (const name of [...MOMENTS, ...OTHER_MOMENTS]) {
    const told = fieldOf(line, name);
    if (told === undefined || told === null || told === "") continue;
    const text = timeText(told, times.latestMs);
    if (text !== null) return text;
    hasCome = true;
  }
  for (const [names, perSecond] of [
    [[...OFFSETS_S, ...BOTH], 1],
    [OFFSETS_MS, 1000],
  ] as const) {
    for (const name of names) {
      const offsetS = offsetOf(fieldOf(line, name), perSecond);
      if (offsetS === null) continue;
      hasCome = true;
      const text =
        times.startedMs === null ? null : timeText(Math.round(times.startedMs + offsetS * 1000), times.latestMs);
      if (text !== null) return text;
    }
  }
  const word = Array.isArray(line.words) ? line.words[0] : undefined;
  if (!hasCome && typeof word === "object" && word !== null) return lineTime({ start: (word as Fields).start }, times);
  return hasCome ? null : undefined;
}

/** Seconds since the start, from a number, its digits or "1:02:03". */
function offsetOf(told: unknown, perSecond: number): number | null {
  const clock = typeof told === "string" ? /^\s*(?:(\d{1,2}):)?(\d{1,3}):(\d\d(?:\.\d+)?)\s*$/.exec(told) : null;
  if (clock !== null) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const number = typeof told === "string" && /^\s*\d+(?:\.\d+)?\s*$/.test(told) ? Number(told) : told;
  if (typeof number !== "number" || !Number.isFinite(number) || number < 0) return null;
  const seconds = number / perSecond;
  return seconds <= LONGEST_OFFSET_S ? seconds : null;
}
