"use client";

import clsx from "clsx";
import { ClockText } from "@/components/ui/clock";
import { Eye, EyeOff } from "@/components/ui/icons";
import { formatAge } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";
import { useReveal } from "./use-reveal";

type Meta = Pick<CallAnswer["meta"], "canReveal" | "revealedUntil">;

/** An eye beside the number, for whoever may see number and names once they ask: that they did is recorded. */
export function RevealEye({ callId, meta }: { callId: string; meta: Meta }) {
  const { busy, problem, untilMs, set } = useReveal(callId, meta.revealedUntil);
  const shown = untilMs !== null;
  if (!shown && !meta.canReveal) return null;
  const Icon = shown ? EyeOff : Eye;
  return (
    <span data-reveal={shown ? "shown" : "masked"} className="inline-flex min-w-0 items-center gap-1 text-xs">
      <button
        type="button"
        disabled={busy}
        aria-busy={busy}
        onClick={() => void set(!shown)}
        title={shown ? "Hide number and names" : "Show number and names. Showing them is recorded."}
        className={clsx(
          "inline-grid size-7 shrink-0 place-items-center rounded-md hover:bg-raised pointer-coarse:size-11",
          shown ? "text-warning" : "text-muted hover:text-text",
        )}
      >
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{shown ? "Hide number and names" : "Show number and names"}</span>
      </button>
      <span role="status" className="sr-only">
        {shown ? "Number and names are shown to you." : "Number and names are masked. Showing them is recorded."}
      </span>
      {shown ? (
        <ClockText
          className="truncate text-warning"
          compute={(nowMs) => `Masked again in ${formatAge(Math.max(0, untilMs - nowMs))}`}
        />
      ) : null}
      {problem === null ? null : (
        <span role="alert" className="text-critical">
          {problem}
        </span>
      )}
    </span>
  );
}
