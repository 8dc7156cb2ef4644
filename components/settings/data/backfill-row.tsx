"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Moment } from "@/components/ui/moment";
import { problemOf } from "@/lib/queries/access-words";
import { backfillsQuery } from "@/lib/queries/backfills";
import { change } from "@/lib/queries/change";
import type { Backfill } from "@/lib/wire/backfill-contract";
import { backfillApiPath } from "@/lib/wire/paths";
import { countWords, rangeWords, stateWords } from "./backfill-words";

/** One backfill: its range, how far it is, and what can be done with it. */
export function BackfillRow({ backfill }: { backfill: Backfill }) {
  const { id, state, startedBy, createdAt } = backfill;
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isOver = state === "done" || state === "cancelled";
  const range = rangeWords(backfill);
  const become = (wanted: "paused" | "running" | "cancelled") =>
    problemOf(async () => {
      await change<Backfill>("PATCH", backfillApiPath(id), { state: wanted });
      await client.invalidateQueries({ queryKey: backfillsQuery().queryKey });
    });
  const press = async (wanted: "paused" | "running") => setProblem(await become(wanted));
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium text-sm">{range}</p>
          <p className="mt-0.5 text-muted text-xs">
            Begun by {startedBy ?? "Earshot itself"}, <Moment iso={createdAt} />
          </p>
        </div>
        {isOver ? null : (
          <div className="flex gap-1.5">
            <Button
              size="sm"
              aria-label={`${state === "paused" ? "Resume" : "Pause"}: ${range}`}
              onClick={() => void press(state === "paused" ? "running" : "paused")}
            >
              {state === "paused" ? "Resume" : "Pause"}
            </Button>
            <Button size="sm" variant="destroys" aria-label={`Cancel: ${range}`} onClick={() => setAsking(true)}>
              Cancel
            </Button>
          </div>
        )}
      </div>
      <Progress backfill={backfill} />
      <p className="mt-1.5 text-sm tabular-nums">{stateWords(backfill)}</p>
      <p className="mt-0.5 text-muted text-xs tabular-nums">{countWords(backfill)}</p>
      {problem === null ? null : (
        <p role="alert" className="mt-1 text-critical text-xs">
          {problem}
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this backfill?"
        confirm="Cancel it"
        onConfirm={() => become("cancelled")}
      >
        It does not go on any more. The calls that it has brought in stay; another backfill of the same time reads only
        those that are missing.
      </ConfirmDialog>
    </li>
  );
}

/** How much of the range was gone through; nothing where that is not known, or over. */
function Progress({ backfill: { state, planned, passed } }: { backfill: Backfill }) {
  if (state === "done" || state === "cancelled" || planned === null || planned === 0) return null;
  const percent = Math.min(100, Math.floor((passed / planned) * 100));
  return (
    <div
      role="progressbar"
      aria-label="Gone through"
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="mt-2.5 h-2 overflow-hidden rounded-full border border-line-strong/60 bg-raised"
    >
      <div
        className="h-full bg-action forced-colors:bg-[Highlight] forced-colors:[forced-color-adjust:none]"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
