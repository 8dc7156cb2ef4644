"use client";

import { Button } from "@/components/ui/button";
import { ArrowUp, ArrowUpDown } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { needsAttention } from "./board-order";

/** Offers what would move cards instead of moving them: new calls where the newest come first, else a better order. */
export function OrderPill({
  arrived,
  waiting,
  sortNow,
}: {
  arrived: readonly BoardCall[];
  /** a better order is known, but the reader is at the board */
  waiting: boolean;
  sortNow: () => void;
}) {
  if (arrived.length === 0 && !waiting) return null;
  const showNewest = () => {
    sortNow();
    window.scrollTo({ top: 0 });
  };
  return (
    <Button
      variant="primary"
      size="sm"
      className="fixed bottom-4 left-1/2 z-20 -translate-x-1/2 animate-fade-in rounded-full shadow-float"
      onClick={arrived.length > 0 ? showNewest : sortNow}
    >
      {arrived.length > 0 ? <ArrowUp aria-hidden /> : <ArrowUpDown aria-hidden />}
      {arrived.length > 0 ? newcomerWords(arrived) : "The order has changed: sort now"}
    </Button>
  );
}

/** "2 new calls, 1 critical" */
function newcomerWords(calls: readonly BoardCall[]): string {
  const critical = calls.filter((call) => needsAttention(call, "critical")).length;
  const words = calls.length === 1 ? "1 new call" : `${calls.length} new calls`;
  return critical === 0 ? words : `${words}, ${critical} critical`;
}
