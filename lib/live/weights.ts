import { isAfter } from "@/lib/calls/merge";
import type { CallLife } from "./call-life";

/**
 * How many times its lateness counts, in wanted intervals. What weighs w begins on time as long as what weighs 1 is read less
 * than w times slower than wanted; from there on all are stretched in proportion.
 */
export const WEIGHTS = {
  /** A round tells of everybody. With 600 requests a minute it slips when some 1,500 calls are live, after all else. */
  list: 80,
  /** Somebody waits for it: on time with 600 requests a minute and up to some 750 live calls. */
  open: 40,
  page: 40,
  contact: 40,
  /** A card without lines, or one that list and details disagree about, is wrong on the wall: before what is merely old. */
  unread: 3,
  /** Half as often again: enough to follow a talk, too little to starve the silent, who may be the trouble. */
  lively: 1.5,
  calm: 1,
  /** Nobody would notice. What is in the background also leaves half of the bucket alone. */
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
