/** What a word says of a number. `digits` as they would be dialled. */
export type NumberWord =
  | { is: "unit" | "teen" | "tens" | "hundreds" | "compound"; digits: string }
  | { is: "hundred" }
  | { is: "scale" }
  | { is: "times"; count: number };

/** Languages whose number words are listed here; those of English, Spanish, German and Finnish are in the other file. */
export type ListedLanguage = "fr" | "it" | "pt" | "nl" | "sv" | "pl";
type Listed = { word: NumberWord; languages: Set<ListedLanguage> };

const listed = new Map<string, Listed>();
/** Number words that are common words in some language: they count only beside others of theirs (redaction-numerals.ts). */
const AMBIGUOUS = new Set(
  "un une seize cent cents sei due otto um uma meia een sex en ett tio jeden jedna jedno sto raz".split(" "),
);

function add(language: ListedLanguage, name: string, word: NumberWord): void {
  const known = listed.get(name);
  if (known) known.languages.add(language);
  else listed.set(name, { word, languages: new Set([language]) });
}

type Names = { units: string; teens: string; tens: string; hundreds?: string };

/** Each space-separated entry is the next number, entries with | have several names. */
function addNumbers(language: ListedLanguage, { units, teens, tens, hundreds = "" }: Names): void {
  const lists = [
    { is: "unit", from: 0, step: 1, names: units },
    { is: "teen", from: 10, step: 1, names: teens },
    { is: "tens", from: 20, step: 10, names: tens },
    { is: "hundreds", from: 100, step: 100, names: hundreds },
  ] as const;
  for (const { is, from, step, names } of lists) {
    for (const [place, entry] of names.split(" ").entries()) {
      for (const name of entry.split("|")) add(language, name, { is, digits: String(from + place * step) });
    }
  }
}

const NAMES: Record<ListedLanguage, Names> = {
  fr: {
    units: "zero un|une deux trois quatre cinq six sept huit neuf",
    teens: "dix onze douze treize quatorze quinze seize",
    tens: "vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante",
  },
  it: {
    units: "zero uno|una due tre quattro cinque sei sette otto nove",
    teens: "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    tens: "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    hundreds: "cento duecento trecento quattrocento cinquecento seicento settecento ottocento novecento",
  },
  pt: {
    units: "zero um|uma dois|duas tres quatro cinco seis|meia sete oito nove",
    teens:
      "dez onze doze treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove",
    tens: "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    hundreds:
      "cem|cento duzentos|duzentas trezentos|trezentas quatrocentos|quatrocentas quinhentos|quinhentas seiscentos|seiscentas setecentos|setecentas oitocentos|oitocentas novecentos|novecentas",
  },
  nl: {
    units: "nul een twee drie vier vijf zes zeven acht negen",
    teens: "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    tens: "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
  },
  sv: {
    units: "noll en|ett tva tre fyra fem sex sju atta nio",
    teens: "tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
    tens: "tjugo trettio fyrtio femtio sextio sjuttio attio nittio",
  },
  pl: {
    units: "zero jeden|jedna|jedno dwa|dwie trzy cztery piec szesc siedem osiem dziewiec",
    teens:
      "dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie",
    tens: "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat",
    hundreds: "sto dwiescie trzysta czterysta piecset szescset siedemset osiemset dziewiecset",
  },
};
for (const [language, names] of Object.entries(NAMES)) addNumbers(language as ListedLanguage, names);

/** The names of 1 to 99 as one word, by their value. */
function smallNumbers(language: "it" | "nl" | "sv"): string[] {
  const { units, teens, tens } = NAMES[language];
  const first = (list: string) => list.split(" ").map((names) => names.split("|").at(-1) ?? "");
  const [unit, teen, ten] = [first(units), first(teens), first(tens)];
  if (language === "it") unit[1] = "uno";
  const names = [...unit, ...teen];
  for (const [place, tensName] of ten.entries()) {
    for (const [value, unitName] of unit.entries()) {
      const joined = {
        // "ventuno", "ventotto": the tens lose their vowel before another.
        it: `${/^[uo]/.test(unitName) ? tensName.slice(0, -1) : tensName}${unitName}`,
        nl: `${unitName}en${tensName}`,
        sv: `${tensName}${unitName}`,
      };
      names[20 + place * 10 + value] = value === 0 ? tensName : joined[language];
    }
  }
  return names;
}

const HUNDRED = { it: "cento", nl: "honderd", sv: "hundra" };
const THOUSAND = { it: "mila", nl: "duizend", sv: "tusen" };

for (const language of ["it", "nl", "sv"] as const) {
  const small = smallNumbers(language);
  for (const [value, name] of small.entries()) {
    if (value > 20 && value % 10 > 0) add(language, name, { is: "compound", digits: String(value) });
    if (value > 0) add(language, `${name}${THOUSAND[language]}`, { is: "scale" });
  }
  for (let hundreds = 1; hundreds <= 9; hundreds += 1) {
    const name = hundreds === 1 && language !== "sv" ? HUNDRED[language] : `${small[hundreds]}${HUNDRED[language]}`;
    if (language !== "it") add(language, name, { is: "hundreds", digits: String(hundreds * 100) });
    for (let rest = 1; rest <= 99; rest += 1) {
      add(language, `${name}${small[rest]}`, { is: "compound", digits: String(hundreds * 100 + rest) });
    }
  }
  add(language, language === "it" ? "mille" : THOUSAND[language], { is: "scale" });
}
add("sv", "hundra", { is: "hundred" });
for (const name of ["cent", "cents"]) add("fr", name, { is: "hundred" });
for (const [language, names] of Object.entries({
  fr: "mille",
  pl: "tysiac tysiace tysiecy",
  pt: "mil milhao milhoes",
})) {
  for (const name of names.split(" ")) add(language as ListedLanguage, name, { is: "scale" });
}
const TIMES: Record<string, [ListedLanguage, number]> = {
  ...{ dubbel: ["nl", 2], dubbele: ["nl", 2], dubbelt: ["sv", 2], doppio: ["it", 2], doppia: ["it", 2] },
  ...{ duplo: ["pt", 2], dupla: ["pt", 2], podwojne: ["pl", 2], podwojna: ["pl", 2], podwojny: ["pl", 2] },
  ...{ driedubbel: ["nl", 3], trippel: ["sv", 3], triplo: ["it", 3], potrojne: ["pl", 3] },
};
for (const [name, [language, count]] of Object.entries(TIMES)) add(language, name, { is: "times", count });

/** A folded word of these languages that says a number and hardly anything else. */
export function listedWord(word: string): Listed | undefined {
  return AMBIGUOUS.has(word) ? undefined : listed.get(word);
}

/** A folded word that says a number in these languages, but may be another word of another. */
export function ambiguousWord(word: string): Listed | undefined {
  return AMBIGUOUS.has(word) ? listed.get(word) : undefined;
}
