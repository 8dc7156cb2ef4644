import type { Attention, BoardCall } from "@/lib/calls/board";

/** Who a call is with, in the fewest words. */
export function callName(call: Pick<BoardCall, "contactName" | "phoneNumber" | "id">): string {
  return call.contactName ?? call.phoneNumber ?? call.id;
}

/** Critical reasons before warnings, otherwise as they came. */
export function worstFirst(attention: readonly Attention[]): Attention[] {
  return [...attention].sort((a, b) => Number(b.severity === "critical") - Number(a.severity === "critical"));
}
