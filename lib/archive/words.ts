import { type SQL, sql, WithSubquery } from "drizzle-orm";
import { saidFor, summaryFor, type Visibility } from "@/lib/access/visibility";
import { escapeText } from "@/lib/database/any-text";
import { languageOf } from "./language";
import type { ArchivedCall } from "./record";

/** For whom talk is looked through: who sees all, who sees no names and numbers of the caller, who reads redacted talk. */
const FORMS = ["plain", "masked", "redacted"] as const;
export type Form = (typeof FORMS)[number];

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

type Text = {
  summary: string;
  lines: readonly string[];
  /** the words of lines that are too many, each once: they are found by themselves, not in phrases */
  rest: string;
};
/** A call's words as they are written: by form, null where they are those of `plain`. */
export type CallWords = {
  language: string;
  plain: Text;
  masked: Text | null;
  redacted: Text | null;
  /** of `plain`, with words that the index does not take */
  unindexedCharacters: number;
};

/** Postgres takes a megabyte of lexemes and places; of words that are all different, so many characters stay below. */
const MOST_CHARACTERS = 400_000;
/** Where there are more, so many lines' characters are taken with their places, and of the others so many bytes of words. */
const MOST_PLACED = 200_000;
const MOST_REST_BYTES = 300_000;

/** No phrase is found over two lines: this word, which nobody says, stands between them. */
const BETWEEN_LINES = "\nearshotendofline\n";
const BETWEEN = sql`'earshotendofline:1'::tsvector`;

/** A call with what is masked in its talk. */
type Talk = Pick<ArchivedCall, "call" | "contactName" | "campaignId" | "roster">;

/** What is indexed of a call; null: there is nothing. Long talk has been looked through before (FORM_VISIBILITIES). */
export function wordsOf(archived: Talk): CallWords | null {
  const { call } = archived;
  if (call.summary === null && call.transcript === null) return null;
  const [plain, masked, redacted] = FORMS.map((form) => textOf(VISIBILITY[form], archived));
  if (plain === undefined || masked === undefined || redacted === undefined) return null;
  const unlessSame = (text: Spoken) => (isSame(text, plain) ? null : cut(text).text);
  const { text, unindexedCharacters } = cut(plain);
  return {
    ...{ language: languageOf([...plain.lines, plain.summary]), unindexedCharacters },
    ...{ plain: text, masked: unlessSame(masked), redacted: unlessSame(redacted) },
  };
}

type Spoken = Omit<Text, "rest">;

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

/** What the index takes: of the first lines all, of the others their words. */
function cut({ summary, lines }: Spoken): { text: Text; unindexedCharacters: number } {
  if (sizeOf(lines) <= MOST_CHARACTERS) return { text: { summary, lines, rest: "" }, unindexedCharacters: 0 };
  let left = MOST_PLACED;
  const first = lines.findIndex(({ length }) => {
    left -= length;
    return left < 0;
  });
  const words = new Set<string>();
  let bytes = 0;
  let unindexedCharacters = 0;
  for (const line of lines.slice(first)) {
    for (const word of line.split(/\s+/)) {
      if (words.has(word)) continue;
      const size = Buffer.byteLength(word) + 1;
      if (bytes + size > MOST_REST_BYTES) unindexedCharacters += word.length;
      else {
        words.add(word);
        bytes += size;
      }
    }
  }
  return { text: { summary, lines: lines.slice(0, first), rest: [...words].join(" ") }, unindexedCharacters };
}

type Vectors = { words: SQL | null; wordsMasked: SQL | null; wordsRedacted: SQL | null };

/**
 * The columns' values of some calls. Lines that stand in every form of a call are most of it, and made into words once: the
 * order of lines bears on no search. The summary weighs more than the talk.
 * @returns `common`: what the values rest on, to be put before the statement that has them
 */
export function vectorsOf(all: readonly (CallWords | null)[]): { common: WithSubquery; values: Vectors[] } {
  const shared = all.map((words) => (words === null ? null : commonLines(words)));
  const common = sql`select place, to_tsvector(language::regconfig, talk) as talk from unnest(${sql.param(
    all.map((words) => words?.language ?? UNSAID),
  )}::text[], ${sql.param(shared.map((lines) => talkOf(lines?.map(({ line }) => line) ?? [])))}::text[]) with ordinality as _ (language, talk, place)`;
  return {
    common: new WithSubquery(common, {}, COMMON),
    values: all.map((words, place) => {
      if (words === null) return { words: null, wordsMasked: null, wordsRedacted: null };
      const isShared = new Set(shared[place]?.map((one) => one.place));
      const of = (text: Text | null) => {
        if (text === null) return null;
        const own = text.lines.filter((_, at) => !isShared.has(at));
        return vectorOf(words.language, { ...text, lines: own }, isShared.size === 0 ? null : place + 1);
      };
      return { words: of(words.plain), wordsMasked: of(words.masked), wordsRedacted: of(words.redacted) };
    }),
  };
}

const COMMON = "said_to_all";
const UNSAID = "simple";

function commonLines({ plain, masked, redacted }: CallWords): { line: string; place: number }[] {
  const others = [masked, redacted].filter((text) => text !== null);
  return plain.lines.flatMap((line, place) =>
    others.every(({ lines }) => lines[place] === line) ? [{ line, place }] : [],
  );
}

const talkOf = (lines: readonly string[]): string => escapeText(lines.join(BETWEEN_LINES));

/** @param common the place of the call's words that all may find; null: there are none */
function vectorOf(language: string, { summary, lines, rest }: Text, common: number | null): SQL {
  const of = (part: string) => sql`to_tsvector(${language}::regconfig, ${part})`;
  const parts = [
    ...(summary === "" ? [] : [sql`setweight(${of(escapeText(summary))}, 'A')`]),
    ...(common === null ? [] : [sql`(select talk from ${sql.identifier(COMMON)} where place = ${common})`]),
    ...(lines.length === 0 ? [] : [of(talkOf(lines))]),
    ...(rest === "" ? [] : [sql`strip(${of(escapeText(rest))})`]),
  ];
  // Between two of them, too, stands the word that nobody says.
  return parts.length === 0 ? of("") : sql.join(parts, sql` || ${BETWEEN} || `);
}
