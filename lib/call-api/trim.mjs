/** What is held of one call at most. Plain JavaScript: it also runs in a worker. */
export const MAX_HELD_MESSAGES = 20_000;
const LONGEST_TEXT = 20_000;
/** Of a transcript that comes as one text. */
const LONGEST_TRANSCRIPT = 2_000_000;
/** So deep are texts looked for in a message. */
const DEEPEST = 6;
/** Where the lines of a call may stand (lib/calls/read-transcript.ts); all that stand there weigh. */
const LISTS = ["transcript", "messages", "transcriptObject", "transcript_object", "transcripts", "utterances"];

/** @param {string} text @returns {string} long text cut, with a sign that it was */
function cut(text) {
  if (text.length <= LONGEST_TEXT) return text;
  const code = text.charCodeAt(LONGEST_TEXT - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return `${text.slice(0, splitsPair ? LONGEST_TEXT - 1 : LONGEST_TEXT)}…`;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Cuts every long text in a value, in place.
 * @param {unknown} value @param {number} depth @returns {unknown}
 */
function cutIn(value, depth = 0) {
  if (typeof value === "string") return cut(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    for (const [at, member] of value.entries()) value[at] = cutIn(member, depth + 1);
    return value;
  }
  const record = /** @type {Record<string, unknown>} */ (value);
  for (const [name, member] of Object.entries(record)) {
    const held = cutIn(member, depth + 1);
    if (held !== member) record[name] = held;
  }
  return record;
}

/**
 * The newest of what stands under one name, and how many were left out.
 * @param {unknown} lines @returns {{ held: unknown, omitted: number }}
 */
function newest(lines) {
  if (typeof lines === "string") {
    if (lines.length <= LONGEST_TRANSCRIPT) return { held: lines, omitted: 0 };
    const breakAt = lines.indexOf("\n", lines.length - LONGEST_TRANSCRIPT);
    const from = breakAt === -1 ? lines.length - LONGEST_TRANSCRIPT : breakAt + 1;
    return { held: lines.slice(from), omitted: lines.slice(0, from).split("\n").length - 1 };
  }
  if (!Array.isArray(lines)) return { held: lines, omitted: 0 };
  const omitted = Math.max(0, lines.length - MAX_HELD_MESSAGES);
  return { held: cutIn(omitted > 0 ? lines.slice(omitted) : lines), omitted };
}

/**
 * Cuts, in place, what a `{data}` answer holds down to what can be held: the newest messages, texts of bounded length.
 * @param {unknown} answer what JSON.parse gave
 * @returns {number} how many of the oldest messages were left out
 */
export function trimAnswer(answer) {
  if (!isRecord(answer) || !isRecord(answer.data)) return 0;
  const call = answer.data;
  if ("summary" in call) call.summary = cutIn(call.summary);
  let most = 0;
  for (const name of LISTS) {
    if (call[name] === undefined) continue;
    const { held, omitted } = newest(call[name]);
    call[name] = held;
    most = Math.max(most, omitted);
    const inner = held;
    if (!isRecord(inner)) continue;
    for (const [key, value] of Object.entries(inner)) {
      const within = newest(value);
      inner[key] = within.held;
      most = Math.max(most, within.omitted);
    }
  }
  return most;
}
