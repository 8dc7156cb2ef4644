import type { Review } from "@/lib/wire/quality-contract";

/**
 * The review to go on with: one's own first, then as the queue has them; none that somebody else is at or that is not open.
 * @param afterId of the one that was looked at: the one behind it comes next, and it itself never
 */
export function nextReview(reviews: readonly Review[], afterId: string | null): Review | null {
  const place = reviews.findIndex(({ id }) => id === afterId);
  const turned = [...reviews.slice(place + 1), ...reviews.slice(0, Math.max(0, place))];
  const free = turned.filter(({ id, mayReview, state }) => mayReview && state === "open" && id !== afterId);
  return free.find(({ assignedTo }) => assignedTo !== null) ?? free[0] ?? null;
}
