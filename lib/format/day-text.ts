const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const two = (number: number) => String(number).padStart(2, "0");

/**
 * A day as people type it, "26 Nov 2026", "26 November 2026", "26.11.2026" or "2026-11-26", as "2026-11-26". Null: it is none,
 * or two people would read it as two days ("11/12/2026").
 */
export function readDay(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const words = /^(\d{1,2})\.?\s+([a-z]{3,9})\.?\s+(\d{4})$/.exec(plain);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(plain);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (words !== null) return dayOf(Number(words[3]), monthOf(words[2] ?? ""), Number(words[1]));
  if (dotted !== null) return dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  return iso === null ? null : dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
}

const FULL = "january february march april may june july august september october november december".split(" ");

/** 1 to 12; 0: no month */
function monthOf(word: string): number {
  const place = MONTHS.indexOf(word.slice(0, 3));
  return place >= 0 && FULL[place]?.startsWith(word) ? place + 1 : 0;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // A day later still has a year of four digits.
  return isReal && year >= 1970 && year < 9999 ? `${year}-${two(month)}-${two(day)}` : null;
}

/** "2026-11-26" as "26 Nov 2026". */
export function dayText(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const name = MONTHS[Number(month) - 1] ?? "";
  return `${Number(date)} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
