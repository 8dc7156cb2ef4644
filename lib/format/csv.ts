/** What a spreadsheet takes for the start of a formula, after any blanks it skips. */
const FORMULA_START = /^[\s\u00a0\ufeff]*[=+\-@\t\r＝＋－＠]/;

/**
 * One cell of a CSV file. A text that a spreadsheet would run as a formula gets an apostrophe before it, which shows it
 * as text; quotes, commas and line ends are quoted as RFC 4180 has it. Null is empty.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = typeof value === "string" && FORMULA_START.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;
