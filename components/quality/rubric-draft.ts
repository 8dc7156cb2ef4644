import type { Check, RubricDefinition } from "@/lib/wire/quality-contract";

/** Bounds of the fields of a check, as the server holds them (lib/wire/quality-contract.ts). */
const NUMBERS = {
  weight: { least: 0, most: 100 },
  lines: { least: 1, most: 50 },
  targetMs: { least: 100, most: 120_000 },
  underSeconds: { least: 1, most: 86_400 },
  most: { least: 0, most: 100 },
  times: { least: 2, most: 10 },
} as const;
const CLOSING_LINES = { least: 1, most: 10 };

export const NEW_RUBRIC: RubricDefinition = {
  name: "",
  agents: [],
  campaigns: [],
  languages: [],
  passMark: 70,
  checks: [],
};

/** A check of a kind with what it usually asks. @param taken keys that are used, in any version */
export function newCheck(kind: Check["kind"], title: string, taken: ReadonlySet<string>): Check {
  let key: string = kind;
  for (let nth = 2; taken.has(key); nth += 1) key = `${kind}_${nth}`;
  const common = { key, title, weight: 10 };
  const where = { speaker: "agent", within: "call", lines: 3, wanted: "said" } as const;
  switch (kind) {
    case "closing":
      return { ...common, kind, lines: 2 };
    case "response":
      return { ...common, kind, targetMs: 5_000 };
    case "efficiency":
      return { ...common, kind, underSeconds: 300 };
    case "interruptions":
      return { ...common, kind, most: 0 };
    case "repeats":
      return { ...common, kind, times: 3 };
    case "disclosure":
      return { ...common, kind, phrases: [] };
    case "phrases":
      return { ...common, kind, ...where, phrases: [] };
    case "pattern":
      return { ...common, kind, ...where, pattern: "" };
    case "timing":
      return { ...common, kind, measure: "duration_seconds", least: null, most: 600 };
    case "metadata":
      return { ...common, kind, field: "", values: [] };
    default:
      return { ...common, kind };
  }
}

/** As it is sent: lines of lists without blanks and empty ones. */
export function cleaned(definition: RubricDefinition): RubricDefinition {
  const list = (lines: readonly string[]) => lines.map((line) => line.trim()).filter((line) => line !== "");
  return {
    ...definition,
    name: definition.name.trim(),
    checks: definition.checks.map((check) => {
      const titled = { ...check, title: check.title.trim() };
      if (titled.kind === "phrases" || titled.kind === "disclosure")
        return { ...titled, phrases: list(titled.phrases) };
      if (titled.kind === "metadata") return { ...titled, field: titled.field.trim(), values: list(titled.values) };
      return titled;
    }),
  };
}

/** What is wrong with a rubric, by its field: `name`, `passMark`, `checks`, or "key.field" of a check. */
export function rubricProblems(definition: RubricDefinition): Record<string, string> {
  const { name, passMark, checks } = cleaned(definition);
  const found: Record<string, string> = {};
  if (name === "") found.name = "A rubric needs a name.";
  if (!isWithin(passMark, { least: 0, most: 100 })) found.passMark = "A whole number from 0 to 100.";
  if (checks.length === 0) found.checks = "A rubric needs a check.";
  else if (checks.every(({ weight }) => weight === 0)) found.checks = "At least one check needs a weight: none counts.";
  for (const check of checks) {
    for (const [field, words] of Object.entries(checkProblems(check))) found[`${check.key}.${field}`] = words;
  }
  return found;
}

function checkProblems(check: Check): Record<string, string> {
  const found: Record<string, string> = {};
  if (check.title === "") found.title = "A check needs a name.";
  for (const [field, bounds] of Object.entries(NUMBERS)) {
    if (!(field in check) || (check.kind === "timing" && field === "most")) continue;
    const value = check[field as keyof Check] as unknown as number;
    const own = check.kind === "closing" && field === "lines" ? CLOSING_LINES : bounds;
    const [least, most] = field === "targetMs" ? [own.least / 1000, own.most / 1000] : [own.least, own.most];
    if (!isWithin(value, own))
      found[field] = `A ${field === "targetMs" ? "" : "whole "}number from ${least} to ${most}.`;
  }
  if (check.kind === "phrases" && check.phrases.length === 0) found.phrases = "At least one phrase, one a line.";
  if ((check.kind === "phrases" || check.kind === "disclosure") && check.phrases.some((one) => one.length > 120))
    found.phrases = "A phrase has at most 120 letters.";
  if (check.kind === "pattern" && check.pattern === "") found.pattern = "A pattern is needed.";
  if (check.kind === "metadata" && check.field === "") found.field = "The name of a field is needed.";
  if (check.kind === "timing") {
    const { least, most } = check;
    if (least === null && most === null) found.most = "At least one end is needed.";
    else if ([least, most].some((end) => end !== null && !(end >= 0 && end <= 1_000_000)))
      found.most = "A number from 0 on.";
    else if (least !== null && most !== null && least > most) found.most = "This is below the other end.";
  }
  return found;
}

const isWithin = (value: number, { least, most }: { least: number; most: number }) =>
  Number.isInteger(value) && value >= least && value <= most;

/** What the server says of one check, which names it by its key ("pattern_2: …"). */
export function problemByCheck(message: string, { checks }: RubricDefinition): Record<string, string> | null {
  const check = checks.find(({ key }) => message.startsWith(`${key}: `));
  return check === undefined ? null : { [`${check.key}.pattern`]: message.slice(check.key.length + 2) };
}

/** Weight of all checks together: what a score is a share of, where all of it is known. */
export const totalWeight = ({ checks }: RubricDefinition): number =>
  checks.reduce((sum, { weight }) => sum + (Number.isFinite(weight) ? weight : 0), 0);
