import { type SQL, sql } from "drizzle-orm";
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

type Text = { summary: string; talk: string };
/** A call's words as they are written: texts by form, null where they are those of `plain`. */
export type CallWords = {
  language: string;
  plain: Text;
  masked: Text | null;
  redacted: Text | null;
  /** of `plain`, beyond what the index takes */
  unindexedCharacters: number;
};

/** Postgres takes a megabyte of lexemes and places; of words that are all different, so many characters stay below. */
const MOST_CHARACTERS = 400_000;

/** No phrase is found over two lines: this word, which nobody says, stands between them. */
const BETWEEN_LINES = "\nearshotendofline\n";

/** More of a call's talk makes the guess of its language no better. */
const LOOKED_AT = 4_000;

/** A call with what is masked in its talk. */
type Talk = Pick<ArchivedCall, "call" | "contactName" | "campaignId" | "roster">;

/** What is indexed of a call; null: there is nothing. Long talk has been looked through before (FORM_VISIBILITIES). */
export function wordsOf(archived: Talk): CallWords | null {
  const { call } = archived;
  if (call.summary === null && call.transcript === null) return null;
  const [plain, masked, redacted] = FORMS.map((form) => textOf(VISIBILITY[form], archived));
  if (plain === undefined || masked === undefined || redacted === undefined) return null;
  const whole = plain.talk.length;
  const cut = ({ summary, talk }: Text): Text => ({ summary, talk: talk.slice(0, MOST_CHARACTERS) });
  const unlessSame = (text: Text) => (text.summary === plain.summary && text.talk === plain.talk ? null : cut(text));
  return {
    language: languageOf(`${plain.talk.slice(0, LOOKED_AT).replaceAll(BETWEEN_LINES, "\n")}\n${plain.summary}`),
    plain: cut(plain),
    masked: unlessSame(masked),
    redacted: unlessSame(redacted),
    unindexedCharacters: Math.max(0, whole - MOST_CHARACTERS),
  };
}

function textOf(visibility: Visibility, archived: Talk): Text {
  return {
    summary: summaryFor(visibility, archived) ?? "",
    talk: saidFor(visibility, archived)
      .map(({ content }) => content)
      .join(BETWEEN_LINES),
  };
}

/** The column's value: the summary weighs more than the talk. */
export function vectorOf(language: string, text: Text | null): SQL | null {
  if (text === null) return null;
  const of = (part: string) => sql`to_tsvector(${language}::regconfig, ${escapeText(part)})`;
  if (text.summary === "") return of(text.talk);
  return sql`setweight(${of(text.summary)}, 'A') || ${of(BETWEEN_LINES + text.talk)}`;
}
