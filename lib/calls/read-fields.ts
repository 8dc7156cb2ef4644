import { timeText } from "./time";

/** Readers of single values. What stands there in a form nobody knows becomes null and is noted; what is absent is just null. */
export type Fields = Readonly<Record<string, unknown>>;
/** Takes the name of a field that could not be read. */
export type Note = (field: string) => void;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** A number as its digits; one beyond 2^53 has lost some on its way, and a wrong id is worse than none. */
export const digitsOf = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);

/** Text as it came; of nothing but blanks: none. */
export function readText(sent: unknown, field: string, note: Note): string | null {
  const text = digitsOf(sent);
  if (typeof text === "string") return text.trim() === "" ? null : text;
  if (!isAbsent(text)) note(field);
  return null;
}

/** A number of 0 or more, or the text of one. */
export function readNumber(sent: unknown, field: string, note: Note): number | null {
  const isText = typeof sent === "string" && /^\s*\d{1,15}(?:\.\d+)?\s*$/.test(sent);
  const number = isText ? Number(sent) : sent;
  if (typeof number === "number" && Number.isFinite(number) && number >= 0) return number;
  if (!isNothing(sent)) note(field);
  return null;
}

const TRUTHS: Fields = { true: true, false: false, "1": true, "0": false, yes: true, no: false };

export function readTruth(sent: unknown, field: string, note: Note): boolean | null {
  const truth = typeof sent === "boolean" ? sent : TRUTHS[String(digitsOf(sent)).trim().toLowerCase()];
  if (typeof truth === "boolean") return truth;
  if (!isNothing(sent)) note(field);
  return null;
}

/** A time that every reader understands. @param latestMs later than this it makes no sense */
export function readTime(sent: unknown, latestMs: number | null, field: string, note: Note): string | null {
  const text = timeText(sent, latestMs);
  if (text === null && !isNothing(sent)) note(field);
  return text;
}

const isNothing = (sent: unknown) => isAbsent(sent) || (typeof sent === "string" && sent.trim() === "");

/** JSON in a text, where it is an object or a list; otherwise undefined. */
export function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Own fields, without one that would change the object's prototype where it is assigned. */
export function ownFields(sent: Fields): Fields {
  if (!Object.hasOwn(sent, "__proto__")) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => name !== "__proto__"));
}

const snakeNames = new Map<string, string>();

/** A field by its name, or by the same name as other languages write it: "startedAt", "started_at". */
export function fieldOf(sent: Fields, name: string): unknown {
  const own = sent[name];
  if (own !== undefined) return own;
  let snake = snakeNames.get(name);
  if (snake === undefined) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    snakeNames.set(name, snake);
  }
  return snake === name || !Object.hasOwn(sent, snake) ? undefined : sent[snake];
}
