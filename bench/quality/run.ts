import { parseArgs } from "node:util";
import { LANGUAGES } from "@/lib/quality/language";
import { checkOutcomes, figuresOf, LABELLED_CHECKS, type Outcome, SETS, sentimentOutcomes } from "./labelled";
import { talkResults } from "./talks";

/** `npm run bench:quality` prints the tables of ../README.md; with `--misses` also each line that went wrong. */

const { values } = parseArgs({ options: { misses: { type: "boolean", default: false } } });

const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : "–");
const cells = (outcomes: Outcome[]) => {
  const { precision, recall } = figuresOf(outcomes);
  return `${figure(precision)} / ${figure(recall)}`;
};

function table(title: string, names: readonly string[], outcomes: Outcome[]): void {
  console.log(
    `\n| ${title} | Lines | ${LANGUAGES.join(" | ")} | All |\n|---|---:|${"---:|".repeat(LANGUAGES.length + 1)}`,
  );
  for (const name of names) {
    const own = outcomes.filter((one) => one.name === name);
    const each = LANGUAGES.map((language) => cells(own.filter((one) => one.language === language)));
    console.log(`| ${[name, own.length, ...each, cells(own)].join(" | ")} |`);
  }
}

for (const set of SETS) {
  const checks = checkOutcomes(set);
  const sentiment = sentimentOutcomes(set);
  table(`Checks, ${set} set: precision / recall`, LABELLED_CHECKS, checks);
  table(`Sentiment, ${set} set: precision / recall`, ["good", "bad"], sentiment);
  if (!values.misses) continue;
  for (const { language, name, wanted, text } of [...checks, ...sentiment].filter((one) => one.wanted !== one.got)) {
    console.log(`${language} ${name} ${wanted ? "missed" : "wrong"}: ${text}`);
  }
}
console.log("\n| The simulator's talks | Pass | Fail | Unknown |\n|---|---:|---:|---:|");
for (const { name, pass, fail, unknown, failed } of talkResults()) {
  console.log(`| ${name} | ${pass} | ${fail} | ${unknown} |`);
  if (values.misses && failed.length < 12) console.log(`failed: ${failed.join(", ")}`);
}
