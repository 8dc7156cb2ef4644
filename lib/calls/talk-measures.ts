import type { Message } from "./call";
import {
  agentResponsesMs,
  averageResponseTimeS,
  median,
  type Pauses,
  pausesOf,
  percentile,
  talkShare,
} from "./metrics";
import { type TranscriptRow, transcriptRows } from "./transcript";

/** Measures of a whole transcript (lib/calls/metrics.ts defines each); null where it is too short to tell. */
export type TalkMeasures = {
  responseMedianMs: number | null;
  responseP95Ms: number | null;
  averageResponseMs: number | null;
  /** how many answers that is the median of; P95 is told from ten on */
  responses: number;
  pauses: Pauses;
  /** of all characters, 0 to 1 each */
  talkShare: ReturnType<typeof talkShare>;
};

/** Of fewer answers the slowest alone would be the P95. */
const FEWEST_FOR_P95 = 10;

/** `rows`: those of the messages, which a page has made already. */
type Measure = (messages: Message[] | null, rows: TranscriptRow[]) => Partial<TalkMeasures>;

/** One at a time, because each walks the whole transcript. */
export const TALK_MEASURES: readonly Measure[] = [
  (messages, rows) => {
    const responses = agentResponsesMs(messages, rows);
    const isTelling = responses.length >= FEWEST_FOR_P95;
    return {
      responseMedianMs: median(responses),
      responseP95Ms: isTelling ? percentile(responses, 0.95) : null,
      responses: responses.length,
    };
  },
  (messages, rows) => {
    const averageMs = averageResponseTimeS(messages, rows) * 1000;
    // Nobody speaks twice in one moment: lines of equal times have no times of their own.
    return { averageResponseMs: averageMs === 0 ? null : averageMs };
  },
  (messages, rows) => ({ pauses: pausesOf(messages, rows) }),
  (messages, rows) => ({ talkShare: talkShare(messages, rows) }),
];

export const UNMEASURED: TalkMeasures = {
  responseMedianMs: null,
  responseP95Ms: null,
  averageResponseMs: null,
  responses: 0,
  pauses: { betweenMs: null, spokenUntil: null },
  talkShare: null,
};

/** All of them, of one transcript. */
export function talkMeasures(messages: Message[] | null, rows = transcriptRows(messages)): TalkMeasures {
  return Object.assign({}, UNMEASURED, ...TALK_MEASURES.map((measure) => measure(messages, rows)));
}
