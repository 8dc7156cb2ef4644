"use client";

import { goesOn } from "@/components/live/call-words";
import { useNow } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import type { Grid } from "./slots";
import { runningMs, severityOf } from "./wall-calls";

/** A bar is as high as its lane for a call of this length. */
const FULL_MS = 20 * 60_000;
const LEAST_SHARE = 0.14;

/** Many calls: each a bar in a slot of its own, the higher the longer it has run. */
export function WallDensity({ grid, byId }: { grid: Grid; byId: ReadonlyMap<string, BoardCall> }) {
  const nowMs = useNow()();
  const calls = grid.slots.map((id) => (id === null ? undefined : byId.get(id)));
  const live = calls.filter((call) => call !== undefined && goesOn(call)).length;
  const width = 100 / grid.columns;
  return (
    <div className="wall-density" role="img" aria-label={`${live} ${live === 1 ? "call" : "calls"}, a bar each`}>
      {calls.map((call, slot) =>
        call === undefined ? null : (
          <i
            key={call.id}
            className="wall-bar"
            data-call-id={call.id}
            data-severity={["critical", "warning"][3 - severityOf(call)]}
            data-ended={goesOn(call) ? undefined : ""}
            style={{ left: `${slot * width}%`, width: `${width}%`, height: `${barPercent(call, nowMs)}%` }}
            suppressHydrationWarning
          />
        ),
      )}
    </div>
  );
}

/** In steps of five, so that a bar seldom changes; roots, so that short calls differ, too. */
function barPercent(call: BoardCall, nowMs: number): number {
  const ms = goesOn(call) ? (runningMs(call, nowMs) ?? 0) : 0;
  const share = Math.min(1, Math.sqrt(ms / FULL_MS));
  return Math.round((LEAST_SHARE + (1 - LEAST_SHARE) * share) * 20) * 5;
}
