import { type SQL, sql, WithSubquery } from "drizzle-orm";
import { escapeText } from "@/lib/database/any-text";
import type { CallWords, FormText } from "./words";

/** No phrase is found over two lines: this word, which nobody says, stands between them. */
const BETWEEN_LINES = "\nearshotendofline\n";
const BETWEEN = sql`'earshotendofline:1'::tsvector`;

type Vectors = { words: SQL | null; wordsMasked: SQL | null; wordsRedacted: SQL | null };

/**
 * The columns' values of some calls. Lines that stand in every form of a call are most of it, and made into words once: the
 * order of lines bears on no search. The summary weighs more than the talk.
 * @returns `common`: what the values rest on, to be put before the statement that has them
 */
export function vectorsOf(all: readonly (CallWords | null)[]): { common: WithSubquery; values: Vectors[] } {
  const shared = all.map((words) => (words === null ? null : commonLines(words)));
  const common = sql`select place, to_tsvector(language::regconfig, talk) || ${BETWEEN} ||
      strip(to_tsvector(language::regconfig, rest)) as talk from unnest(${sql.param(
        all.map((words) => words?.language ?? UNSAID),
      )}::text[], ${sql.param(shared.map((lines) => talkOf(lines?.map(({ line }) => line) ?? [])))}::text[], ${sql.param(
        all.map((words) => escapeText(words?.rest ?? "")),
      )}::text[]) with ordinality as _ (language, talk, rest, place)`;
  return {
    common: new WithSubquery(common, {}, COMMON),
    values: all.map((words, place) => {
      if (words === null) return { words: null, wordsMasked: null, wordsRedacted: null };
      const isShared = new Set(shared[place]?.map((one) => one.place));
      const of = (text: FormText | null) => {
        if (text === null) return null;
        const own = text.lines.filter((_, at) => !isShared.has(at));
        return vectorOf(
          words.language,
          { ...text, lines: own },
          isShared.size === 0 && words.rest === "" ? null : place + 1,
        );
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
function vectorOf(language: string, { summary, lines, rest }: FormText, common: number | null): SQL {
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
