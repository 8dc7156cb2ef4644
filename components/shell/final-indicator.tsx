"use client";

import { ClockText } from "@/components/ui/clock";
import { CircleCheck } from "@/components/ui/icons";
import { formatClock, formatDay } from "@/lib/format/clock";

/** In the place of freshness: nothing on the page can change any more. `at`: since when, ISO 8601; null: not known. */
export function FinalIndicator({ at }: { at: string | null }) {
  return (
    <span
      data-freshness="final"
      title="This is the last word on the call: nothing is expected to change any more."
      className="inline-flex min-w-0 items-center gap-1.5 rounded-full px-2 py-1 max-sm:px-0.5 font-medium text-muted text-xs"
    >
      <CircleCheck aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span className="truncate">
        Final
        {at === null ? null : <ClockText compute={(nowMs) => ` · ${sinceWords(at, nowMs)}`} />}
      </span>
    </span>
  );
}

/** "13:05" of today, with the day of any other. */
function sinceWords(at: string, nowMs: number): string {
  const clock = formatClock(at).slice(0, 5);
  const day = formatDay(at, nowMs);
  return day === "Today" ? clock : `${day}, ${clock}`;
}
