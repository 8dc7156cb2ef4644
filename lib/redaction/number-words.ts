import { listedWord, type NumberWord } from "./number-lists";

const words = new Map<string, NumberWord>();

/** "a b|c": each space-separated entry has the next digits of `from`, entries with | have several names. */
function add(is: "unit" | "teen" | "tens" | "hundreds", from: number, step: number, listed: string): void {
  for (const [place, names] of listed.split(" ").entries()) {
    for (const name of names.split("|")) words.set(name, { is, digits: String(from + place * step) });
  }
}

add("unit", 0, 1, "zero|nought|naught one two three four five six seven eight nine|niner");
add("teen", 10, 1, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
add("tens", 20, 10, "twenty thirty forty|fourty fifty sixty seventy eighty ninety");
add("unit", 0, 1, "cero uno|una dos tres cuatro cinco seis siete ocho nueve");
add("teen", 10, 1, "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve");
add("teen", 20, 1, "veinte veintiuno|veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete");
add("teen", 28, 1, "veintiocho veintinueve");
add("tens", 30, 10, "treinta cuarenta cincuenta sesenta setenta ochenta noventa");
add("hundreds", 100, 100, "cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas");
add("hundreds", 500, 100, "quinientos|quinientas seiscientos|seiscientas setecientos|setecientas");
add("hundreds", 800, 100, "ochocientos|ochocientas novecientos|novecientas");
add("unit", 1, 1, "ykkonen kakkonen kolmonen nelonen vitonen|viitonen kutonen|kuutonen seiska kasi ysi");
add("teen", 10, 1, "kymppi");
for (const hundred of ["hundred", "hundert", "sataa"]) words.set(hundred, { is: "hundred" });
for (const scale of "thousand thousands million millions billion billions mil millon millones tausend millionen tuhat tuhatta miljoona miljoonaa miljardia".split(
  " ",
)) {
  words.set(scale, { is: "scale" });
}
const TIMES = { double: 2, doppel: 2, doppelt: 2, doble: 2, tupla: 2, triple: 3, treble: 3, tripla: 3, quadruple: 4 };
for (const [word, count] of Object.entries(TIMES)) words.set(word, { is: "times", count });

type Part =
  | { as: "unit" | "teen" | "tens" | "hundred"; value: number }
  | { as: "and" | "toista" | "kymmenta" | "hundredfold" | "thousand" };

/** What German and Finnish numbers are put together from, folded. */
const parts = new Map<string, Part>();
const addParts = (as: "unit" | "teen" | "tens", from: number, step: number, listed: string) => {
  for (const [place, names] of listed.split(" ").entries()) {
    for (const name of names.split("|")) parts.set(name, { as, value: from + place * step });
  }
};
addParts("unit", 0, 1, "null ein|eins zwei|zwo drei vier funf|fuenf sechs sieben acht neun");
addParts(
  "teen",
  10,
  1,
  "zehn elf zwolf|zwoelf dreizehn vierzehn funfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn",
);
addParts("tens", 20, 10, "zwanzig dreissig vierzig funfzig|fuenfzig sechzig siebzig achtzig neunzig");
addParts(
  "unit",
  0,
  1,
  "nolla|nol yksi|yks kaksi|kaks kolme|kol nelja|nel viisi|viis kuusi|kuus seitseman|seittema|seiska",
);
addParts("unit", 8, 1, "kahdeksan|kaheksan|kasi yhdeksan|yheksan|ysi");
addParts("teen", 10, 1, "kymmenen");
for (const name of ["kymmenta", "kymment", "kyt", "kyta"]) parts.set(name, { as: "kymmenta" });
parts.set("toista", { as: "toista" });
parts.set("sata", { as: "hundred", value: 100 });
parts.set("und", { as: "and" });
for (const name of ["hundert", "sataa"]) parts.set(name, { as: "hundredfold" });
for (const name of ["tausend", "tuhat", "tuhatta"]) parts.set(name, { as: "thousand" });

const PART = new RegExp([...parts.keys()].sort((a, b) => b.length - a.length).join("|"), "y");
const LONGEST_COMPOUND = 70;

/** Words met before. Speech has few thousand different ones; what comes after that is worked out each time. */
const known = new Map<string, NumberWord | undefined>(words);
const MOST_KNOWN = 10_000;

/**
 * What a folded word says of a number in any of ten languages; undefined for any other word, and for one that is a common
 * word in another of them (redaction-numerals.ts).
 */
export function numberWord(word: string): NumberWord | undefined {
  if (known.has(word)) return known.get(word);
  const found = compound(word) ?? listedWord(word)?.word;
  if (known.size < MOST_KNOWN && word.length <= LONGEST_COMPOUND) known.set(word, found);
  return found;
}

function compound(word: string): NumberWord | undefined {
  if (word.length < 3 || word.length > LONGEST_COMPOUND || word === "ein" || word === "und") return undefined;
  const found: Part[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < word.length) {
    const part = parts.get(PART.exec(word)?.[0] ?? "");
    if (part === undefined) return undefined;
    found.push(part);
  }
  const [first] = found;
  if (found.length === 1 && first?.as === "unit") return { is: "unit", digits: String(first.value) };
  if (found.length === 1 && first?.as === "tens") return { is: "tens", digits: String(first.value) };
  if (found.some(({ as }) => as === "thousand")) return { is: "scale" };
  return { is: "compound", digits: digitsOf(found) };
}

/** "funf und vierzig" → "45", "nelja kymmenta viisi" → "45", "nolla nelja viisi" → "045". */
function digitsOf(found: Part[]): string {
  const numbers: { value: number; unit: number; isOpen: boolean }[] = [];
  let isAnd = false;
  for (const part of found) {
    const last = numbers.at(-1);
    if (part.as === "unit") {
      if (last?.isOpen && part.value > 0) {
        last.value += part.value;
        last.unit = part.value;
        last.isOpen = false;
      } else numbers.push({ value: part.value, unit: part.value, isOpen: false });
    } else if (part.as === "teen" || part.as === "tens" || part.as === "hundred") {
      const isJoined = last !== undefined && (isAnd || (last.isOpen && last.value % 100 === 0));
      if (isJoined && last) last.value += part.value;
      else numbers.push({ value: part.value, unit: 0, isOpen: part.as === "hundred" });
    } else if (last && (part.as === "toista" || part.as === "kymmenta")) {
      last.value += part.as === "toista" ? 10 : last.unit * 9;
      last.isOpen = part.as === "kymmenta";
    } else if (part.as === "hundredfold") {
      if (last) last.value *= 100;
      else numbers.push({ value: 100, unit: 0, isOpen: true });
      if (last) last.isOpen = true;
    }
    isAnd = part.as === "and";
  }
  return numbers.map(({ value }) => String(value)).join("");
}
