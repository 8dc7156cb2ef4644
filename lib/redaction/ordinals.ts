const ENGLISH =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth";
const SWEDISH =
  "forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde trettionde";
const DUTCH = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde";
const POLISH =
  "pierwszego drugiego trzeciego czwartego piatego szostego siodmego osmego dziewiatego dziesiatego dwudziestego trzydziestego";
const ROMANCE = "premier primero primo primeiro";

const LISTED = new Set([ENGLISH, SWEDISH, DUTCH, POLISH, ROMANCE].join(" ").split(" "));
/** Ordinals that are put together: "neunten", "einundzwanzigsten", "yhdeksantena", "tjugoforsta", "jedenastego". */
const COMPOSED = new RegExp(
  [
    "(?:ers|zwei|drit|vier|funf|sechs|sieb|sieben|ach|neun)te[nr]?",
    "(?:zehn|elf|zwolf|\\w{3,7}zehn)te[nr]?",
    "(?:\\w{3,6}und)?(?:zwanzig|dreissig)ste[nr]?",
    "tjugo(?:forsta|andra|tredje|fjarde|femte|sjatte|sjunde|attonde|nionde)",
    "(?:ensimmai|toine|toise|kolma[st]|nelja[st]|viide[st]|kuude[st]|seitsema[st]|kahdeksa[st]|yhdeksa[st]|kymmene[st])\\w{0,16}",
    "\\w{3,5}tiende|(?:\\w{3,7}en)?(?:twintig|dertig)ste",
    "\\w{3,8}nastego",
  ]
    .map((form) => `^(?:${form})$`)
    .join("|"),
);
const OFTEN_NONE = /^(?:first|second|third)$/;

/** Whether a folded word says which day of a month; "first" alone only behind "the". @param before the word before it */
export function isDayOrdinal(word: string, before: string): boolean {
  if (OFTEN_NONE.test(word)) return before === "the" || /(?:ty)$/.test(before);
  return LISTED.has(word) || COMPOSED.test(word);
}
