import type { RubricDefinition } from "@/lib/wire/quality-contract";

/** What calls are held against until somebody says otherwise. */
export const FIRST_RUBRIC: RubricDefinition = {
  name: "Every call",
  ...{ agents: [], campaigns: [], languages: [] },
  passMark: 70,
  checks: [
    { key: "greeting", title: "Greets in the first line", kind: "greeting", weight: 10 },
    { key: "closing", title: "Closes in the last lines", kind: "closing", weight: 10, lines: 2 },
    { key: "professional", title: "Professional language", kind: "professional", weight: 20 },
    { key: "resolution", title: "Resolved, as the summary says", kind: "resolution", weight: 25 },
    { key: "response", title: "Answers within five seconds", kind: "response", weight: 15, targetMs: 5_000 },
    { key: "efficiency", title: "Under five minutes", kind: "efficiency", weight: 5, underSeconds: 300 },
    { key: "repeats", title: "Does not repeat itself", kind: "repeats", weight: 5, times: 3 },
    { key: "person", title: "Caller did not ask for a person", kind: "person", weight: 10 },
    { key: "interruptions", title: "Lets the caller finish", kind: "interruptions", weight: 0, most: 0 },
    { key: "disclosure", title: "Says that it is a machine, or recorded", kind: "disclosure", weight: 0, phrases: [] },
  ],
};

type Whose = { agentId: string | null; campaignId: string | null; language: string | null };
type Choosable = { id: string; createdAt: Date; definition: RubricDefinition };

/**
 * The rubric that a call is held against: one for its agent before one for its campaign before one for every call; of these
 * one for its language first, then the one that was made last. One that names languages is for no call whose language nobody knows.
 */
export function rubricFor<One extends Choosable>(call: Whose, rubrics: readonly One[]): One | null {
  const ranked = rubrics.flatMap((rubric) => {
    const rank = rankOf(call, rubric.definition);
    return rank === null ? [] : [{ rubric, rank }];
  });
  ranked.sort(
    (a, b) =>
      b.rank - a.rank ||
      b.rubric.createdAt.getTime() - a.rubric.createdAt.getTime() ||
      (a.rubric.id < b.rubric.id ? -1 : 1),
  );
  return ranked[0]?.rubric ?? null;
}

/** @returns how closely it is for the call; null: it is not */
export function rankOf(call: Whose, { agents, campaigns, languages }: RubricDefinition): number | null {
  const isFor = (wanted: readonly string[], own: string | null) => own !== null && wanted.includes(own);
  if (languages.length > 0 && !isFor(languages, call.language)) return null;
  const byLanguage = languages.length > 0 ? 1 : 0;
  if (agents.length === 0 && campaigns.length === 0) return byLanguage;
  if (isFor(agents, call.agentId)) return 4 + byLanguage;
  return isFor(campaigns, call.campaignId) ? 2 + byLanguage : null;
}
