/** Text made plain for reading: lower case without accents, ASCII digits, spaces and dashes, nothing that cannot be seen. */
export type Folded = {
  text: string;
  /** for each character of `text` the span of the original it came from; null where both have the same offsets */
  offsets: { starts: number[]; ends: number[] } | null;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII needs none of the costly steps
const ASCII = /^[\x00-\x7f]*$/;
/** Marks, formatting characters and the letters that show nothing: they may stand between any two digits. */
const UNSEEN = /[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0\u2800]/u;
const DASH = /^[\p{Pd}\u2212\u2043]$/u;
const SPACE = /^[\s\p{Z}]$/u;
const DIGIT = /^\p{Nd}$/u;

/** Digits of any script and width become ASCII, "É" becomes "e", an NBSP a space, every dash "-"; zero-width and marks go. */
export function fold(text: string): Folded {
  if (ASCII.test(text)) return { text: text.toLowerCase(), offsets: null };
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = foldCharacter(character);
    const end = at + character.length;
    for (let place = 0; place < plain.length; place += 1) {
      starts.push(at);
      ends.push(end);
    }
    parts.push(plain);
    at = end;
  }
  return { text: parts.join(""), offsets: { starts, ends } };
}

/** Characters met before; a transcript has few different ones, a hostile one at most all of Unicode. */
const folded = new Map<string, string>();
const MOST_KEPT = 4096;

function foldCharacter(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  const plain = [...character.normalize("NFKD")].map(plainCharacter).join("");
  if (folded.size < MOST_KEPT) folded.set(character, plain);
  return plain;
}

function plainCharacter(character: string): string {
  if (character === "ß" || character === "ẞ") return "ss";
  if (UNSEEN.test(character)) return "";
  if (DASH.test(character)) return "-";
  if (SPACE.test(character)) return " ";
  if (DIGIT.test(character)) return digitValue(character);
  if (character === "’" || character === "ʼ") return "'";
  return character.toLowerCase();
}

/** Every script's digits stand in a row of ten, zero first. */
function digitValue(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
