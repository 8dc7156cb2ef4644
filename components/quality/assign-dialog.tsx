"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Problem } from "@/components/settings/said";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { accessErrorWords } from "@/lib/queries/access-words";
import { changeReview, qualityProblem, reviewersQuery } from "@/lib/queries/quality";
import type { Review, Reviewers } from "@/lib/wire/quality-contract";

const NOBODY = "";

/** Whose a review is to be: somebody who may review its call, or nobody, so that it is open to everybody. */
export function AssignDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const { id, assignedTo, agent } = review;
  const client = useQueryClient();
  const { data: reviewers, error, refetch } = useQuery(reviewersQuery(id));
  const [chosen, setChosen] = useState(assignedTo?.id ?? NOBODY);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isSame = chosen === (assignedTo?.id ?? NOBODY);
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy || reviewers === undefined) return;
    if (isSame) return onClose();
    setBusy(true);
    setProblem(null);
    try {
      await changeReview(id, { do: "assign", userId: chosen === NOBODY ? null : chosen });
      onClose();
    } catch (refused) {
      setProblem(qualityProblem(refused));
      setBusy(false);
    }
    await client.invalidateQueries({ queryKey: ["quality", "reviews"] });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={assignedTo === null ? "Assign the review" : "Reassign the review"}
      description={
        <>
          Of a call by <bdi>{agent.name ?? agent.id ?? "no agent"}</bdi>. Whoever has it is the only one who can give
          it.
        </>
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={busy || reviewers === undefined} onClick={() => void save()}>
            {chosen === NOBODY && assignedTo !== null ? "Give back to everybody" : "Assign"}
          </Button>
        </>
      }
    >
      {reviewers !== undefined ? (
        <form onSubmit={(event) => void save(event)}>
          <SelectField
            label="Whose it is"
            autoFocus
            value={chosen}
            onChange={({ target }) => setChosen(target.value)}
            hint={reviewers.every(({ isSelf }) => isSelf) ? "Nobody else here may review this call." : undefined}
          >
            <option value={NOBODY}>Nobody: open to everybody</option>
            {withOwner(reviewers, assignedTo).map(({ id: one, name, isSelf, assigned }) => (
              <option key={one} value={one}>
                {isSelf ? `${name} (you)` : name}
                {assigned === null || assigned === 0 ? "" : `, ${assigned} waiting`}
              </option>
            ))}
          </SelectField>
          <Problem words={problem} />
        </form>
      ) : error === null ? (
        <p role="status" className="text-muted text-sm">
          Looking who may review this call…
        </p>
      ) : (
        <div>
          <Problem words={`${accessErrorWords(error.reason, "shown").title}.`} />
          <Button size="sm" className="mt-2" onClick={() => void refetch()}>
            Try now
          </Button>
        </div>
      )}
    </Dialog>
  );
}

type Choice = Pick<Reviewers[number], "id" | "name" | "isSelf"> & { assigned: number | null };

/** Whoever has it stands there even where they could not be given it any more. */
function withOwner(reviewers: Reviewers, owner: Review["assignedTo"]): Choice[] {
  if (owner === null || reviewers.some(({ id }) => id === owner.id)) return reviewers;
  return [...reviewers, { ...owner, isSelf: false, assigned: null }];
}
