import { type SQL, sql } from "drizzle-orm";
import { escapeText } from "@/lib/database/any-text";

/** A word, words that stand side by side, or the beginning of a word. */
type Term = { kind: "word" | "phrase" | "prefix"; text: string; isExcluded: boolean };

/** What is looked for: calls with all terms of any of the groups. */
export type ArchiveQuery = { groups: readonly (readonly Term[])[] };

const MOST_TERMS = 16;

const PART = /(-?)(?:["“”„‟«»]([^"“”„‟«»]*)(?:["“”„‟«»]|$)|([^\s"“”„‟«»]+))/gu;

/**
 * Reads what somebody typed, the way search boxes are used: words, "phrases", -excluded ones, beginnings* and OR between
 * groups. Nothing is an error: what means nothing else is words.
 * @returns null where there is nothing to look for
 */
export function readQuery(text: string): ArchiveQuery | null {
  const groups: Term[][] = [[]];
  let count = 0;
  for (const [whole, minus = "", phrase, word] of text.matchAll(PART)) {
    if (whole === "OR" || whole === "|") {
      if (groups.at(-1)?.length) groups.push([]);
      continue;
    }
    const isExcluded = minus !== "" && (phrase ?? word) !== undefined;
    const term = termOf(phrase, word ?? "");
    if (term === null || count >= MOST_TERMS) continue;
    count += 1;
    groups.at(-1)?.push({ ...term, isExcluded });
  }
  const filled = groups.filter((group) => group.length > 0);
  return filled.length === 0 ? null : { groups: filled };
}

/** What can be found at all: a letter or a digit. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

function termOf(phrase: string | undefined, word: string): Omit<Term, "isExcluded"> | null {
  const text = (phrase ?? word).trim();
  if (!SAYS_SOMETHING.test(text)) return null;
  if (phrase !== undefined) return { kind: /\s/.test(text) ? "phrase" : "word", text };
  const stem = text.replace(/\*+$/, "");
  return stem === text ? { kind: "word", text } : { kind: "prefix", text: stem };
}

export const hasPhrase = ({ groups }: ArchiveQuery): boolean =>
  groups.some((group) => group.some(({ kind, isExcluded }) => kind === "phrase" && !isExcluded));

/** Some of what is asked is more than words anywhere in a call: `withoutPhrases` finds other calls as well. */
export const asksForPhrases = ({ groups }: ArchiveQuery): boolean =>
  groups.some((group) => group.some(({ kind }) => kind === "phrase"));

/** The same with the words of each phrase anywhere in the call: every call that has the phrase is among its calls. */
export function withoutPhrases({ groups }: ArchiveQuery): ArchiveQuery {
  return {
    groups: groups.map((group) =>
      group
        .filter(({ kind, isExcluded }) => !(kind === "phrase" && isExcluded))
        .map((term) => (term.kind === "phrase" ? { ...term, kind: "word" as const } : term)),
    ),
  };
}

/** No word is this: every call is without it. */
const NOWHERE = "'\u0010'";

/** As a tsquery of one language; words that say nothing in it are left out, and a query of nothing else is empty. */
export function tsqueryOf({ groups }: ArchiveQuery, language: string): SQL {
  const all = groups.map((group) => {
    // Of "everything but this phrase" nothing is left without the phrase: any call may be one.
    if (group.length === 0) return sql`(!! ${NOWHERE}::tsquery)`;
    return sql`(${sql.join(
      group.map((term) => ofTerm(term, language)),
      sql` && `,
    )})`;
  });
  return sql`(${sql.join(all, sql` || `)})`;
}

/** What is to be marked in a line: any of what is looked for. */
export function anyOf({ groups }: ArchiveQuery, language: string): SQL {
  const wanted = groups.flat().filter(({ isExcluded }) => !isExcluded);
  if (wanted.length === 0) return sql`''::tsquery`;
  return sql`(${sql.join(
    wanted.map((term) => ofTerm(term, language)),
    sql` || `,
  )})`;
}

function ofTerm({ kind, text, isExcluded }: Term, language: string): SQL {
  const asked = escapeText(text);
  const found =
    kind === "phrase"
      ? sql`phraseto_tsquery(${language}::regconfig, ${asked})`
      : kind === "word"
        ? sql`plainto_tsquery(${language}::regconfig, ${asked})`
        : sql`to_tsquery(${language}::regconfig, ${`'${asked.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`})`;
  return isExcluded ? sql`(!! ${found})` : found;
}
