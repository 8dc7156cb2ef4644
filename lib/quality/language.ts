/** Languages that there are word lists for. */
export const LANGUAGES = ["en", "de", "es", "fi"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The code of a language that the archive has told apart (lib/archive/language.ts), where it has a common one. */
const CODES: Record<string, string> = {
  ...{ danish: "da", german: "de", english: "en", spanish: "es", finnish: "fi", french: "fr", hungarian: "hu" },
  ...{ italian: "it", dutch: "nl", norwegian: "no", portuguese: "pt", romanian: "ro", russian: "ru", swedish: "sv" },
  ...{ turkish: "tr", greek: "el", arabic: "ar", hindi: "hi", indonesian: "id", irish: "ga", lithuanian: "lt" },
  ...{ nepali: "ne", serbian: "sr", tamil: "ta", armenian: "hy", basque: "eu", catalan: "ca", yiddish: "yi" },
};

/** @param name as the archive names it @returns null: nobody knows what language it is */
export const languageCode = (name: string | null): string | null => (name === null ? null : (CODES[name] ?? null));

/** Which lists are listened for: those of the call's language, all where it is not known, null where there is none for it. */
export function listedLanguages(code: string | null): readonly Language[] | null {
  if (code === null) return LANGUAGES;
  const own = LANGUAGES.filter((one) => one === code);
  return own.length === 0 ? null : own;
}
