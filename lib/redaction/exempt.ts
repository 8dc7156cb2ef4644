/** A stretch of a folded line whose digits say a time, a date, a price or the like, and are no personal number. */
export type Exempt = { start: number; end: number; isDate: boolean };

const UNITS =
  "euros?|eur|euroa|usd|gbp|dollars?|bucks|pounds?|quid|pence|cents?|sentti[a]?|centimos|pesos?|dolares|libras|franken|kronor|kr|pfund|prozent|prosenttia|percent|por ciento|por cento|points|punkte|pistetta|puntos|steps|words|worter|people|persons?|customers?|users?|units|pieces|pcs|stuck|kpl|kappaletta|miles?|millas|meilen|kilometers?|kilometres?|kilometros|kilometer|kilometria|metros|meters?|metres?|meter|metria|feet|km|kwh|kilowatts?|kilowatt|mwh|watts?|vatios|watt|mah|mb|gb|tb|megabytes?|gigabytes?|gigs?|gigas|megas|kb|kilos?|kg|grams?|gramm|grammaa|mg|ml|litres?|liters?|litros|litraa|hours?|horas|stunden|tuntia|minutes?|minutos|minuten|minuuttia|seconds?|segundos|sekunden|sekuntia|days?|dias|tage|paivaa|weeks?|semanas|wochen|viikkoa|months?|meses|monate|kuukautta|years?|anos|jahre|vuotta|times|veces|mal|kertaa|degrees|grados|grad|astetta|square|m2|hz|ghz|mhz|p|copies|zl|zloty|zlote|zlotych|ore|procent|per cento|por cento|pour cent|personnes|persone|pessoas|personen|personer|osob|minuter|minuti|minut|timmar|heures?|ora|uur|godzin|dagar|jours?|giorni|dagen|dni|veckor|semaines?|settimane|semanas|weken|tygodni|manader|mois|mesi|meses|maanden|miesiecy|ar|ans?|anni|jaar|lat|fois|volte|vezes|keer|ganger|razy|chilometri|kilometres|kilometrow|metri|guests|seats|employees|shares|miles";

const UNIT = new RegExp(`^(?:${UNITS})$`);
const MONTHS =
  "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar|februar|marz|maerz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|dezembro|januari|februari|maart|mei|augustus|augusti|maj|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia|(?:tammi|helmi|maalis|huhti|touko|kesa|heina|elo|syys|loka|marras|joulu)kuu(?:ta|n|ssa)?";
const MONTH = new RegExp(`^(?:${MONTHS})$`);

const HOUR = "(?:[01]?\\d|2[0-4])";
const DAY = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH_NUMBER = "(?:0?[1-9]|1[0-2])";
const YEAR = "(?:19|20)\\d\\d";
const AMOUNT = "(?:\\d{1,3}(?:[., ']\\d{3}){1,3}|\\d{1,9})(?:[.,]\\d{1,2})?";
/** Neither the middle of a longer number nor a group of one. */
const ALONE_BEFORE = "(?<![\\d+]|\\d[-., ])";
const ALONE_AFTER = "(?!\\d|[-., ]\\d)";

/** After these a round number is a quantity: "about 20000", "we sold 12000". */
const ABOUT =
  "of|about|around|over|under|above|below|than|nearly|almost|roughly|approximately|from|sold|paid|earned?|costs?|have|had|unos|casi|mas de|etwa|rund|fast|noin|yli|alle";

/** Every quantifier is bounded, so that each costs no more than a fixed number of steps at any character. */
const DATES = [
  `(?<!\\d|\\d[-./])${DAY}([./-]) ?${MONTH_NUMBER}\\1 ?${YEAR}(?!\\d|[-./]\\d)`,
  `(?<!\\d|\\d[-./])${MONTH_NUMBER}([/-])${DAY}\\1${YEAR}(?!\\d|[-./]\\d)`,
  `(?<!\\d|\\d[-./])(?:${DAY}([./])${MONTH_NUMBER}|${MONTH_NUMBER}([./])${DAY})(?:\\1|\\2)\\d\\d(?!\\d|[-./ ]\\d)`,
  `(?<!\\d|\\d[-./])${YEAR}([./-])${MONTH_NUMBER}\\1${DAY}(?!\\d|[-./]\\d)`,
  `\\b(?:${MONTHS})\\.? (?:the )?${DAY}(?:st|nd|rd|th)?(?:,? ?${YEAR})?(?!\\d|[-., ]{1,2}\\d{3})`,
  `(?<!\\d|\\d[-., ])${DAY}(?:st|nd|rd|th)?\\.? (?:of |de |del )?(?:${MONTHS})\\.?,? ?(?:de |del )?${YEAR}(?!\\d|[-., ]{1,2}\\d{3})`,
].map((source) => new RegExp(source, "g"));

const OTHERS = [
  `(?<![\\d:])${HOUR}:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,6})?)?(?![\\d:])`,
  `(?<![\\d.,-])${HOUR}\\.[0-5]\\d ?- ?${HOUR}\\.[0-5]\\d(?!\\d|[-.]\\d)`,
  `\\b(?:at|um|klo|kello|las|la|bis|von) ${HOUR}[. ][0-5]\\d(?!\\d|[-. ]\\d|, \\d{3})`,
  `[$€£¥] {0,2}${AMOUNT}(?!\\d)`,
  `${ALONE_BEFORE}${AMOUNT}[ -]?(?:[$€£¥%°]|(?:${UNITS})\\b)`,
  `${ALONE_BEFORE}${AMOUNT} ?(?:to|or|and|bis|a|y|o|und|oder|tai|ja|-) ?${AMOUNT}[ -]?(?:[$€£¥%°]|(?:${UNITS})\\b)`,
  `\\b(?:${ABOUT}) [1-9]\\d{1,3}000${ALONE_AFTER}`,
  // a decimal; thousands by commas; by single dots or spaces only with decimals or just once
  `${ALONE_BEFORE}\\d{1,7}[.,]\\d{1,2}${ALONE_AFTER}`,
  `${ALONE_BEFORE}\\d{1,3}(?:,\\d{3}){1,3}(?:\\.\\d{1,2})?${ALONE_AFTER}`,
  `${ALONE_BEFORE}[1-9]\\d{0,2}\\.\\d{3}${ALONE_AFTER}`,
  `${ALONE_BEFORE}[1-9]\\d{0,2}(?:([. '])\\d{3})(?:\\1\\d{3}){0,2},\\d\\d${ALONE_AFTER}`,
  `\\b(?:in|since|until|till|by|year|years|early|late|mid|of|en|desde|ano|seit|jahr|bis|vuonna|vuodesta|vuosi|vuoteen|spring|summer|autumn|fall|winter|${MONTHS}) ${YEAR}(?!\\d|[ -]\\d{4}[ -]\\d{4})`,
  `(?<![\\d-]|\\d )${YEAR} ?[-/,] ?${YEAR}(?!\\d|[-/, ]{1,2}\\d)`,
  "\\b(?:version|versio|firmware|release|ios|android|macos|v)[ .]?\\d{1,4}(?:\\.\\d{1,5}){1,3}",
  "(?<![\\d.])(?:10|127|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))(?:\\.\\d{1,3}){2,3}(?![\\d.])",
].map((source) => new RegExp(source, "g"));

/** What may come before "123,456,789" when it is an account's number and no quantity. */
const NUMBER_KEYWORD =
  /(?:account|card|phone|telephone|number|reference|id|policy|code|case|claim|ticket|cuenta|numero|codigo|konto|nummer|leitzahl|tili)\p{L}*[^\d.?!]{0,16}$/u;
const KEYWORD_REACH = 40;

/** Times, dates, prices, quantities, years and versions of a folded line. */
export function exemptIn(text: string): Exempt[] {
  if (!/\d/.test(text)) return [];
  const found: Exempt[] = [];
  const collect = (patterns: RegExp[], isDate: boolean) => {
    for (const pattern of patterns) {
      for (const { index, 0: match } of text.matchAll(pattern)) {
        const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(match);
        if (isGrouped && NUMBER_KEYWORD.test(text.slice(Math.max(0, index - KEYWORD_REACH), index))) continue;
        found.push({ start: index, end: index + match.length, isDate });
      }
    }
  };
  collect(DATES, true);
  collect(OTHERS, false);
  return withoutCards(text, found).sort((a, b) => a.start - b.start);
}

/** As many digits as a card number has, with nothing but spaces, dots, dashes or one sign of money or percent between. */
const CARD_LIKE = /\d(?:(?:[ .-]{0,3}|[%$€£¥°])\d){12,}/g;

/** A card number may hold what looks like a date or a decimal; only a stretch that is dates and nothing else is none. */
function withoutCards(text: string, found: Exempt[]): Exempt[] {
  const isDated = new Uint8Array(text.length);
  for (const { start, end, isDate } of found) if (isDate) isDated.fill(1, start, end);
  const isCard = new Uint8Array(text.length);
  for (const { index, 0: match } of text.matchAll(CARD_LIKE)) {
    const end = index + match.length;
    for (let at = index; at < end; at += 1) {
      if (isDated[at] === 1 || !/\d/.test(text.charAt(at))) continue;
      isCard.fill(1, index, end);
      break;
    }
  }
  return found.filter(({ start, end }) => isCard[start] === 0 && isCard[end - 1] === 0);
}

/** Whether a folded word is a unit or a currency: what is counted in it is a quantity. */
export function isUnit(word: string): boolean {
  return UNIT.test(word);
}

/** Whether a folded word names a month, in any of the four languages. */
export function isMonth(word: string): boolean {
  return MONTH.test(word);
}
