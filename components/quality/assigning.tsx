"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "@/components/settings/said";
import { lazyDialog } from "@/components/shell/lazy-part";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { changeReview, qualityProblem } from "@/lib/queries/quality";
import type { Review, ReviewChange } from "@/lib/wire/quality-contract";

const AssignDialog = lazyDialog("Assign the review", () => import("./assign-dialog").then((part) => part.AssignDialog));

/** Whose an open review is: taken for oneself, given back to everybody, or given to a person. */
export function Assigning({ review }: { review: Review }) {
  const { id, assignedTo, mayReview, agent } = review;
  const client = useQueryClient();
  const own = useViewer().person?.id;
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const isMine = assignedTo !== null && assignedTo.id === own;
  const name = agent.name ?? "no agent";
  const assign = async (wanted: ReviewChange) => {
    setProblem(null);
    try {
      await changeReview(id, wanted);
    } catch (error) {
      setProblem(qualityProblem(error));
    }
    await client.invalidateQueries({ queryKey: ["quality", "reviews"] });
  };
  return (
    <div>
      <div className="flex flex-wrap gap-1.5">
        {isMine || (assignedTo === null && mayReview) ? (
          <Button
            size="sm"
            aria-label={`${isMine ? "Give back" : "Take"} the review of ${name}`}
            onClick={() => void assign(isMine ? { do: "assign", userId: null } : { do: "assign" })}
          >
            {isMine ? "Give back" : "Take"}
          </Button>
        ) : null}
        <Button
          size="sm"
          aria-haspopup="dialog"
          aria-label={`${assignedTo === null ? "Assign" : "Reassign"} the review of ${name}`}
          onClick={() => setAsking(true)}
        >
          {assignedTo === null ? "Assign…" : "Reassign…"}
        </Button>
      </div>
      <Problem words={problem} />
      {asking ? <AssignDialog review={review} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
