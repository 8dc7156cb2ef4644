import { detectAll } from "tinyld";

/** Languages that Postgres stems from version 14 on, and the name of its configuration for each. */
const CONFIGURATIONS: Record<string, string> = {
  ...{ da: "danish", de: "german", en: "english", es: "spanish", fi: "finnish", fr: "french", hu: "hungarian" },
  ...{ it: "italian", nl: "dutch", no: "norwegian", pt: "portuguese", ro: "romanian", ru: "russian", sv: "swedish" },
  ...{ tr: "turkish", el: "greek", ar: "arabic", hi: "hindi", id: "indonesian", ga: "irish", lt: "lithuanian" },
  ...{ ne: "nepali", sr: "serbian", ta: "tamil", hy: "armenian", eu: "basque", ca: "catalan", yi: "yiddish" },
};
const LANGUAGES = Object.keys(CONFIGURATIONS);

/** Words as they stand: where nobody knows what language they are. */
const UNKNOWN = "simple";
/** More of a call's talk makes the guess slower and no better. */
const LOOKED_AT = 400;
/** Nearly always so much tells it for certain: one language is this much more likely than the next. Guessing is slow. */
const FIRST_LOOK = 200;
const CERTAIN = 2;
const FEWEST_LETTERS = 20;

/**
 * The text search configuration for what was said in a call.
 * @param lines what was said, in its order
 * @returns a name Postgres knows; "simple" where the language is not told with any certainty
 */
export function languageOf(lines: readonly string[]): string {
  let start = "";
  for (const line of lines) {
    if (start.length >= LOOKED_AT) break;
    start += `${line.slice(0, LOOKED_AT)}\n`;
  }
  return certainOf(start.slice(0, FIRST_LOOK)) ?? likeliestOf(start.slice(0, LOOKED_AT)) ?? UNKNOWN;
}

const isEnough = (text: string) => text.replace(/\P{L}+/gu, "").length >= FEWEST_LETTERS;

function certainOf(text: string): string | undefined {
  if (!isEnough(text)) return undefined;
  const [first, second] = detectAll(text, { only: LANGUAGES });
  if (first === undefined || (second !== undefined && first.accuracy < CERTAIN * second.accuracy)) return undefined;
  return CONFIGURATIONS[first.lang];
}

function likeliestOf(text: string): string | undefined {
  return isEnough(text) ? CONFIGURATIONS[detectAll(text, { only: LANGUAGES })[0]?.lang ?? ""] : undefined;
}
