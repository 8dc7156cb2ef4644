"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { change } from "@/lib/queries/change";
import { qualityProblem, rubricQuery } from "@/lib/queries/quality";
import { shareJson } from "@/lib/queries/share-json";
import type { Rubric, RubricDefinition, TriedRubric } from "@/lib/wire/quality-contract";
import { rubricApiPath, rubricPagePath, rubricsApiPath, triedRubricApiPath } from "@/lib/wire/quality-paths";
import { cleaned, problemByCheck, rubricProblems } from "./rubric-draft";

/** Whatever the order of their fields: the database has one of its own. */
export const isSame = (one: RubricDefinition, other: RubricDefinition): boolean =>
  shareJson(one, structuredClone(other)) === one;

const NO_PROBLEMS: Readonly<Record<string, string>> = {};

/** What a try found, of exactly the rubric that was tried. */
export type Tried = { definition: RubricDefinition; found: TriedRubric };

/** A rubric being made or changed. Whatever goes wrong, what was typed stays. @param saved null: it is yet to be made */
export function useRubric(saved: Rubric | null, first: RubricDefinition) {
  const client = useQueryClient();
  const router = useRouter();
  const [definition, setDefinition] = useState(first);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [said, setSaid] = useState<{ problem: boolean; words: string } | null>(null);
  const [busy, setBusy] = useState<"trying" | "saving" | null>(null);
  const [tried, setTried] = useState<Tried | null>(null);
  const isChanged = saved === null || !isSame(saved.definition, cleaned(definition));

  const choose = (part: Partial<RubricDefinition>) => {
    const next = { ...definition, ...part };
    setDefinition(next);
    setSaid(null);
    // What was found wrong is judged anew with each letter; what is only half typed is left in peace.
    const now = rubricProblems(next);
    setProblems((before) => Object.fromEntries(Object.entries(now).filter(([field]) => field in before)));
  };

  const run = async (what: "trying" | "saving", work: (wanted: RubricDefinition) => Promise<string | null>) => {
    const found = rubricProblems(definition);
    setProblems(found);
    if (Object.keys(found).length > 0) {
      return setSaid({ problem: true, words: "Something is missing: it stands at its field." });
    }
    setBusy(what);
    setSaid(null);
    try {
      const words = await work(cleaned(definition));
      setSaid(words === null ? null : { problem: false, words });
    } catch (error) {
      const words = qualityProblem(error);
      const atCheck = problemByCheck(words, definition);
      if (atCheck !== null) setProblems(atCheck);
      setSaid({ problem: true, words: atCheck === null ? words : "A pattern cannot be read: it stands at its field." });
    }
    setBusy(null);
  };

  const tryOut = () =>
    run("trying", async (wanted) => {
      setTried({
        definition: wanted,
        found: await change<TriedRubric>("POST", triedRubricApiPath, { definition: wanted }),
      });
      return null;
    });

  const save = () =>
    run("saving", async (wanted) => {
      const rubric =
        saved === null
          ? await change<Rubric>("POST", rubricsApiPath, { definition: wanted })
          : await change<Rubric>("PUT", rubricApiPath(saved.id), { version: saved.version, definition: wanted });
      setTried(null);
      await client.invalidateQueries({ queryKey: ["quality", "rubrics"] });
      if (saved === null) router.push(rubricPagePath(rubric.id));
      else await client.invalidateQueries({ queryKey: rubricQuery(rubric.id).queryKey });
      return `Saved as version ${rubric.version}. Calls are judged by it in the background.`;
    });

  return { definition, choose, problems, said, busy, tried, tryOut, save, isChanged };
}
