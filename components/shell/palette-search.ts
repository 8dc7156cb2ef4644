/** Something the palette offers. `texts`: what it goes by, its name first; none of them is searched letter by letter. */
export type Searchable = { texts: readonly string[] };

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const NUMBER = /^\+?[\d\s().-]{3,}$/;
/** Fewer are in nearly every number and id. */
const FEWEST_DIGITS = 3;
const digits = (text: string) => text.replace(/\D/g, "");

/** 0: is it, 1: begins so, 2: a word of it begins so, 3: has it inside; null: has it nowhere. */
function rankOf(text: string, wanted: string): number | null {
  const known = fold(text);
  if (known === wanted) return 0;
  if (known.startsWith(wanted)) return 1;
  const place = known.indexOf(wanted);
  if (place === -1) return null;
  return /[\p{L}\p{N}]/u.test(known.charAt(place - 1)) ? 3 : 2;
}

/** How well an entry fits: lower is better; null: not at all. Every word that was typed has to be somewhere in it. */
export function fitOf({ texts }: Searchable, typed: string): number | null {
  const wanted = fold(typed.trim());
  if (wanted === "") return 0;
  const number = NUMBER.test(wanted) ? digits(wanted) : "";
  if (number.length >= FEWEST_DIGITS) {
    const ends = texts.map(digits).filter((known) => known.includes(number));
    if (ends.length > 0) return ends.includes(number) ? 0 : 2;
  }
  const whole = best(texts.map((text) => rankOf(text, wanted)));
  if (whole !== null) return whole;
  const words = wanted.split(/\s+/).map((word) => best(texts.map((text) => rankOf(text, word))));
  // Words that stand apart fit less well than the same words together.
  return words.includes(null) ? null : 4;
}

function best(ranks: (number | null)[]): number | null {
  const known = ranks.filter((rank) => rank !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** The entries that fit, best first; of those that fit as well, in the order in which they came. */
export function fittingEntries<Entry extends Searchable>(entries: readonly Entry[], typed: string): Entry[] {
  return entries
    .map((entry) => ({ entry, rank: fitOf(entry, typed) }))
    .filter((one): one is { entry: Entry; rank: number } => one.rank !== null)
    .sort((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
}
