import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RedactionKind, redactText, redactTranscript, WITHHELD } from "./redaction";

const caller = (content: string) => ({ role: "user", content });
const agent = (content: string) => ({ role: "assistant", content });
const contents = (messages: { content: string }[]) => messages.map(({ content }) => content);

describe("redactText", () => {
  test.each<[string, string, RedactionKind[]]>([
    ["My card is 4242 4242 4242 4242.", "My card is [card number].", ["card"]],
    ["it's 4242-4242.4242 4241 and not valid", "it's [card number] and not valid", ["card"]],
    ["four one 1 one, double one 11, one one one one, 1111", "[card number]", ["card"]],
    [
      "call +1 (415) 555-0132 or write to a.b@example.com",
      "call [phone number] or write to [e-mail]",
      ["email", "phone"],
    ],
    ["oh seven seven double oh nine hundred one two three", "[phone number]", ["phone"]],
    ["seis doce, treinta y cuatro, cincuenta y seis, setenta y ocho", "[number]", ["number"]],
    ["null eins fünf eins dreiundzwanzig fünfundvierzig", "[phone number]", ["phone"]],
    ["nollaneljäviisi kaksikymmentäyksi kolmekymmentäkaksi", "[phone number]", ["phone"]],
    ["jane dot smith at example dot com, please", "[e-mail], please", ["email"]],
    ["ana punto garcía arroba ejemplo punto es", "[e-mail]", ["email"]],
    ["hetu on 131052-308T", "hetu on [id number]", ["id"]],
    ["my social is 078-05-1120", "my social is [id number]", ["id"]],
    ["DNI 12345678Z", "DNI [id number]", ["id"]],
    ["IBAN GB29 NWBK 6016 1331 9268 19", "IBAN [account number]", ["iban"]],
    ["the CVV is 123", "the CVV is [code]", ["code"]],
    ["born on the third of May 1990", "born on [date of birth]", ["birth"]],
    ["account 48213", "account [number]", ["number"]],
  ])("takes out what is personal: %s", (text, redacted, found) => {
    const result = redactText(text);
    expect(result.text).toBe(redacted);
    expect(result.found.toSorted()).toEqual(found);
  });

  test.each([
    "It was 45 dollars and 99 cents, $1,250.00 in all, or 12.500,50 euros.",
    "At 10:30, 10.30-11.45, nine fifteen, on 2024-03-15, 15.3.2024, March 15, 2024 and in 2019.",
    "Order 4821, flight AY1331, room 204 and room 206, two or three days, one moment.",
    "I'm 67, it's 4.75 percent, 24 boxes of 500, 15000 kilometres, twenty four seven.",
    "The card ends in 4242.",
    "I was born in 1984.",
    "Find it at example dot com or visit us at example.com.",
    "mil doscientos cincuenta euros, dos mil veinticuatro",
    "neunzehnhundertneunundachtzig, fünfzehntausend Kilometer, null Problem",
    "satakaksikymmentäviisi euroa, kahdeksasta viiteen, klo 14.30",
  ])("leaves what is not: %s", (text) => {
    expect(redactText(text)).toEqual({ text, found: [] });
  });

  test.each([
    ["Arabic-Indic digits", "٤١١١ ١١١١ ١١١١ ١١١١"],
    ["fullwidth digits", "４１１１１１１１１１１１１１１１"],
    ["mathematical digits", "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏"],
    ["zero-width characters", "4\u200b1\u200d1\ufeff1\u20601111\u00ad11111111"],
    ["bidirectional marks", "4111\u202e1111\u202c1111\u200f1111"],
    ["no-break spaces and hyphens", "4111\u00a01111\u20111111\u20141111"],
    ["combining marks", "4\u03011\u030111 1111 1111 1111"],
    ["invisible letters", "4111\u31641111\u28001111\u115f1111"],
    ["keycaps", "4\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e3 1111 1111 1111"],
  ])("is not deceived by %s", (_, number) => {
    expect(redactText(`it is ${number}, yes`).text).toMatch(/^it is \[card number\]\S?, yes$/u);
  });

  test.each([
    ["brackets", "[4111] [1111] [1111] [1111]"],
    ["braces", "{4111}{1111}{1111}{1111}"],
    ["angles", "<4111><1111><1111><1111>"],
    ["equals signs", "4111=1111=1111=1111"],
    ["exclamation marks", "4111!1111!1111!1111"],
    ["question marks", "4111? 1111? 1111? 1111"],
    ["ampersands", "4111&1111&1111&1111"],
    ["at signs", "4111@1111@1111@1111"],
    ["percent signs", "4111%1111%1111%1111"],
    ["dollar signs", "4111$1111$1111$1111"],
    ["pictures", "4111🙂1111🙂1111🙂1111"],
    ["many dots", "4111 . . . . . . . . 1111 1111 1111"],
    ['"and"', "4111 and 1111 and 1111 and 1111"],
    ['"or"', "4111 or 1111 or 1111 or 1111"],
    ['"und"', "4111 und 1111 und 1111 und 1111"],
    ['"comma"', "4111 comma 1111 comma 1111 comma 1111"],
    ["a letter that is a word", "4 1 1 1 x 1 1 1 1 x 1 1 1 1 x 1 1 1 1"],
    ["a letter between groups", "4111x1111x1111x1111"],
    ["another such letter", "4111 a 1111 a 1111 a 1111"],
  ])("finds a card number whose groups are parted by %s", (_, number) => {
    expect(redactText(`it is ${number}, yes`).text).toMatch(/^it is [[{<]?\[card number\][\]}>]?, yes$/);
  });

  test("finds a telephone number whose groups are parted by a spoken point", () => {
    expect(redactText("415 point 555 point 2671").text).toBe("[phone number]");
  });

  test.each([
    "Rooms 204 and 206 and 208 and 210 and 212 are free.",
    "We were there in 2019 and 2020 and 2021 and 2022.",
    "It is 1920 x 1080, and the box is 60 x 40 x 30.",
    "20% 30% 40% 50% 60% 70% 80%",
    "It went up 12 percent! 30 of 200 left? 15 stayed.",
    "I have 12 points and 150 points.",
  ])("leaves numbers that are listed: %s", (text) => {
    expect(redactText(text)).toEqual({ text, found: [] });
  });

  test("leaves no digit of a card number, however it is grouped", () => {
    const grouped = fc.array(
      fc.tuple(fc.stringMatching(/^\d{1,5}$/), fc.constantFrom(" ", ".", "-", "", " - ", "\u00a0", ", ")),
      {
        minLength: 3,
        maxLength: 16,
      },
    );
    fc.assert(
      fc.property(
        grouped,
        fc.constantFrom("it's ", "", "card number "),
        fc.constantFrom("", " okay?", " please."),
        (groups, before, after) => {
          const card = groups
            .map(([digits, separator], at) => (at === groups.length - 1 ? digits : digits + separator))
            .join("");
          const { length } = card.replace(/\D/g, "");
          fc.pre(length >= 13 && length <= 19 && !card.includes(","));
          expect(redactText(before + card + after).text).not.toMatch(/\d/);
        },
      ),
    );
  });

  test("never throws, and changes no text without digits, number words and addresses", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(redactText(text).text).toBeTypeOf("string");
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("héllo", "\u0000", "\ud800", "日本", "🙂", " ", "ﷺ", "\n", "—")),
        (parts) => {
          expect(redactText(parts.join("")).text).toBe(parts.join(""));
        },
      ),
    );
  });

  test.each<[string, string]>([
    ["digits", "4"],
    ["spaced digits", "4 "],
    ["digits with marks", "4\u0301\u200b"],
    ["marks", "\u0301"],
    ["spaces", " "],
    ["decimals", "1."],
    ["dates", "2024-01-01 "],
    ["groups and dashes", "12-"],
    ["prices", "$1,250 "],
    ["at signs", "a@"],
    ["spoken addresses", "at dot "],
    ["number words", "twenty hundred "],
    ["put-together words", "ein"],
    ["keywords", "pin 12 birth may "],
    ["ligatures", "\ufdfa"],
    ["digits and letters", "1 b "],
    ["dictated clauses", "my card number is 4, 9. "],
    ["spelled clauses", "my e-mail is a b, dot. "],
    ["French numbers", "quatre vingt dix sept "],
    ["words of many meanings", "um een sei "],
  ])("takes time in proportion to the text: %s", (_, part) => {
    const hostile = part.repeat(Math.ceil(100_000 / part.length));
    const before = process.cpuUsage();
    redactText(hostile);
    // Ten times 10 kB in about 0.1 s; in proportion to the square it would be minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(8_000);
  });
});

describe("redactTranscript", () => {
  test("finds a number told in several lines, with the other speaker's short lines between", () => {
    const redacted = redactTranscript([
      agent("What is your card number?"),
      caller("four one one one"),
      agent("Uh-huh."),
      caller("one one one one"),
      agent("one one one one, okay"),
      caller("and then one one one one"),
      agent("Go on."),
      caller("one one one one, that's it"),
      agent("Thank you, one moment."),
    ]);
    expect(contents(redacted)).toEqual([
      "What is your card number?",
      "[card number]",
      "Uh-huh.",
      "[card number]",
      "[number], okay",
      "[card number]",
      "Go on.",
      "[card number], that's it",
      "Thank you, one moment.",
    ]);
  });

  test("leaves no digit of a card number split anywhere", () => {
    const card = fc.array(fc.stringMatching(/^\d{1,8}$/), { minLength: 2, maxLength: 10 });
    const between = fc.constantFrom(null, "Mhm.", "okay", "Go ahead, please.", "sí, dígame", "ja, weiter", "joo");
    fc.assert(
      fc.property(card, between, (pieces, interjection) => {
        const { length } = pieces.join("");
        fc.pre(length >= 13 && length <= 19);
        const lines = pieces.flatMap((piece) =>
          interjection === null ? [caller(piece)] : [caller(piece), agent(interjection)],
        );
        expect(contents(redactTranscript(lines)).join("")).not.toMatch(/\d/);
      }),
    );
  });

  test.each([
    ["zero one two three four five six seven eight nine", ["uh-huh", "okay", "go on.", "Got it, next?", "Lovely."]],
    ["cero uno dos tres cuatro cinco seis siete ocho nueve", ["vale", "sí", "siga, por favor"]],
    ["null eins zwei drei vier fünf sechs sieben acht neun", ["ja", "mhm", "und weiter"]],
    ["nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän", ["joo", "niin", "ja sitten"]],
  ])("leaves no digit of a number spoken in pieces: %s", (listed, interjections) => {
    const words = listed.split(" ");
    const digit = fc.nat(9).chain((value) => fc.constantFrom(words[value] ?? "", words[value] ?? "", String(value)));
    const piece = fc.tuple(
      fc.array(digit, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(" ", ", "),
      fc.constantFrom("", ".", "...", ","),
    );
    const pieces = fc.array(fc.tuple(piece, fc.constantFrom(null, ...interjections)), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(pieces, (told) => {
        fc.pre(told.reduce((count, [[digits]]) => count + digits.length, 0) >= 6);
        const lines = told.flatMap(([[digits, separator, end], answer]) => {
          const line = caller(digits.join(separator) + end);
          return answer === null ? [line] : [line, agent(answer)];
        });
        const said = redactTranscript(lines, { isGrowing: false }).filter(({ role }) => role === "user");
        expect(
          contents(said)
            .join("")
            .replace(/\[[a-z ]+\]/g, ""),
        ).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });

  const dictated = [
    ["groups of four", "Could you read me the card number, please?", ["4539", "1488", "0343", "6467"]],
    ["pairs", "May I have your card number?", ["41", "11", "11", "11", "22", "22", "33", "33"]],
    ["single digits", "What is your telephone number?", ["4", "1", "5", "5", "5", "5", "2", "6", "7", "1"]],
    ["words", "Mikä on korttinne numero?", ["neljä viisi", "kolme yhdeksän", "yksi neljä", "kahdeksan"]],
    ["words of many meanings", "Qual è il codice di sicurezza?", ["sei", "due", "uno"]],
    ["put-together words", "Mag ik uw telefoonnummer?", ["nul zes", "vijfentwintig", "eenendertig"]],
    [
      "French numbers",
      "Quel est votre numéro de téléphone ?",
      ["zéro six", "quatre-vingt-dix-sept", "soixante et onze"],
    ],
  ] as const;
  const sentences = [
    "I have got that, please carry on.",
    "Thank you, and what comes after that?",
    "It rains here, you know.",
  ];

  test.each(dictated)(
    "takes out every part of a number dictated in %s, as soon as it is said",
    (_, question, parts) => {
      const lines = [agent(question)];
      for (const [place, part] of parts.entries()) {
        lines.push(caller(part));
        const said = contents(redactTranscript(lines).filter(({ role }) => role === "user"));
        expect(
          said
            .join(" ")
            .replaceAll(/\[[a-z ]+\]/g, "")
            .trim(),
        ).toBe("");
        lines.push(agent(sentences[place % sentences.length] ?? ""));
      }
      expect(redactTranscript(lines, { isGrowing: false }).filter(({ role }) => role !== "user")).toEqual(
        lines.filter(({ role }) => role !== "user"),
      );
    },
  );

  test("takes back parts of a number nobody spoke of once they are known to be one", () => {
    const lines = [agent("Okay."), caller("4539"), agent("I see that on the screen."), caller("1488")];
    expect(contents(redactTranscript(lines))).toEqual(["Okay.", "[number]", "I see that on the screen.", "[number]"]);
  });

  test("leaves counts once the subject is another", () => {
    const lines = [
      ...[agent("And the security code?"), caller("4"), agent("One more time?"), caller("419"), agent("Thank you.")],
      ...[agent("How many tickets would you like?"), caller("6"), agent("And for the children?"), caller("two")],
    ];
    expect(contents(redactTranscript(lines)).slice(5)).toEqual(contents(lines).slice(5));
  });

  test.each([
    [
      "account",
      ["Hello, my account number is one nine", "four four", "seven two eight"],
      "Glad to help you with that.",
    ],
    ["French telephone", ["C'est le zéro six", "onze"], "Très bien, je note.", "Quel est votre numéro de téléphone ?"],
    ["date of birth in words", ["the ninth", "of November", "eighty two"], "And then?", "And your date of birth?"],
    ["date of birth", ["9", "11", "1982"], "And the month, the year?", "What is your date of birth?"],
    ["German date of birth", ["Am neunten", "November", "zweiundachtzig"], "Ja?", "Wann sind Sie geboren?"],
    [
      "Finnish date of birth",
      ["yhdeksäs", "marraskuuta", "kahdeksankymmentäkaksi"],
      "Niin?",
      "Mikä on syntymäaikanne?",
    ],
    [
      "e-mail address",
      ["p for Peter", "a as in apple", "T wie Theodor", "at outlook dot com"],
      "Yes.",
      "And your e-mail?",
    ],
  ])(
    "takes out every part of what is told with its own words around it: %s",
    (_, parts, between, question?: string) => {
      const lines = question === undefined ? [] : [agent(question)];
      for (const part of parts) {
        lines.push(caller(part), agent(between));
        const said = contents(redactTranscript(lines).filter(({ role }) => role === "user")).join("\n");
        expect(said).not.toMatch(
          /nine|four|seven|zéro|six|onze|ninth|November|eight|\d|neunten|acht|yhdeksäs|marras|kahdeksan|Peter|apple|Theodor|outlook/,
        );
      }
    },
  );

  test("takes out digits read back that were told in different lines, and letters told one at a time", () => {
    const [card, mail] = ["Could I take the card number?", "And your e-mail?"];
    const back = [agent(card), caller("Sure, 5"), agent("Mm."), caller("1, oh sorry, 3"), agent("so five three, yes")];
    expect(contents(redactTranscript(back)).at(-1)).toBe("so [card number], yes");
    expect(contents(redactTranscript([agent(mail), caller("a, r, i")])).at(-1)).not.toMatch(/[ari],|i$/);
  });

  test.each([
    ["Mi dice il suo IBAN?", "IT sessanta", "IT [account number]"],
    ["And your landline?", "oh two", "[phone number]"],
    ["Votre numéro de sécurité sociale ?", "zéro sept", "[id number]"],
  ])("hears a short question for what it asks: %s", (question, said, shown) => {
    expect(contents(redactTranscript([agent(question), caller(said)])).at(-1)).toBe(shown);
  });

  test("leaves the day of an appointment while a number is still open", () => {
    const lines = [agent("Votre numéro de sécurité sociale ?"), caller("un quatre-vingt-cinq zéro sept")];
    const day = "Merci. Rendez-vous le 3 juin à 14h30.";
    expect(contents(redactTranscript([...lines, agent(day)])).at(-1)).toBe(day);
  });

  test("leaves a time and a place in peace once the e-mail address has been told", () => {
    const after = ["Can we meet at four on Tuesday?", "I am at the office.", "See you at 10."];
    const lines = [agent("And your e-mail?"), caller("jane dot reed at outlook dot com"), ...after.map(caller)];
    expect(contents(redactTranscript(lines)).slice(2)).toEqual(after);
  });

  test("hides what may be of a number where the lines before are missing", () => {
    const lines = [caller("6467"), agent("Got it."), caller("12"), agent("How many bags?"), caller("3")];
    expect(contents(redactTranscript(lines, { startsCut: true }))).toEqual([
      ...["[number]", "Got it.", "[number]", "How many bags?", "3"],
    ]);
  });

  test("does not put answers to different questions together", () => {
    const lines = [
      agent("How many adults?"),
      caller("22"),
      agent("And children?"),
      caller("33"),
      agent("And bags?"),
      caller("4"),
    ];
    expect(redactTranscript(lines)).toEqual(lines);
  });

  test("takes the agent's question into account", () => {
    const lines = [agent("And the security code on the back?"), caller("it's four two one")];
    expect(contents(redactTranscript(lines))[1]).toBe("it's [code]");
  });

  test("withholds four digits at the end of the newest line, as more may follow, until something else is said", () => {
    const started = [agent("And your order?"), caller("it is 4155")];
    expect(contents(redactTranscript(started))[1]).toBe("it is [number]");
    expect(contents(redactTranscript([...started, agent("Mhm.")]))[1]).toBe("it is [number]");
    expect(contents(redactTranscript([...started, agent("Thanks, I have found your order.")]))[1]).toBe("it is 4155");
    expect(contents(redactTranscript(started, { isGrowing: false }))[1]).toBe("it is 4155");
    expect(contents(redactTranscript([caller("that was back in 2019")]))[0]).toBe("that was back in 2019");
  });

  test("takes out a beginning that was shown as soon as its other half is said", () => {
    const started = [caller("it is 415")];
    expect(contents(redactTranscript(started))).toEqual(["it is 415"]);
    expect(contents(redactTranscript([...started, agent("yes"), caller("555 0132")]))).toEqual([
      "it is [phone number]",
      "yes",
      "[phone number]",
    ]);
  });

  test("reads a line again that was changed in place", () => {
    const line = caller("hello");
    expect(contents(redactTranscript([line]))).toEqual(["hello"]);
    line.content = "hello 48213";
    expect(contents(redactTranscript([line]))).toEqual(["hello [number]"]);
  });

  test("gives back the same objects where nothing was found, and changes none", () => {
    const lines = [
      Object.freeze(agent("Hello")),
      Object.freeze(caller("account 48213")),
      Object.freeze(agent("Thanks")),
    ];
    const redacted = redactTranscript(Object.freeze(lines) as typeof lines);
    expect(redacted[0]).toBe(lines[0]);
    expect(redacted[2]).toBe(lines[2]);
    expect(lines[1]?.content).toBe("account 48213");
    expect(redactTranscript(lines)).toEqual(redacted);
  });

  test("keeps what else a message holds", () => {
    expect(redactTranscript([{ role: "tool", content: '{"phone":"+14155550132"}', timestamp: "t" }])).toEqual([
      { role: "tool", content: '{"phone":"[phone number]"}', timestamp: "t" },
    ]);
  });

  test("withholds a line whose redaction fails, and shows the others", () => {
    const lines = [agent("Hello, this is the clinic."), caller("boom 48213"), agent("Thank you, let me look that up.")];
    const redacted = redactTranscript(lines, {
      rule: (tokens) => {
        if (tokens.some(({ text }) => text === "boom")) throw new Error("broken");
        return [];
      },
    });
    expect(contents(redacted)).toEqual([lines[0]?.content, WITHHELD, lines[2]?.content]);
  });

  test("withholds a line that cannot even be read", () => {
    const unreadable = { role: "user", content: { said: "4111 1111" } as unknown as string };
    expect(contents(redactTranscript([unreadable, agent("Hello")]))).toEqual([WITHHELD, "Hello"]);
  });

  test("leaves a line without words as it is", () => {
    const lines = [
      { role: "tool", content: null },
      { role: "user", content: "" },
    ];
    expect(redactTranscript(lines)).toEqual(lines);
  });

  test("manages 20,000 lines", () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? caller(`4 one ${at}`) : agent("okay")));
    const before = process.cpuUsage();
    expect(contents(redactTranscript(lines)).join("")).not.toMatch(/\d/);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
  });
});
