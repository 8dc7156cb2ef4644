import type { Call } from "@/lib/calls/call";
import { wordsOf } from "@/lib/calls/phrases";
import { inReadingOrder, rowsOf, type TranscriptRow } from "@/lib/calls/transcript";
import type { Steps } from "./pattern";

/** A call as it is judged: as it was kept. */
export type CallToJudge = {
  call: Call;
  /** a key for each line of `call.transcript` */
  lineKeys: readonly number[];
  /** lines at the start that were more than could be held */
  omittedMessages: number;
  /** false: what was said is kept no longer */
  hasTalk: boolean;
  /** the code of its language, "de"; null: nobody knows */
  language: string | null;
};

/** A spoken line with its key. */
export type SpokenLine = { key: number; row: TranscriptRow; place: number; words: () => string[] };

/** What is known of what was said. `lines`: spoken ones in reading order. */
export type Talk = {
  input: CallToJudge;
  rows: readonly TranscriptRow[];
  lines: readonly SpokenLine[];
  /** keys of `rows` */
  keys: readonly number[];
  /** why nothing can be said of the talk; null: it can */
  missing: "no_talk" | "too_long" | null;
  /** what all patterns of a rubric may spend on it together: others wait while a call is judged */
  steps: Steps;
};

/** What is read of one line, and how many lines of one call. */
const READ_CHARACTERS = 4_000;
const MOST_LINES = 3_000;
const MOST_STEPS = 3_000_000;

export function talkOf(input: CallToJudge): Talk {
  const messages = input.call.transcript;
  const none = { input, rows: [], lines: [], keys: [], steps: { left: 0 } };
  if (messages === null || !input.hasTalk) return { ...none, missing: "no_talk" };
  if (messages.length > MOST_LINES) return { ...none, missing: "too_long" };
  const byMessage = new Map(messages.map((message, place) => [message, input.lineKeys[place] ?? -1]));
  const keys = inReadingOrder(messages).map(({ message }) => byMessage.get(message) ?? -1);
  const rows = rowsOf(messages);
  const lines = rows.flatMap((row, place) => {
    if (row.kind !== "speech") return [];
    let words: string[] | null = null;
    const read = () => {
      words ??= wordsOf(row.content.slice(0, READ_CHARACTERS));
      return words;
    };
    return [{ key: keys[place] ?? -1, row, place, words: read }];
  });
  return { input, rows, lines, keys, missing: null, steps: { left: MOST_STEPS } };
}

export const readText = ({ row }: SpokenLine): string => row.content.slice(0, READ_CHARACTERS);
export const agentLines = ({ lines }: Talk) => lines.filter(({ row }) => row.speaker === "agent");
export const callerLines = ({ lines }: Talk) => lines.filter(({ row }) => row.speaker === "caller");
