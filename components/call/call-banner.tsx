"use client";

import { ClockText } from "@/components/ui/clock";
import { CalendarClock, CircleHelp, Hourglass } from "@/components/ui/icons";
import { formatClock, formatDay } from "@/lib/format/clock";
import { formatAge } from "@/lib/format/duration";
import type { CallPageState } from "./call-view";
import { Summary } from "./summary-panel";

/** What a reader must know first of a call that is neither talked on nor over. */
export function CallBanner({ view }: { view: Exclude<CallPageState, { kind: "ended" }> }) {
  if (view.kind === "talking" || view.kind === "setting_up") return null;
  return (
    <section aria-label="Where the call stands" className="border-line border-b px-4 py-3">
      {view.kind === "unknown" ? (
        <>
          <p className="flex items-center gap-2">
            <CircleHelp aria-hidden className="size-4 shrink-0 text-quiet" />
            <span className="wrap-anywhere min-w-0 overflow-x-clip">
              The call service gives this call the status “<bdi>{view.status}</bdi>”, which Earshot does not know. What
              it sends is shown as it is.
            </span>
          </p>
          <Summary summary={view.summary} />
        </>
      ) : (
        <Waiting reason={view.reason} dueMs={view.dueMs} />
      )}
    </section>
  );
}

function Waiting({ reason, dueMs }: { reason: "scheduled" | "queued"; dueMs: number | null }) {
  const Icon = reason === "scheduled" ? CalendarClock : Hourglass;
  return (
    <p className="flex items-center gap-2">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      {dueMs === null ? (
        <span>
          {reason === "scheduled"
            ? "This call is scheduled. The call service does not say for when."
            : "This call waits in the queue and is placed as soon as a line is free."}
        </span>
      ) : (
        <ClockText
          compute={(nowMs) => {
            const when = `${formatDay(dueMs, nowMs)}, ${formatClock(dueMs)}`;
            return nowMs < dueMs
              ? `Scheduled for ${when}, in ${formatAge(dueMs - nowMs)}.`
              : `Was due ${when}, ${formatAge(nowMs - dueMs)} ago.`;
          }}
        />
      )}
    </p>
  );
}
