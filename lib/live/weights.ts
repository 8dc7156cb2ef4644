import { isAfter } from "@/lib/calls/merge";
import type { CallWatch } from "./call-watch";
import type { Entry } from "./list-watch";

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

/** Of a call on the board. @param entry what the list says of it @param hasAttention it needs somebody */
export function boardWeight(
  { watch, entry, hasAttention }: { watch: CallWatch; entry: Entry | undefined; hasAttention: boolean },
  nowMs: number,
): number {
  if (watch.urgentSinceMs !== null || watch.asOfMs === null) return WEIGHTS.unread;
  const isContradicted = entry && watch.knowledge && isAfter(entry.read, watch.knowledge);
  if (isContradicted && entry.item.status !== watch.call?.status) return WEIGHTS.unread;
  const hasJustChanged = watch.changedAtMs !== null && nowMs - watch.changedAtMs < 5_000;
  return hasJustChanged || entry?.item.status === "ringing" || hasAttention ? WEIGHTS.lively : WEIGHTS.calm;
}
