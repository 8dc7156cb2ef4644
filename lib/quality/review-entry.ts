import type { View } from "@/lib/access/view";
import { agentFor, noteFor } from "@/lib/access/visibility";
import type { Review } from "@/lib/wire/quality-contract";
import type { SeenCall } from "./parts";
import type { StoredReview } from "./review-store";

/** Who asks, and when. */
type Asking = { personId: string | null; nowMs: number; mayReview: boolean };

/** Somebody else has it just now. */
export const isLockedFor = (
  { lockedById, lockedUntil }: StoredReview,
  { personId, nowMs }: Pick<Asking, "personId" | "nowMs">,
) => lockedById !== null && lockedById !== personId && lockedUntil !== null && lockedUntil.getTime() > nowMs;

/** It is somebody else's, or this person has given the first opinion. */
export const isForOthers = ({ assignedToId, firstById }: StoredReview, personId: string | null): boolean =>
  (assignedToId !== null && assignedToId !== personId) || (firstById !== null && firstById === personId);

/** A review as a view sees it. @param seen null: what was given is not told */
export function reviewEntry(view: View, review: StoredReview, seen: SeenCall | null, asking: Asking): Review {
  const { id, callId, source, state, opinion, happenedAt, agentId, agentName, createdAt } = review;
  const { assignedToId, assignedToName, lockedById, lockedByName, lockedUntil } = review;
  const isLocked = lockedById !== null && lockedUntil !== null && lockedUntil.getTime() > asking.nowMs;
  const isOpen = state === "open";
  return {
    ...{ id, callId, source, state },
    happenedAt: happenedAt.toISOString(),
    agent: agentFor(view, { id: agentId, name: agentName }),
    score: opinion === 2 && isOpen ? null : review.rubricScore,
    assignedTo: assignedToId === null ? null : { id: assignedToId, name: assignedToName ?? "" },
    lock:
      isLocked && isOpen
        ? { name: lockedByName ?? "", isOwn: lockedById === asking.personId, until: lockedUntil.toISOString() }
        : null,
    mayReview: asking.mayReview && isOpen && !isLockedFor(review, asking) && !isForOthers(review, asking.personId),
    createdAt: createdAt.toISOString(),
    given: givenOf(view, review, seen),
  };
}

function givenOf(view: View, review: StoredReview, seen: SeenCall | null): Review["given"] {
  const { givenAt, givenByName, rubricId, rubricVersion, score, comment, verdicts } = review;
  if (givenAt === null) return null;
  const told = (text: string | null) => (text === null || seen === null ? null : noteFor(view, seen, text));
  return {
    by: givenByName ?? "",
    at: givenAt.toISOString(),
    rubric: rubricId === null || rubricVersion === null ? null : { id: rubricId, version: rubricVersion },
    score,
    comment: told(comment),
    verdicts: verdicts.map((verdict) => ({ ...verdict, reason: told(verdict.reason) })),
  };
}
