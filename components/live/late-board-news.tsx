"use client";

import { lateView } from "@/components/shell/lazy-part";
import type { BoardCall } from "@/lib/calls/board";

const useBoardNews = lateView(() => import("./board-news").then((part) => part.BoardNews));

/** What is told of the board: nothing is news before the page is alive. */
export function LateBoardNews({ calls }: { calls: readonly BoardCall[] }) {
  const { Part } = useBoardNews();
  return Part === null ? null : <Part calls={calls} />;
}
