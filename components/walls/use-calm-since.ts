"use client";

import { useState } from "react";
import { serverNowMs } from "@/components/ui/clock";
import type { BoardTotals } from "@/lib/calls/board";
import { calmSince } from "./wall-calls";

type Floor = "unknown" | "calm" | "alarmed";

/**
 * Since when nothing has needed attention, epoch milliseconds: as this page has seen it, and before it came as the server
 * has sampled it. Null while something does, or nothing is known.
 */
export function useCalmSince(floor: Floor, history: BoardTotals["history"]): number | null {
  const [seen, setSeen] = useState(() => ({ floor, sinceMs: sinceOf("unknown", floor, history) }));
  if (seen.floor === floor) return seen.sinceMs;
  const next = { floor, sinceMs: sinceOf(seen.floor, floor, history) };
  setSeen(next);
  return next.sinceMs;
}

function sinceOf(before: Floor, floor: Floor, history: BoardTotals["history"]): number | null {
  if (floor !== "calm") return null;
  return (before === "unknown" ? calmSince(history) : null) ?? serverNowMs();
}
