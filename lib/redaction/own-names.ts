import { type Place, wordsIn } from "./phrases";

/** Letters that look like Latin ones, in lower case, each as the one it looks like: one for one, so that places stay. */
const LOOKS = new Map<string, string>();
const LOOK_ALIKE = [
  ["аеорсухіјѕвкмтнԛԝһ", "aeopcyxijsbkmthqwh"],
  ["αορνικτυχεηβμζγ", "aopviktuxenbmzy"],
  ["łøđħıŧɡ", "lodhitg"],
] as const;
for (const [from, to] of LOOK_ALIKE) {
  for (const [place, letter] of [...from].entries()) LOOKS.set(letter, to.charAt(place));
}
const LOOKING = new RegExp(`[${[...LOOKS.keys()].join("")}]`, "gu");

/** Folded text with its look-alike letters as the Latin ones; of the same length. */
export function plainLetters(folded: string): string {
  return folded.replace(LOOKING, (letter) => LOOKS.get(letter) ?? letter);
}

/** Endings of a few languages, folded: Finnish cases with what may follow them, Germanic genitives, Slavic cases. */
const FINNISH =
  "n|a|ta|tta|an|en|in|on|un|yn|ssa|sta|lla|lta|lle|na|ksi|t|ien|jen|iden|ia|ja|ille|illa|ilta|issa|ista|ineen|seen|hin|hun|hon|hen|han";
const AFTER_FINNISH = "ni|nsa|mme|nne|kin|ko|kaan|kaankaan|pa";
const GERMANIC = "s|es|ens|'s";
const SLAVIC =
  "owi|em|iem|om|ow|ami|ach|ego|emu|ej|ova|ovi|ou|ovou|ove|ie|ze|im|iego|iemu|iej|ых|ами|ам|ах|ой|ою|ом|ем|ым|ого|ому|ей|ев|ов";
const SLAVIC_SHORT = "u|y|e|i|o|а|у|е|ы|и|ю|я";
const endingsOf = (listed: string) => `(?:${plainLetters(listed)})`;
const CASES = `(?:${endingsOf(FINNISH)}${endingsOf(AFTER_FINNISH)}?|${endingsOf(GERMANIC)}|${endingsOf(SLAVIC)}`;
const LONG_ENDING = new RegExp(`^${CASES}|${endingsOf(SLAVIC_SHORT)})$`);
const ENDING = new RegExp(`^${CASES})$`);
/** A short name takes no ending that makes another word of it: "Sam" is not in "same", nor "Tim" in "time". */
const SHORT_ENDING = /^(?:n|s|'s|in|ille|illa|ilta|ista|issa|lle|lla|lta|sta|ssa|ksi|kin)$/;

const SHORTEST_INFLECTED = 3;
const LONG_NAME = 5;
const MOST_ENDING = /^\p{L}{0,9}$/u;

/** How a name's stem changes before an ending: "virtanen" → "virtase", "pekka" → "peka", "lahti" → "lahde". */
function stemsOf(name: string): string[] {
  const stems = new Set([name, `${name}i`]);
  if (name.endsWith("nen")) for (const end of ["se", "si", "s"]) stems.add(name.slice(0, -3) + end);
  if (/[aeiou]s$/.test(name))
    for (const end of ["kse", name.charAt(name.length - 2), "ks"]) stems.add(name.slice(0, -1) + end);
  // "Anna" → "Anny", "Annie"
  if (/[aeo]$/.test(name)) stems.add(name.slice(0, -1));
  if (/ski$/.test(name)) stems.add(name.slice(0, -1));
  for (const stem of [name, ...(name.endsWith("i") ? [`${name.slice(0, -1)}e`] : [])]) {
    stems.add(stem);
    const weak = weakened(stem);
    if (weak !== null) stems.add(weak);
  }
  return [...stems];
}

const WEAK: [RegExp, string][] = [
  [/kk(?=[aeiouy]$)/, "k"],
  [/pp(?=[aeiouy]$)/, "p"],
  [/tt(?=[aeiouy]$)/, "t"],
  [/nt(?=[aeiouy]$)/, "nn"],
  [/nk(?=[aeiouy]$)/, "ng"],
  [/lt(?=[aeiouy]$)/, "ll"],
  [/rt(?=[aeiouy]$)/, "rr"],
  [/mp(?=[aeiouy]$)/, "mm"],
  [/(?<=[aeiouyhlr])t(?=[aeiouy]$)/, "d"],
  [/(?<=[aeiouylr])p(?=[aeiouy]$)/, "v"],
  [/(?<=[aeiouyhlr])k(?=[aeiouy]$)/, ""],
];

/** Finnish consonants before an ending: "Antti" → "Anti-n". */
function weakened(stem: string): string | null {
  const found = WEAK.find(([strong]) => strong.test(stem));
  return found ? stem.replace(found[0], found[1]) : null;
}

/** "V as in Victor, I, R": between a letter and the word that explains it. */
const EXPLAINS = new Set("as in like for wie niin kuin kuten som i comme come como de jak van als".split(" "));
const LONGEST_GAP = 6;
type Spelled = { letters: string; starts: number[]; ends: number[] };

/** What is spelled letter by letter in a folded text, at least three letters, perhaps with words that explain them. */
function spelledIn(text: string): Spelled[] {
  const found: Spelled[] = [];
  let one: Spelled = { letters: "", starts: [], ends: [] };
  let isExplained = false;
  let last = 0;
  const close = () => {
    if (one.letters.length >= SHORTEST_INFLECTED) found.push(one);
    one = { letters: "", starts: [], ends: [] };
    isExplained = false;
  };
  for (const { word, start, end } of wordsIn(text)) {
    if (start - last > LONGEST_GAP) close();
    last = end;
    if (one.letters !== "" && EXPLAINS.has(word) && (word.length > 1 || isExplained)) isExplained = true;
    else if (word.length === 1) {
      one.letters += word;
      one.starts.push(start);
      one.ends.push(last);
      isExplained = false;
    } else if (isExplained) {
      // The word that explains it goes with its letter.
      one.ends[one.ends.length - 1] = last;
      isExplained = false;
    } else close();
  }
  close();
  return found;
}

/** Where these names are spelled in a folded text: "v-i-r-t-a", "v as in victor, i, r". */
export function spelledNames(text: string, parts: readonly string[]): Place[] {
  const places: Place[] = [];
  for (const { letters, starts, ends } of spelledIn(text)) {
    for (const part of parts) {
      if (part.length < SHORTEST_INFLECTED) continue;
      for (let at = letters.indexOf(part); at >= 0; at = letters.indexOf(part, at + part.length)) {
        const [start, end] = [starts[at], ends[at + part.length - 1]];
        if (start !== undefined && end !== undefined) places.push({ start, end });
      }
    }
  }
  return places.sort((a, b) => a.start - b.start);
}

export type Inflected = { stem: string; name: string };

/** Beginnings of words that may be a form of a name, the longest first. */
export function inflectedStems(parts: readonly string[]): Inflected[] {
  return parts
    .filter((part) => part.length >= SHORTEST_INFLECTED && /^\p{L}+$/u.test(part))
    .flatMap((name) => stemsOf(name).map((stem) => ({ stem, name })))
    .filter(({ stem }) => stem.length >= SHORTEST_INFLECTED)
    .sort((a, b) => b.stem.length - a.stem.length);
}

/** Words that begin with one of these stems; whether they are forms of it says `isFormOf`. */
export function inflectedNames(text: string, stems: readonly Inflected[]): Place[] {
  const isLike = (word: string) =>
    stems.some(({ stem }) => word.startsWith(stem) && MOST_ENDING.test(word.slice(stem.length)));
  return wordsIn(text).filter(({ word }) => isLike(word));
}

/** Whether a folded word, written with a capital or not, is a form of a name and of nothing else. */
export function isFormOf(word: string, isCapital: boolean, stems: readonly Inflected[]): boolean {
  return stems.some(({ stem, name }) => {
    if (!word.startsWith(stem)) return false;
    const ending = word.slice(stem.length);
    const isChanged = stem !== name;
    if (name.length < LONG_NAME) {
      // Short names are parts of too many words: only capitals, and endings that make a name of them.
      if (!isCapital || (name.length < 4 && isChanged)) return false;
      const isSlavic = isChanged || /[^a-z]/.test(name);
      return (name.length < 4 ? SHORT_ENDING : isSlavic ? LONG_ENDING : ENDING).test(ending);
    }
    return (isCapital || ending.length > 0) && LONG_ENDING.test(ending);
  });
}
