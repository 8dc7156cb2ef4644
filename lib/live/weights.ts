import { isAfter } from "@/lib/calls/merge";
import type { CallLife } from "./call-life";

/** How many times over its interval each kind of reading counts when the budget is short. */
export const WEIGHTS = {
  list: 80,
  open: 40,
  page: 40,
  contact: 40,
  unread: 3,
  lively: 1.5,
  calm: 1,
  background: 0.5,
};
/** So many calls somebody has open at the same time at full weight; beyond, each weighs less, and soon all together do. */
const OPEN_AT_FULL_WEIGHT = 3;

/** Of a call that somebody has open. @param wanted how many calls the one who asks has open at the same time */
export function openWeight(wanted: number): number {
  return WEIGHTS.open / Math.max(1, wanted - OPEN_AT_FULL_WEIGHT + 1) ** 2;
}

/** Of a call on the board. */
export function boardWeight({ details, listing, pace, verdict }: CallLife, nowMs: number): number {
  if (pace.urgentSinceMs !== null || details === null) return WEIGHTS.unread;
  const isContradicted = listing !== null && isAfter(listing.read, details.knowledge);
  if (isContradicted && listing.item.status !== details.call.status) return WEIGHTS.unread;
  const hasJustChanged = nowMs - details.changedAtMs < 5_000;
  const isLively = hasJustChanged || listing?.item.status === "ringing" || verdict.reasons.length > 0;
  return isLively ? WEIGHTS.lively : WEIGHTS.calm;
}
