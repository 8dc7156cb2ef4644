"use client";

import clsx from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ClockText } from "@/components/ui/clock";
import { formatAge } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";
import { useReveal } from "./use-reveal";

type Meta = Pick<CallAnswer["meta"], "canReveal" | "revealedUntil">;

/** Whether number and names are masked on this page, for whoever may change that. Nothing for everybody else. */
export function RevealBar({ callId, meta }: { callId: string; meta: Meta }) {
  const { busy, problem, untilMs, set } = useReveal(callId, meta.revealedUntil);
  const shown = untilMs !== null;
  if (!shown && !meta.canReveal) return null;
  const Icon = shown ? Eye : EyeOff;
  return (
    <div
      data-reveal={shown ? "shown" : "masked"}
      className={clsx("rounded-lg py-1 pr-1 pl-3 text-xs", shown ? "bg-warning-wash" : "bg-raised")}
    >
      <div className="flex items-center gap-3">
        <Icon aria-hidden className={clsx("size-4 shrink-0", shown ? "text-warning" : "text-muted")} />
        <div className="flex min-w-0 flex-1 flex-wrap gap-x-3">
          <p role="status">{shown ? "Number and names are shown to you." : "Number and names are masked."}</p>
          {shown ? (
            <ClockText
              className="text-muted"
              compute={(nowMs) => `Masked again in ${formatAge(Math.max(0, untilMs - nowMs))}`}
            />
          ) : (
            <span className="text-muted">Showing them is recorded.</span>
          )}
        </div>
        <Button size="sm" disabled={busy} aria-busy={busy} onClick={() => void set(!shown)}>
          {shown ? (
            "Hide"
          ) : (
            <span>
              Show<span className="max-sm:sr-only"> number and names</span>
            </span>
          )}
        </Button>
      </div>
      {problem === null ? null : (
        <p role="alert" className="pb-1 text-critical">
          {problem}
        </p>
      )}
    </div>
  );
}
