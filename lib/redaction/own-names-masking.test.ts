import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownMask, ownOf } from "./own-names-masking";

const people = [
  { kind: "caller", identity: "sip_+14155552671", name: "Jane Smith" },
  { kind: "agent", identity: "agent-1", name: "Support Agent" },
];

test("a call's own are its contact, its number, and what the caller is called in the room", () => {
  expect(ownOf({ contactName: "Jane Smith", phoneNumber: "+1 415 555 2671", people })).toEqual({
    names: ["Jane Smith"],
    numbers: ["14155552671"],
  });
  expect(ownOf({ contactName: null, phoneNumber: null, people: [] })).toEqual({ names: [], numbers: [] });
  expect(ownOf({ contactName: "+14155552671", phoneNumber: "112", people: [] })).toEqual({
    names: [],
    numbers: ["14155552671"],
  });
});

describe("in a text", () => {
  const mask = ownMask({ names: ["Vincent van Gogh"], numbers: ["14155552671"] });
  test.each([
    ["Hello Vincent van Gogh!", "Hello V. V. G.!"],
    ["hello VINCENT, is it mr. gogh?", "hello V., is it mr. G.?"],
    ["vincent's letter", "V.'s letter"],
    ["the van is here", "the van is here"],
    ["Vincents Auto und Goghs Haus", "V. Auto und G. Haus"],
    ["Vincenzo and gogh-like goghing", "Vincenzo and G.-like goghing"],
    ["Vincent  van\nGogh", "V. V. G."],
    ["call (415) 555-2671 or 555 26 71", "call •••• 2671 or •••• 2671"],
    ["+14155552671!", "•••• 2671!"],
    ["order 55210 of 2671", "order 55210 of 2671"],
    ["Thank you, Vincent. Bye", "Thank you, V. Bye"],
    ["", ""],
  ])("%j becomes %j", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test("a name in a script without blanks is found inside a sentence", () => {
    expect(ownMask({ names: ["王小明"], numbers: [] })("我是王小明。")).toBe("我是王.。");
  });

  test("names that look like patterns are only names", () => {
    expect(ownMask({ names: ["(ab+)+$ [b"], numbers: [] })("aaaa (ab+)+$ [b")).toBe("aaaa (A. B.");
    expect(ownMask({ names: ["Jane ⑴ [㈱] ﷺ"], numbers: [] })("I am Jane. (1) [x]")).toBe("I am J. (1) [x]");
  });

  test.each([
    "415–555–2671",
    "415‑555‑2671",
    "415—555—2671",
    "415/555/2671",
    "415 / 555 / 2671",
    "415] [555] [2671",
    "４１５５５５２６７１",
    "٤١٥٥٥٥٢٦٧١",
    "415\u200b555\u200b2671",
    "4\u03011\u03015555 2671",
  ])("the number is found however it is written: %s", (number) => {
    expect(mask(`call ${number}!`)).toBe("call •••• 2671!");
  });

  test.each([
    ["José O’Brien", "jose o'brien, Jose\u0301 O'Brien, JOSÉ OBRIEN", "J. O. B., J. O. B., J. O."],
    ["Jose\u0301 O'Brien", "José O’Brien is here, Mr O’Brien", "J. O. B. is here, Mr O’B."],
    ["Anna Smith-Jones", "Ms Jones, Mrs Smith or Anna Smith–Jones", "Ms J., Mrs S. or A. S. J."],
    ["Anna Smith-Jones", "Anna Smith Jones", "A. S. J."],
    ["Wu Li", "Mr Wu and LI, or Li. Li: we like li, wu", "Mr W. and L., or L. L.: we like li, wu"],
    ["wu", "I am Wu.", "I am W."],
    ["Li", "Li lives in Lima. 李", "L. lives in Lima. 李"],
    ["Maria de la Cruz", "De la calle. La Maria; cruz", "De la calle. La M.; C."],
    ["Zoë Müller", "zoe muller", "Z. M."],
    ["Jane", "Ｊａｎｅ Ja\u200bne", "Ｊ. J."],
  ])("of %j, %j becomes %j", (name, text, masked) => {
    expect(ownMask({ names: [name], numbers: [] })(text)).toBe(masked);
  });

  test.each([
    ["Johanna Virtanen", "Johannan auto, Johannalle, Johannaa, johannalta, Johannankin", "J. auto, J., J., J., J."],
    ["Johanna Virtanen", "Virtasen, Virtaselle, virtasta, Virtaset, Virtasillekin", "V., V., V., V., V."],
    ["Pekka Lahti", "Pekan ja Lahden, Pekalle, Lahdelta", "P. ja L., P., L."],
    ["Antti Mäki", "Antin ja Mäen luona, Mäelle, Antilta", "A. ja M. luona, M., A."],
    ["Ranta Heikki", "Heikin ja Rannan", "H. ja R."],
    ["Markus Niemi", "Markuksen, Niemen, Niemelle", "M., N., N."],
    ["Tuomas Smith", "Tuomaan ja Smithin, Smithille", "T. ja S., S."],
    ["Erik Lindström", "Eriks bil, Lindströms hus, lindstroms", "E. bil, L. hus, L."],
    ["Jürgen Müller", "Jürgens Auto, Müllers Haus, Mueller, Herrn Muellers", "J. Auto, M. Haus, M., Herrn M."],
    ["Anna Kowalska", "Anny, Annie i Annę, Kowalskiej, Kowalską", "A., A. i A., K., K."],
    ["Jan Kowalski", "Kowalskiego, Kowalskiemu, Kowalskim", "K., K., K."],
    ["Tomasz Nowak", "Tomasza Nowaka, Tomaszowi Nowakowi, Tomaszem", "T. N., T. N., T."],
    ["Иван Петров", "Ивана Петрова, Ивану Петрову, с Иваном Петровым", "И. П., И. П., с И. П."],
  ])("of %j with its endings, %j becomes %j", (name, text, masked) => {
    expect(ownMask({ names: [name], numbers: [] })(text)).toBe(masked);
  });

  test.each([
    ["Johanna Virtanen", "V-I-R-T-A-N-E-N", "V."],
    ["Johanna Virtanen", "it is v i r t a n e n, okay", "it is V., okay"],
    ["Johanna Virtanen", "V. I. R. T. A. N. E. N.", "V.."],
    ["Jane Virta", "V as in Victor, I, R as in Romeo, T, A as in Alpha!", "V.!"],
    ["Kai Ojala", "O niin kuin Otto, J, A, L, A", "O."],
    ["Zoë Müller", "M, Ü, L, L, E, R or M U E L L E R", "M. or M."],
    ["Jane Smith", "S M I T H, again S-M-I-T-H", "S., again S."],
    ["Jane Smith", "S M I T H, S M I T H", "S., S."],
    ["Jane Smith", "a b c d s m i t", "a b c d s m i t"],
  ])("of %j spelled, %j becomes %j", (name, text, masked) => {
    expect(ownMask({ names: [name], numbers: [] })(text)).toBe(masked);
  });

  test.each([
    ["Cyrillic letters among Latin ones", "Jane Smith", "Jаnе Smіth", "J. S."],
    ["Greek letters among Latin ones", "Anna Karo", "Αnnα Κarο", "Α. Κ."],
    ["Latin letters among Cyrillic ones", "Вера Сокол", "Bepa Coкoл", "B. C."],
    ["a letter without its stroke", "Łukasz Sørensen", "Lukasz Sorensen, Łukasz", "L. S., Ł."],
  ])("a name with %s is the name", (_, name, text, masked) => {
    expect(ownMask({ names: [name], numbers: [] })(text)).toBe(masked);
  });

  test.each([
    ["Al Sun", "Also on Sunday all the suns were also sunny, alas."],
    ["Tim Same", "Time and again, sometimes the samples timed out."],
    ["Sam Art", "Same here, I started the article; arty, artist."],
    ["Mark Hill", "The marks on the hilly market, remarked."],
    ["Will Rose", "I am willing, he willed it; the prose arose."],
    ["Anna Aho", "Minä annan sen, annamme ne, ahosta ei ole kyse."],
    ["Max Ray", "Maximum, x-rays, arrays, Maxim."],
    ["Eva Lund", "Evaluate the evasion, lunch, Every lunar evening."],
    ["Ida Berg", "Idaho is iceberg country, bergamot ideas."],
    ["Olli Aino", "ainoa ainoastaan ollakseen"],
  ])("of %j, other words stay: %j", (name, text) => {
    expect(ownMask({ names: [name], numbers: [] })(text)).toBe(text);
  });

  test("a number of its own in another script's digits is one", () => {
    expect(ownOf({ contactName: null, phoneNumber: "＋１４１５５５５２６７１", people: [] }).numbers).toEqual([
      "14155552671",
    ]);
  });

  test("no name breaks it, and no word of a name stays", () => {
    const anyName = fc
      .array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 4 })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(anyName, fc.stringMatching(/^[A-Z][a-z]{2,6}q$/), (name, word) => {
        const told = ownMask({ names: [`${name} ${word}`], numbers: [] })(`I am ${word.toUpperCase()}, ${name}.`);
        expect(told.toLowerCase()).not.toContain(word.toLowerCase());
      }),
    );
  });

  test("a long text full of near misses is done at once", () => {
    const hostile = "Vincent ".repeat(20_000) + " ".repeat(50_000) + "4155 ".repeat(20_000);
    const startedMs = performance.now();
    ownMask({ names: ["Vincent van Gogh"], numbers: ["14155552671"] })(hostile);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});
