import { parseArgs } from "node:util";
import { type Case, readCases } from "./cases";
import { judge, type Outcome, precisionOf, recallOf, scoreOf } from "./score";

/** `npm run bench:redaction` prints the tables of ../README.md; with `--misses` also each case that went wrong. */

const SETS = ["held-out", "tuned", "hard", "fresh", "practice", "dictated", "second"] as const;
const { values } = parseArgs({ options: { misses: { type: "boolean", default: false } } });

const figure = (value: number) => value.toFixed(3);

function row(name: string, outcomes: Outcome[]): string {
  const score = scoreOf(outcomes);
  const parts = [name, outcomes.length, score.spans, figure(recallOf(score)), figure(precisionOf(score))];
  return `| ${parts.join(" | ")} |`;
}

/** A case as one that holds only the spans of one kind. */
function kindRow(kind: string, outcomes: Outcome[]): string {
  const ofKind = <S extends { kind: string }>(spans: S[]) => spans.filter((span) => span.kind === kind).length;
  const spans = outcomes.reduce((sum, outcome) => sum + ofKind(outcome.case.spans), 0);
  const missed = outcomes.reduce((sum, outcome) => sum + ofKind(outcome.missed), 0);
  return `| ${kind} | ${spans} | ${figure((spans - missed) / spans)} |`;
}

const bySet = SETS.map((set) => ({ set, outcomes: readCases(set).map((one: Case) => judge(one)) }));
const all = bySet.flatMap(({ outcomes }) => outcomes);
const languages = [...new Set(all.map((outcome) => outcome.case.language))];
const kinds = [...new Set(all.flatMap((outcome) => outcome.case.spans.map(({ kind }) => kind)))];

console.log("| Set | Cases | Personal spans | Recall | Precision |\n|---|---:|---:|---:|---:|");
for (const { set, outcomes } of bySet) {
  console.log(row(set, outcomes));
  for (const language of languages) {
    const spoken = outcomes.filter((outcome) => outcome.case.language === language);
    if (spoken.length > 0) console.log(row(`${set}, ${language}`, spoken));
  }
}
console.log("\n| Kind (all sets) | Spans | Recall |\n|---|---:|---:|");
for (const kind of kinds) console.log(kindRow(kind, all));

if (values.misses) {
  for (const { case: one, redacted, missed, wrong } of all) {
    if (missed.length + wrong.length === 0) continue;
    console.log(`\n${one.at}: ${missed.length} missed, ${wrong.length} wrong`);
    for (const [line, { content }] of one.messages.entries()) console.log(`  ${content}\n  → ${redacted[line]}`);
  }
}
