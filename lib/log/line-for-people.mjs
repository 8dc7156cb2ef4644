/** What stands in front of the sentence, or is for programs. */
const HEAD = new Set(["level", "time", "msg", "event", "at"]);

/**
 * A line of the log as somebody at a terminal reads it: "15:04:05 warn   The sentence. (reason: timeout)".
 * @param {string} line a JSON object and a line feed
 */
export function lineForPeople(line) {
  const entry = JSON.parse(line);
  const time = new Date(entry.time).toTimeString().slice(0, 8);
  const rest = Object.entries(entry)
    .filter(([name, value]) => !HEAD.has(name) && value !== null)
    .map(([name, value]) => `${name}: ${value}`);
  const where = (entry.at ?? []).map((/** @type {string} */ frame) => `\n    at ${frame}`).join("");
  return `${time} ${entry.level.padEnd(5)} ${entry.msg}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}${where}\n`;
}
