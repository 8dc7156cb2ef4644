"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { changeReview, qualityProblem, reviewQuery, reviewsQuery } from "@/lib/queries/quality";
import type { JudgedCheck, Review, ReviewChange } from "@/lib/wire/quality-contract";
import { qualityPagePath, reviewPagePath } from "@/lib/wire/quality-paths";
import { type Draft, draftProblems, finishOf, keepDraft, readDraft } from "./draft";
import { nextReview } from "./next-review";
import { useLock } from "./use-lock";

const NO_PROBLEMS: Readonly<Record<string, string>> = {};

/** A review being given: what was chosen, its lock, and what is done with it. `checks` null: not known how it was judged. */
export function useReview(review: Review, checks: readonly JudgedCheck[] | null) {
  const client = useQueryClient();
  const router = useRouter();
  const lock = useLock(review);
  const [draft, setDraft] = useState<Draft>(() => readDraft(review.id));
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isOwnOpinion = review.source === "second_opinion" && review.state === "open";
  const isOpen = review.state === "open";

  const choose = (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    keepDraft(review.id, next);
    setProblems(NO_PROBLEMS);
  };

  const goOn = async () => {
    // Where the queue cannot be read its page says why; what was given is given.
    const queue = await client.fetchQuery({ ...reviewsQuery("open"), staleTime: 0 }).catch(() => null);
    const next = nextReview(queue?.reviews ?? [], review.id);
    router.push(next === null ? qualityPagePath() : reviewPagePath(next.id));
  };

  const send = async (wanted: ReviewChange) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const changed = await changeReview(review.id, wanted);
      if (wanted.do === "second_opinion") return router.push(reviewPagePath(changed.id));
      lock.done();
      keepDraft(review.id, null);
      await goOn();
      client.setQueryData(reviewQuery(review.id).queryKey, changed);
      await client.invalidateQueries({ queryKey: ["quality", "reviews"] });
    } catch (error) {
      setProblem(`${qualityProblem(error)} What you have given stays here.`);
      setBusy(false);
    }
  };

  const finish = () => {
    if (!isOpen) return void goOn();
    const found = draftProblems(draft, checks ?? [], isOwnOpinion);
    setProblems(found);
    if (Object.keys(found).length === 0) void send(finishOf(draft, checks ?? [], isOwnOpinion));
  };

  return {
    ...{ draft, choose, problems, problem, busy, finish, isOpen, isOwnOpinion, lock },
    skip: () => (isOpen ? void send({ do: "skip", comment: draft.comment.trim() || null }) : void goOn()),
    askSecond: () => void send({ do: "second_opinion" }),
    next: () => void goOn(),
  };
}
