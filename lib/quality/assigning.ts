import type { Person } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import type { View } from "@/lib/access/view";
import type { Reviewers } from "@/lib/wire/quality-contract";
import { RequestError } from "@/lib/wire/request-error";
import { mayReview, type QualityParts, scopeOf } from "./parts";
import type { StoredReview } from "./review-store";

const NO_REVIEWER = { message: "There is nobody by this id who may review this call." };

/** Whose a review can become. */
export function createAssigning(parts: QualityParts) {
  const isFit = (person: Person, review: StoredReview) =>
    mayReview(person) && isInScope(person.scope, review) && person.id !== review.firstById;

  /** Oneself first, then the others by name. In a demo, or where nobody signs in, there is nobody else. */
  async function reviewers(asker: Person, view: View, review: StoredReview): Promise<Reviewers> {
    const { qualityReviews } = await parts.stores();
    const counts = await qualityReviews.assignedCounts(scopeOf(parts, view));
    const others = (await parts.people()).filter(({ id }) => id !== asker.id);
    return [asker, ...others]
      .filter((person) => isFit(person, review))
      .map(({ id, name }) => ({ id, name, isSelf: id === asker.id, assigned: counts.get(id) ?? 0 }));
  }

  /**
   * @param userId null: nobody; undefined: who asks @returns null: everybody's again
   * @throws RequestError not_found for who may not review that call
   */
  async function assignee(asker: Person, userId: string | null | undefined, review: StoredReview) {
    if (userId === null) return null;
    if (userId === undefined || userId === asker.id) return asker;
    const other = await parts.reviewer(userId);
    if (other === null || !mayReview(other) || !isInScope(other.scope, review)) {
      throw new RequestError("not_found", NO_REVIEWER);
    }
    return other;
  }

  return { reviewers, assignee };
}
