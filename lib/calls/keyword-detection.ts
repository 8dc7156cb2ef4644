import type { AttentionSettings } from "./attention-settings";
import { type AttentionWords, UPSET_KINDS, type UpsetKind } from "./attention-words";
import { labelsIn, type PhraseIndex, phraseIndex, wordsOf } from "./phrases";
import { isSpoken } from "./speech";
import type { TranscriptRow } from "./transcript";

/** What is read of one line: a giant one must not hold up the board. */
const READ_CHARACTERS = 4000;
/** Nor may very many, where lines carry no time that tells which are recent. */
const READ_LINES = 100;
/** Shorter lines ("One moment please") are said again and again by everybody. */
export const REPEAT_MIN_WORDS = 4;
export const REPEAT_SIMILARITY = 0.8;

const indexes = new WeakMap<AttentionWords, PhraseIndex<UpsetKind>>();

function indexOf(words: AttentionWords): PhraseIndex<UpsetKind> {
  const known = indexes.get(words);
  if (known) return known;
  const made = phraseIndex(
    Object.values(words).flatMap((lists) =>
      UPSET_KINDS.flatMap((kind) => (lists[kind] ?? []).map((phrase) => ({ phrase, label: kind }))),
    ),
  );
  indexes.set(words, made);
  return made;
}

const readWords = (row: TranscriptRow) => wordsOf(row.content.slice(0, READ_CHARACTERS));

/** What was heard in some lines: the latest of them with a time, by its key, and when it was spoken. */
type Heard = { lastMs: number | null; lineKey: string | null };

/**
 * Which kinds of upset the caller's lines of the last `callerUpsetForMs` show. `nextMs`: from when on it may be fewer without
 * a new line; infinity where time changes nothing.
 */
export function listen(
  rows: readonly TranscriptRow[],
  settings: Pick<AttentionSettings, "words" | "callerUpsetForMs">,
  nowMs: number,
): Heard & { kinds: Set<UpsetKind>; nextMs: number } {
  const index = indexOf(settings.words);
  const kinds = new Set<UpsetKind>();
  let last: TranscriptRow | null = null;
  let oldestMs = Number.POSITIVE_INFINITY;
  let read = 0;
  for (let place = rows.length - 1; place >= 0 && read < READ_LINES; place--) {
    const row = rows[place];
    if (row === undefined || row.speaker !== "caller" || !isSpoken(row)) continue;
    if (row.atMs !== null && nowMs - row.atMs > settings.callerUpsetForMs) break;
    read += 1;
    oldestMs = row.atMs ?? oldestMs;
    const found = labelsIn(readWords(row), index);
    for (const kind of found) kinds.add(kind);
    if (found.size > 0 && (last === null || (last.atMs === null && row.atMs !== null))) last = row;
  }
  const nextMs = kinds.size === 0 ? Number.POSITIVE_INFINITY : oldestMs + settings.callerUpsetForMs;
  return { kinds, nextMs, lastMs: last?.atMs ?? null, lineKey: last?.key ?? null };
}

/** The largest group of near-equal lines among the agent's last few, if large enough, and when the last of it was spoken. */
export function repeatedAtMs(
  rows: readonly TranscriptRow[],
  settings: Pick<AttentionSettings, "repeatLines" | "repeatWindowLines">,
): (Heard & { times: number }) | null {
  const lines = rows
    .filter((row) => row.speaker === "agent" && isSpoken(row))
    .slice(-settings.repeatWindowLines)
    .map((row) => ({ key: row.key, atMs: row.atMs, words: new Set(readWords(row)) }))
    .filter((line) => line.words.size >= REPEAT_MIN_WORDS);
  let best: (Heard & { times: number }) | null = null;
  for (const line of lines) {
    const alike = lines.filter((other) => similarity(line.words, other.words) >= REPEAT_SIMILARITY);
    if (alike.length >= settings.repeatLines && alike.length > (best?.times ?? 0)) {
      const last = alike.at(-1);
      best = { times: alike.length, lastMs: last?.atMs ?? null, lineKey: last?.key ?? null };
    }
  }
  return best;
}

/** Jaccard: words in both ÷ words in either. */
export function similarity(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
