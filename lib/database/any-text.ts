import { customType } from "drizzle-orm/pg-core";

/** Data link escape, U+0010: nobody types it, so that ordinary text is stored as it is. */
const ESCAPE = "\u0010";
const REFUSED = new RegExp(`[\0${ESCAPE}]|\\p{Surrogate}`, "gu");
const ESCAPED = new RegExp(`${ESCAPE}(${ESCAPE}|0|u[0-9a-f]{4})`, "g");

/** Every string of JavaScript as text that Postgres takes: it refuses NUL and surrogates without their other half. */
export function escapeText(text: string): string {
  return text.replace(REFUSED, (unit) => {
    if (unit === "\0") return `${ESCAPE}0`;
    return unit === ESCAPE ? ESCAPE + ESCAPE : `${ESCAPE}u${unit.charCodeAt(0).toString(16)}`;
  });
}

/** Undoes `escapeText`. */
export function unescapeText(stored: string): string {
  if (!stored.includes(ESCAPE)) return stored;
  return stored.replace(ESCAPED, (_, code: string) => {
    if (code === "0") return "\0";
    return code === ESCAPE ? ESCAPE : String.fromCharCode(Number.parseInt(code.slice(1), 16));
  });
}

/** The same for every text and every key inside a JSON value; what has none to change is the same value. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    let changed: unknown[] | null = null;
    for (const [place, item] of value.entries()) {
      const now = mapTexts(item, change);
      if (now === item) continue;
      changed ??= [...value];
      changed[place] = now;
    }
    return changed ?? value;
  }
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [change(key), mapTexts(item, change)] as const);
  const isSame = after.every(([key, item], place) => key === before[place]?.[0] && item === before[place]?.[1]);
  return isSame ? value : Object.fromEntries(after);
}

/**
 * A JSON value whose texts may be any string, as Postgres takes it. What JSON leaves out or rewrites (undefined, dates) is
 * settled before keys are changed.
 */
export const escapeJson = (value: unknown): unknown => mapTexts(JSON.parse(JSON.stringify(value)), escapeText);

/** What of JSON's own text may be refused: NUL, the escape, surrogates alone. It writes each of them so, and others at most beside. */
const MAY_BE_REFUSED = /\\u(?:0000|0010|d[89a-f])/;

/** The text of `escapeJson`: nearly always JSON's own, written once. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return MAY_BE_REFUSED.test(text) ? JSON.stringify(escapeJson(value)) : text;
}

/** Undoes `escapeJson`. What holds nothing escaped, nearly all there is, is handed on as it is and not copied. */
export const unescapeJson = (stored: unknown): unknown =>
  holdsEscaped(stored) ? mapTexts(stored, unescapeText) : stored;

function holdsEscaped(value: unknown): boolean {
  if (typeof value === "string") return value.includes(ESCAPE);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsEscaped);
  for (const key in value) {
    if (key.includes(ESCAPE) || holdsEscaped((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

/** A `text` column for what people and other systems write: any string comes back as it went in, and `=` compares it. */
export const anyText = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: escapeText,
  fromDriver: unescapeText,
});

/** A `jsonb` column whose texts may be any string. Give the value's type with `.$type<…>()`. */
export const anyJson = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "jsonb",
  toDriver: jsonText,
  // pg hands jsonb over read already.
  fromDriver: unescapeJson,
});
