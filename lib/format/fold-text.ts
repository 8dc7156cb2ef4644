const MARKS = /\p{M}+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const BEYOND_ASCII = /[^\x00-\x7f]/gu;
const foldedCharacters = new Map<string, string>();

/** One character without case and accents. Each is folded by itself, so that places in the text can be mapped back. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = character.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("ς", "σ");
    if (foldedCharacters.size < 5_000) foldedCharacters.set(character, folded);
  }
  return folded;
}

/** Text as it is compared where case and accents do not count: "Muñoz" and "munoz" are the same. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  // Character by character where there are few beyond ASCII: normalizing all of it takes three times as long.
  return ASCII.test(lower) ? lower : lower.replace(BEYOND_ASCII, foldCharacter);
}

/** `[from, to)` in UTF-16 units. */
export type TextRange = [from: number, to: number];

/** Where a folded needle stands in a folded text; hits do not overlap. */
function placesOf(folded: string, needle: string): TextRange[] {
  const places: TextRange[] = [];
  if (needle === "") return places;
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    places.push([at, at + needle.length]);
  }
  return places;
}

/** Where a folded needle stands in the text as written, accents included. */
export function hitRanges(text: string, needle: string): TextRange[] {
  return needle === "" ? [] : rangesIn(text, (folded) => placesOf(folded, needle));
}

/**
 * Places in the folded text as places in the text as written, accents included.
 * @param find gives them in the folded text, in order
 */
export function rangesIn(text: string, find: (folded: string) => readonly TextRange[]): TextRange[] {
  if (ASCII.test(text)) return [...find(text.toLowerCase())];
  const starts: number[] = [];
  let folded = "";
  let offset = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let unit = 0; unit < part.length; unit += 1) starts.push(offset);
    folded += part;
    offset += character.length;
  }
  starts.push(text.length);
  return find(folded).map(([at, until]) => {
    // A needle may end inside a character that folds to several; the whole character is marked.
    let end = until;
    while (end < folded.length && starts[end] === starts[end - 1]) end += 1;
    return [starts[at] ?? 0, starts[end] ?? text.length];
  });
}
