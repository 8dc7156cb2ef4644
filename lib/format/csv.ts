/** Where one cell ends and the next begins, for some spreadsheet in some country: a cell may be cut at any of these. */
const SEPARATOR = "[;,|\\t\\v\\f\\r\\n\\u0085\\u2028\\u2029]";
/** What spreadsheets pass over before they look at what a cell is. */
const PASSED_OVER = "[\\s\\p{Cc}\\p{Cf}\\p{Mn}\"'“”„‘’«»]*";
const TRIGGER = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]";
const BEHIND_SEPARATOR = new RegExp(`(${SEPARATOR})(?=${PASSED_OVER}${TRIGGER})`, "gu");
const AT_START = new RegExp(`^(?=${PASSED_OVER}${TRIGGER}|[\\t\\r])`, "u");

/**
 * One cell of a CSV file. Where a spreadsheet would begin a formula, at the start of a text or behind anything that it may
 * take for the end of a cell, an apostrophe goes before it, which shows it as text; quotes, commas and line ends are
 * quoted as RFC 4180 has it. Null is empty.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text =
    typeof value === "string" ? value.replace(BEHIND_SEPARATOR, "$1'").replace(AT_START, "'") : String(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;
