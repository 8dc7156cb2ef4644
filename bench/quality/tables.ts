import { LANGUAGES } from "@/lib/quality/language";
import { checkOutcomes, figuresOf, LABELLED_CHECKS, type Outcome, SETS, sentimentOutcomes } from "./labelled";
import { talkResults } from "./talks";

const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : "–");
const cells = (outcomes: Outcome[]) => {
  const { precision, recall } = figuresOf(outcomes);
  return `${figure(precision)} / ${figure(recall)}`;
};

function table(title: string, names: readonly string[], outcomes: Outcome[]): string[] {
  const rows = names.map((name) => {
    const own = outcomes.filter((one) => one.name === name);
    const each = LANGUAGES.map((language) => cells(own.filter((one) => one.language === language)));
    return `| ${[name, own.length, ...each, cells(own)].join(" | ")} |`;
  });
  return [
    `| ${title} | Lines | ${LANGUAGES.join(" | ")} | All |`,
    `|---|---:|${"---:|".repeat(LANGUAGES.length + 1)}`,
    ...rows,
  ];
}

/** What the checks and the word list find, as lines of Markdown; "" between two tables. */
export function tables(): string[] {
  return [
    ...SETS.flatMap((set) => [
      ...table(`Checks, ${set} set: precision / recall`, LABELLED_CHECKS, checkOutcomes(set)),
      "",
      ...table(`Sentiment, ${set} set: precision / recall`, ["good", "bad"], sentimentOutcomes(set)),
      "",
    ]),
    "| The simulator's talks | Pass | Fail | Unknown |",
    "|---|---:|---:|---:|",
    ...talkResults().map(({ name, pass, fail, unknown }) => `| ${name} | ${pass} | ${fail} | ${unknown} |`),
  ];
}

/** Each line that went wrong, and the talks that failed a check that few fail. */
export function missedLines(): string[] {
  const outcomes = SETS.flatMap((set) => [...checkOutcomes(set), ...sentimentOutcomes(set)]);
  return [
    ...outcomes
      .filter(({ wanted, got }) => wanted !== got)
      .map(({ language, name, wanted, text }) => `${language} ${name} ${wanted ? "missed" : "wrong"}: ${text}`),
    ...talkResults()
      .filter(({ failed }) => failed.length > 0 && failed.length < 12)
      .map(({ name, failed }) => `${name} failed: ${failed.join(", ")}`),
  ];
}
