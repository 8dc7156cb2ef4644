import type { ExternalCheckColumn } from "@/lib/database/schema";
import { type ScorerAnswer, scorerAnswerSchema } from "@/lib/wire/scorer-contract";

/** What a scorer answered, held against the call. `droppedEvidence`: so many keys name no line that was sent. */
export type Answered = Omit<ScorerAnswer, "checks"> & { checks: ExternalCheckColumn[]; droppedEvidence: number };
/** `sentHash`: of what was sent */
export type Scored = { answer: Answered; isRedacted: boolean; sentHash: string };

type Reading =
  | { kind: "answer"; answer: Answered }
  | { kind: "fault"; fault: "not_json" | "wrong_shape"; problems: string[] };

const MOST_PROBLEMS = 5;
const LONGEST_PROBLEM = 200;

/**
 * Reads a scorer's answer: what is not as the seam says is refused whole, with places and rules and nothing of what it holds.
 * @param lineKeys of the lines that were sent
 */
export function readScorerAnswer(text: string, lineKeys: readonly number[]): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "fault", fault: "not_json", problems: [] };
  }
  const read = scorerAnswerSchema.safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message, code }) => {
      // The message of an unknown field quotes its name, which is the scorer's text.
      const words = code === "unrecognized_keys" ? "a field that is not asked for" : message;
      return `${path.map(String).join(".") || "the answer"}: ${words}`.slice(0, LONGEST_PROBLEM);
    });
    return { kind: "fault", fault: "wrong_shape", problems };
  }
  const known = new Set(lineKeys);
  let droppedEvidence = 0;
  const checks = read.data.checks.map((check) => {
    const named = [...new Set(check.evidence)];
    const evidence = named.filter((key) => known.has(key));
    droppedEvidence += named.length - evidence.length;
    return { ...check, evidence };
  });
  return { kind: "answer", answer: { ...read.data, checks, droppedEvidence } };
}
