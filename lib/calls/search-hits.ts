import { cutPlace } from "@/lib/format/cut-text";
import { foldText, rangesIn, type TextRange } from "@/lib/format/fold-text";
import type { BoardCall, BoardHit } from "./board";
import { allTerms, nextPlace, type Search, termPlaces, termsIn } from "./search";

type SaidLine = { role: string; content: string; timestamp: string | null };
type HitLine = BoardHit["lines"][number];

const MOST_LINES = 3;
const LINE_CHARACTERS = 240;
const BEFORE_HIT = 60;
const MOST_MARKS = 20;

/** All lines of a list as one folded text, which is searched at once, and where each begins in it. */
type Folded = { text: string; starts: Uint32Array };

/** In no term and, once folded here, in no line. */
const BETWEEN_LINES = "\u0000";

/** By the list of lines, which is never changed in place: what is read anew is a new list. */
const foldedLists = new WeakMap<readonly SaidLine[], Folded>();

function foldedOf(lines: readonly SaidLine[]): Folded {
  const held = foldedLists.get(lines);
  if (held !== undefined) return held;
  const contents = lines.map(({ content }) => content);
  const folded = foldLines(contents) ?? foldLines(contents.map((content) => content.replaceAll(BETWEEN_LINES, " ")));
  if (folded === null) throw new Error("A line holds what stands between lines.");
  foldedLists.set(lines, folded);
  return folded;
}

/** Null where what stands between lines stands in one of them. */
function foldLines(contents: readonly string[]): Folded | null {
  const text = foldText(contents.join(BETWEEN_LINES));
  const starts = new Uint32Array(contents.length);
  let last = 0;
  for (let line = 1; line < contents.length; line += 1) {
    last = text.indexOf(BETWEEN_LINES, last) + BETWEEN_LINES.length;
    starts[line] = last;
  }
  return text.includes(BETWEEN_LINES, last) ? null : { text, starts };
}

/** `terms`: which of them are in any line. */
type Talk = { terms: number; lineCount: number; lines: readonly HitLine[] };
const SILENCE: Talk = { terms: 0, lineCount: 0, lines: [] };
/** What was found in a list of lines, while the search stands: only calls that have changed are looked at again. */
const found = new WeakMap<Search, WeakMap<readonly SaidLine[], Talk>>();

/** Looks ahead into talk that `hitOf` will be asked about, so that a long search can be done a piece at a time. */
export function lookInto(search: Search, said: readonly SaidLine[]): void {
  talkOf(search, said);
}

function talkOf(search: Search, lines: readonly SaidLine[]): Talk {
  if (lines.length === 0) return SILENCE;
  const bySearch = found.get(search) ?? new WeakMap<readonly SaidLine[], Talk>();
  found.set(search, bySearch);
  const held = bySearch.get(lines);
  if (held !== undefined) return held;
  const talk = searchTalk(search, lines);
  bySearch.set(lines, talk);
  return talk;
}

function searchTalk(search: Search, lines: readonly SaidLine[]): Talk {
  const folded = foldedOf(lines);
  const terms = termsIn(search, folded.text);
  if (terms === 0) return SILENCE;
  const byLine = termsByLine(search, folded);
  let most = 0;
  for (const inLine of byLine) most = Math.max(most, bitsOf(inLine));
  let lineCount = 0;
  const shown: SaidLine[] = [];
  for (let place = lines.length - 1; place >= 0; place -= 1) {
    const line = lines[place];
    if (line === undefined || bitsOf(byLine[place] ?? 0) < most) continue;
    lineCount += 1;
    if (shown.length < MOST_LINES) shown.unshift(line);
  }
  return { terms, lineCount, lines: shown.map((line) => hitLine(search, line)) };
}

/** Which terms are in each line. */
function termsByLine({ terms }: Search, { text, starts }: Folded): Uint16Array {
  const byLine = new Uint16Array(starts.length);
  for (const [place, term] of terms.entries()) {
    let line = 0;
    for (let from = 0; from < text.length; from = starts[line + 1] ?? text.length) {
      const found = nextPlace(term, text, from);
      if (found === null) break;
      while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= found[0]) line += 1;
      byLine[line] = (byLine[line] ?? 0) | (1 << place);
    }
  }
  return byLine;
}

function bitsOf(terms: number): number {
  let count = 0;
  for (let rest = terms; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * A call in which everything is found that is looked for, in its talk or in what it is called by; null for another.
 * @param call as whoever searches may see it @param said spoken lines as they may see them, the same list while it is the same
 */
export function hitOf(search: Search, call: BoardCall, said: readonly SaidLine[]): BoardHit | null {
  const { id, phoneNumber, agent, contactName, campaignId } = call;
  // No term holds the sign between them, so none is found in two of them together.
  const named = [id, phoneNumber, agent.name, contactName, campaignId]
    .map((text) => foldText(text ?? ""))
    .join("\u0000");
  const talk = talkOf(search, said);
  if ((talk.terms | termsIn(search, named)) !== allTerms(search)) return null;
  return { id, lineCount: talk.lineCount, lines: [...talk.lines] };
}

/** The line, cut to what stands around its first hit, with the places of its hits. */
function hitLine(search: Search, { role, content, timestamp }: SaidLine): HitLine {
  const ranges = merged(rangesIn(content, (folded) => termPlaces(search, folded)));
  const firstAt = ranges[0]?.[0] ?? 0;
  const isWhole = content.length <= LINE_CHARACTERS;
  const from = isWhole ? 0 : cutPlace(content, firstAt - BEFORE_HIT);
  const to = isWhole ? content.length : cutPlace(content, from + LINE_CHARACTERS);
  const before = from > 0 ? "…" : "";
  const marks = ranges
    .filter(([start]) => start < to)
    .slice(0, MOST_MARKS)
    .map(([start, end]): [number, number] => [start - from + before.length, Math.min(end, to) - start]);
  return { role, content: `${before}${content.slice(from, to)}${to < content.length ? "…" : ""}`, timestamp, marks };
}

function merged(ranges: readonly TextRange[]): TextRange[] {
  const whole: TextRange[] = [];
  for (const [from, to] of ranges) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
