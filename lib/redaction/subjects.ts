import type { RedactionKind } from "./kinds";
import { hasTopic, type Topic } from "./topics";

/** What is asked for or told: the first that a sentence names wins, the most secret first. */
export const SUBJECTS = [
  { topic: "code", kind: "code", digits: 3 },
  { topic: "birth", kind: "birth", digits: 8 },
  { topic: "email", kind: "email", digits: Number.POSITIVE_INFINITY },
  { topic: "id", kind: "id", digits: 15 },
  { topic: "account", kind: "iban", digits: 20 },
  { topic: "card", kind: "card", digits: 15 },
  { topic: "phone", kind: "phone", digits: 10 },
  { topic: "member", kind: "number", digits: 8 },
  { topic: "number", kind: "number", digits: 8 },
] as const satisfies { topic: Topic; kind: RedactionKind; digits: number }[];
export type Subject = (typeof SUBJECTS)[number];
export const UNNAMED: Subject = { topic: "number", kind: "number", digits: 8 };

/** What a sentence is about that speaks of a number. */
export function subjectOf(bits: number, named: Subject | undefined, isNumber: boolean): Subject | undefined {
  const isReached = isNumber && hasTopic(bits, "reach");
  if (named === undefined && isReached) return SUBJECTS.find(({ topic }) => topic === "phone");
  return named ?? (isNumber ? UNNAMED : undefined);
}

/** Whether a sentence that names a thing wants or tells its number, and does not only speak of it. */
export function isWanted(bits: number, subject: Subject, isNumber: boolean, hasDigits: boolean): boolean {
  if (isNumber) return true;
  if (subject.topic === "card") return hasTopic(bits, "ask", "read") || (hasDigits && hasTopic(bits, "own"));
  if (subject.topic === "phone" || subject.topic === "account") return hasTopic(bits, "ask", "read") || hasDigits;
  return subject.topic !== "member";
}
