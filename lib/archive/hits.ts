import { type SQL, sql } from "drizzle-orm";
import { saidFor, summaryFor, type Visibility } from "@/lib/access/visibility";
import { isSpoken } from "@/lib/calls/speech";
import { inReadingOrder } from "@/lib/calls/transcript";
import { escapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { foldText } from "@/lib/format/fold-text";
import type { ArchivedCall } from "./record";

type Parts = { text: string; isHit: boolean }[];
/** A place where something was found: the line's key, null in the summary, who said it and when, and its words around it. */
export type ArchiveHit = { line: number | null; role: string | null; at: string | null; parts: Parts };
/** A spoken line, whole. */
export type MarkedLine = { key: number | null; role: string; at: string | null; parts: Parts };

/** How lines of each language are marked (search.ts). */
type Marks = readonly { language: string; any: string }[];
/** `role` null: the summary */
type Line = { callId: string; key: number | null; role: string | null; at: string | null; content: string };

const MOST_HITS = 3;
const CONTEXT = 60;
/** What a hit shows at most; a long line has more of them further on. */
const LONGEST_HIT = 240;
/** Marked by Postgres with signs that stand in no line. */
const START = "\u0001";
const STOP = "\u0002";
const CONTROL = /\p{Cc}+/gu;

/**
 * Where in these calls it was found, as whoever asks may see it: the summary, then lines in reading order, three at most.
 * Long talk has been looked through before.
 * @param languages of each call's words, by its id
 * @returns by call id; a call without any has its words in several lines of which none has one whole
 */
export async function hitsIn(
  database: Database,
  archived: readonly ArchivedCall[],
  visibility: Visibility,
  marks: Marks,
): Promise<Map<string, ArchiveHit[]>> {
  const beginnings = beginningsOf(marks);
  const lines = archived.flatMap((one) => likely(linesOf(one, visibility), beginnings));
  const hits = new Map<string, ArchiveHit[]>();
  if (marks.length === 0 || lines.length === 0) return hits;
  const rows = (await database.execute(marked(lines, marks))).rows as { place: number; text: string }[];
  for (const { place, text } of rows) {
    const line = lines[place];
    if (line === undefined) continue;
    const known = hits.get(line.callId) ?? [];
    if (known.length >= MOST_HITS) continue;
    const parts = partsOf(line.content, text);
    const { key, role, at } = line;
    if (parts !== null) hits.set(line.callId, [...known, { line: key, role, at, parts }]);
  }
  return hits;
}

/** So much of a word's end may be another in its stem: "parties" is found by "parti". */
const STEM_END = 2;
const SHORTEST_BEGINNING = 3;

/** How the words begin that are looked for, folded; null: one is too short to tell anything by. */
function beginningsOf(marks: Marks): string[] | null {
  const stems = marks.flatMap(({ any }) => [...any.matchAll(/'((?:[^']|'')*)'/g)].map(([, stem = ""]) => stem));
  const beginnings = stems.map((stem) => foldText(stem.replaceAll("''", "'")).slice(0, -STEM_END));
  return beginnings.every((beginning) => beginning.length >= SHORTEST_BEGINNING) ? [...new Set(beginnings)] : null;
}

/** The lines that may have a hit: Postgres takes ten times as long to look. All of them where none seems to. */
function likely(lines: Line[], beginnings: readonly string[] | null): Line[] {
  if (beginnings === null) return lines;
  const found = lines.filter(({ content }) => {
    const folded = foldText(content);
    return beginnings.some((beginning) => folded.includes(beginning));
  });
  return found.length === 0 ? lines : found;
}

/**
 * The summary and every spoken line of a call as whoever asks may see it, what was found marked; the call has been looked
 * through before.
 */
export async function markedCall(
  database: Database,
  archived: ArchivedCall,
  visibility: Visibility,
  marks: Marks,
): Promise<{ summary: Parts | null; lines: MarkedLine[] }> {
  const all = linesOf(archived, visibility);
  const found = new Map<number, string>();
  if (marks.length > 0 && all.length > 0) {
    const rows = (await database.execute(marked(all, marks))).rows as { place: number; text: string }[];
    for (const { place, text } of rows) found.set(place, text);
  }
  let summary: Parts | null = null;
  const lines: MarkedLine[] = [];
  for (const [place, { key, role, at, content }] of all.entries()) {
    const text = found.get(place);
    const parts = (text === undefined ? null : partsOf(content, text, { isWhole: true })) ?? [
      { text: content, isHit: false },
    ];
    if (role === null) summary = parts;
    else lines.push({ key, role, at, parts });
  }
  return { summary, lines };
}

/** The summary and the spoken lines of a call, as this view shows them, with their keys. */
function linesOf(archived: ArchivedCall, visibility: Visibility): Line[] {
  const { call, lineKeys } = archived;
  const messages = call.transcript ?? [];
  const keys = new Map(messages.map((message, place) => [message, lineKeys[place] ?? null]));
  const spoken = messages.filter(isSpoken);
  // Talk without its names is in the order in which it came; without its numbers, which may go over lines, in that of reading.
  const isPlain = !visibility.masked && !visibility.redacted;
  const ordered = visibility.redacted || isPlain ? inReadingOrder(spoken).map(({ message }) => message) : spoken;
  const said = isPlain ? ordered : saidFor(visibility, archived);
  const summary = summaryFor(visibility, archived);
  return [
    ...(summary === null ? [] : [{ callId: call.id, key: null, role: null, at: null, content: summary }]),
    ...said.map(({ role, timestamp, content }, place) => {
      const message = ordered[place];
      const key = message === undefined ? null : (keys.get(message) ?? null);
      return { callId: call.id, key, role, at: timestamp, content };
    }),
  ].map((line) => ({ ...line, content: line.content.replace(CONTROL, " ") }));
}

function marked(lines: readonly Line[], marks: Marks): SQL {
  const contents = JSON.stringify(lines.map(({ content }) => escapeText(content)));
  const each = marks.map(
    ({ language, any }) =>
      sql`select place, ts_headline(${language}::regconfig, content, ${any}::tsquery, ${HEADLINE}) as text from lines where to_tsvector(${language}::regconfig, content) @@ ${any}::tsquery`,
  );
  return sql`with lines as materialized (
      select (ordinality - 1)::int as place, value as content
      from jsonb_array_elements_text(${contents}::jsonb) with ordinality
    ) select distinct on (place) place, text from (${sql.join(each, sql` union all `)}) as found order by place`;
}

const HEADLINE = `HighlightAll=true, StartSel=${START}, StopSel=${STOP}`;

/**
 * The line's words around its first hit. Postgres' own text of the line has lost what it takes for markup, so only the words
 * it marked are taken from it, and found in the line.
 */
function partsOf(content: string, text: string, { isWhole = false } = {}): Parts | null {
  const words = new Set([...text.matchAll(MARKED)].map(([, word = ""]) => word.toLowerCase()).filter(Boolean));
  if (words.size === 0) return null;
  const pattern = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
    .join("|");
  const found = [...content.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "giu"))];
  const [first] = found;
  if (first === undefined) return null;
  const from = isWhole ? 0 : cutBefore(content, first.index - CONTEXT);
  const within = isWhole
    ? found
    : found.filter(({ index, 0: word }) => index + word.length <= from + LONGEST_HIT - CONTEXT);
  const last = within.at(-1) ?? first;
  const to = isWhole ? content.length : cutAfter(content, last.index + last[0].length + CONTEXT);
  const parts: Parts = [];
  const add = (piece: string, isHit: boolean) => {
    if (piece !== "") parts.push({ text: piece, isHit });
  };
  let at = from;
  for (const { index, 0: word } of within.length === 0 ? [first] : within) {
    add(`${at === from && from > 0 ? "…" : ""}${content.slice(at, index)}`, false);
    add(word, true);
    at = index + word.length;
  }
  add(`${content.slice(at, to)}${to < content.length ? "…" : ""}`, false);
  return parts;
}

const MARKED = new RegExp(`${START}([^${STOP}]*)${STOP}`, "g");

/** Not in the middle of a word, nor of a sign of two units. */
function cutBefore(content: string, at: number): number {
  if (at <= 0) return 0;
  const blank = content.indexOf(" ", at);
  return blank !== -1 && blank < at + CONTEXT / 3 ? blank + 1 : whole(content, at);
}

function cutAfter(content: string, at: number): number {
  if (at >= content.length) return content.length;
  const blank = content.lastIndexOf(" ", at);
  return blank > at - CONTEXT / 3 ? blank : whole(content, at);
}

const whole = (content: string, at: number): number => (/[\udc00-\udfff]/.test(content.charAt(at)) ? at - 1 : at);
