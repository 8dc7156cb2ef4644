import { isToolPart } from "./line-event";
import { type Fields, isFields } from "./read-fields";

/** Where platforms put the words of a line, the likeliest first. */
const WORD_FIELDS = [
  ...["content", "message", "text", "transcript", "utterance", "transcription", "body", "parts", "words", "value"],
  ...["output", "result", "speech", "sentence", "punctuated_word", "word"],
] as const;
/** Parts stand in parts, but not for ever. */
const DEEPEST = 4;

/**
 * The words of a line, whatever they are called and in however many parts they came: null when no part of it could be read,
 * undefined when there is no field for words at all. No words ("", null) are "".
 */
export function wordsOf(line: Fields): string | null | undefined {
  let found: string | null | undefined;
  for (const field of WORD_FIELDS) {
    if (!Object.hasOwn(line, field)) continue;
    const words = readWords(line[field], 1);
    if (words) return words;
    found = found === undefined || found === null ? words : found;
  }
  return found;
}

/** Text, or the parts that chat models use: the parts that are text, joined. Null: nothing that could be words. */
export function readWords(sent: unknown, depth = 0): string | null {
  if (typeof sent === "string") return sent;
  if (sent === null || sent === undefined) return "";
  if (depth > DEEPEST) return null;
  if (Array.isArray(sent)) {
    const parts = sent.map((part) => readWords(part, depth + 1));
    if (sent.length > 0 && parts.every((part) => part === null)) return null;
    return parts
      .filter((part) => part)
      .join(" ")
      .trim();
  }
  if (!isFields(sent)) return typeof sent === "number" && depth <= 1 ? String(sent) : null;
  if (depth > 0 && isToolPart(sent)) return "";
  for (const field of WORD_FIELDS) {
    const words = Object.hasOwn(sent, field) ? readWords(sent[field], depth + 1) : null;
    if (words) return words;
  }
  // A picture, a sound, a call of a tool: a part that has a kind and no words.
  return typeof sent.type === "string" || WORD_FIELDS.some((field) => Object.hasOwn(sent, field)) ? "" : null;
}
