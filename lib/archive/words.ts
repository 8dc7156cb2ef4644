import { ownKeyOf, saidFor, summaryFor, type Visibility } from "@/lib/access/visibility";
import { inTurns } from "@/lib/jobs/in-turns";
import { languageOf } from "./language";
import type { ArchivedCall } from "./record";

/** For whom talk is looked through: who sees all, who sees no names and numbers of the caller, who reads redacted talk. */
export type Form = "plain" | "masked" | "redacted";

const VISIBILITY: Record<Form, Visibility> = {
  plain: { masked: false, redacted: false, lines: true, raw: true },
  masked: { masked: true, redacted: false, lines: true, raw: false },
  // Whoever reads redacted talk with names finds by none of them: what is found is never more than what is shown.
  redacted: { masked: true, redacted: true, lines: true, raw: false },
};

/** The form whose words this view may find by. */
export function formOf({ masked, redacted }: Visibility): Form {
  return redacted ? "redacted" : masked ? "masked" : "plain";
}

/** The views whose redaction is long work that is to be done before `wordsOf`. */
export const FORM_VISIBILITIES = [VISIBILITY.masked, VISIBILITY.redacted];

/** A form's own. */
export type FormText = {
  summary: string;
  lines: readonly string[];
  /** of lines that are too many, the words that stand in no form's the same, each once */
  rest: string;
};
/** A call's words as they are written: by form, null where they are those of `plain`. */
export type CallWords = {
  language: string;
  plain: FormText;
  masked: FormText | null;
  redacted: FormText | null;
  /** of lines that are too many and the same in every form, the words, each once: found by themselves, not in phrases */
  rest: string;
  /** of words that the index does not take */
  unindexedCharacters: number;
};

/** Postgres takes a megabyte of lexemes and places; of words that are all different, so many characters stay below. */
const MOST_CHARACTERS = 400_000;
/** Where there are more, so many lines' characters are taken with their places, and of the others so many bytes of words. */
const MOST_PLACED = 200_000;
const MOST_REST_BYTES = 150_000;

/** A call with what is masked in its talk. */
type Talk = Pick<ArchivedCall, "call" | "contactName" | "campaignId" | "roster">;

/** What is indexed of a call; null: there is nothing. Long talk has been looked through before (FORM_VISIBILITIES). */
export function wordsOf(archived: Talk): CallWords | null {
  const known = prepared.get(archived.call.transcript ?? NO_LINES);
  if (known?.key === keyOf(archived)) return known.words;
  const steps = stepsOf(archived);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const NO_LINES: readonly never[] = [];
const prepared = new WeakMap<readonly unknown[], { key: string; words: CallWords | null }>();
const keyOf = (archived: Talk): string => JSON.stringify([ownKeyOf(archived), archived.call.summary]);

/** Makes the words of long talk with pauses, so that `wordsOf` finds the work done. */
export async function prepareWords(archived: Talk): Promise<void> {
  const { transcript } = archived.call;
  if (transcript === null || transcript.length < FEWEST_LONG) return;
  const words = await inTurns(stepsOf(archived));
  prepared.set(transcript, { key: keyOf(archived), words });
}

const FEWEST_LONG = 500;

/** One step after the other; between two of them others may have their turn. */
function* stepsOf(archived: Talk): Generator<undefined, CallWords | null> {
  const { call } = archived;
  if (call.summary === null && call.transcript === null) return null;
  const plain = textOf(VISIBILITY.plain, archived);
  yield;
  const masked = textOf(VISIBILITY.masked, archived);
  yield;
  const redacted = textOf(VISIBILITY.redacted, archived);
  yield;
  const language = languageOf([...plain.lines, plain.summary]);
  const first = placedLines(plain.lines);
  const own = [masked, redacted].map((text) => (isSame(text, plain) ? null : text));
  const isCommon = (place: number) => own.every((text) => text === null || text.lines[place] === plain.lines[place]);
  const common = first === null ? NO_REST : yield* restOf(plain.lines, first, isCommon);
  let unindexedCharacters = common.left;
  const cut = function* (text: Spoken | null): Generator<undefined, FormText | null> {
    if (text === null || first === null) return text && { ...text, rest: "" };
    const { words, left } = yield* restOf(text.lines, first, (place) => !isCommon(place));
    unindexedCharacters += left;
    return { summary: text.summary, lines: text.lines.slice(0, first), rest: words };
  };
  const all = yield* cut(plain);
  const [ownMasked = null, ownRedacted = null] = own;
  const forms = { masked: yield* cut(ownMasked), redacted: yield* cut(ownRedacted) };
  return all && { language, plain: all, ...forms, rest: common.words, unindexedCharacters };
}

type Spoken = Omit<FormText, "rest">;

function textOf(visibility: Visibility, archived: Talk): Spoken {
  return {
    summary: summaryFor(visibility, archived) ?? "",
    lines: saidFor(visibility, archived).map(({ content }) => content),
  };
}

const sizeOf = (lines: readonly string[]): number => lines.reduce((sum, { length }) => sum + length, 0);

const isSame = (one: Spoken, other: Spoken): boolean =>
  one.summary === other.summary &&
  one.lines.length === other.lines.length &&
  one.lines.every((line, place) => line === other.lines[place]);

/** So many lines are taken with their places; null: all of them. */
function placedLines(lines: readonly string[]): number | null {
  if (sizeOf(lines) <= MOST_CHARACTERS) return null;
  let left = MOST_PLACED;
  const first = lines.findIndex(({ length }) => {
    left -= length;
    return left < 0;
  });
  return first === -1 ? null : first;
}

const LINES_A_STEP = 50;
type Rest = { words: string; left: number };
const NO_REST: Rest = { words: "", left: 0 };

/** The words of lines from the first on, each once, as many as the index takes. @returns left: characters of the others */
function* restOf(
  lines: readonly string[],
  first: number,
  isWanted: (place: number) => boolean,
): Generator<undefined, Rest> {
  const words = new Set<string>();
  let bytes = 0;
  let left = 0;
  for (let place = first; place < lines.length; place += 1) {
    if (place % LINES_A_STEP === 0) yield;
    if (!isWanted(place)) continue;
    for (const word of lines[place]?.split(" ") ?? []) {
      if (words.has(word)) continue;
      const size = Buffer.byteLength(word) + 1;
      if (bytes + size > MOST_REST_BYTES) left += word.length;
      else {
        words.add(word);
        bytes += size;
      }
    }
  }
  return { words: [...words].join(" "), left };
}
