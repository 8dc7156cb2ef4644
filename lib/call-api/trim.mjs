/** What is held of one call at most. Plain JavaScript: it also runs in a worker. */
export const MAX_HELD_MESSAGES = 20_000;
const LONGEST_TEXT = 20_000;

/** @param {unknown} text @returns {unknown} long text cut, with a sign that it was */
function cut(text) {
  if (typeof text !== "string" || text.length <= LONGEST_TEXT) return text;
  const code = text.charCodeAt(LONGEST_TEXT - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return `${text.slice(0, splitsPair ? LONGEST_TEXT - 1 : LONGEST_TEXT)}…`;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Cuts, in place, what a `{data}` answer holds down to what can be held: the newest messages, texts of bounded length.
 * @param {unknown} answer what JSON.parse gave
 * @returns {number} how many of the oldest messages were left out
 */
export function trimAnswer(answer) {
  if (!isRecord(answer) || !isRecord(answer.data)) return 0;
  const call = answer.data;
  if ("summary" in call) call.summary = cut(call.summary);
  if (!Array.isArray(call.transcript)) return 0;
  const omitted = Math.max(0, call.transcript.length - MAX_HELD_MESSAGES);
  if (omitted > 0) call.transcript = call.transcript.slice(omitted);
  for (const message of /** @type {unknown[]} */ (call.transcript)) {
    if (isRecord(message)) message.content = cut(message.content);
  }
  return omitted;
}
