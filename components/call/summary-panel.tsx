"use client";

import { ClockTime } from "@/components/shell/clock-time";
import { SaidText } from "@/components/shell/said-text";
import { ClockText } from "@/components/ui/clock";
import { CopyButton } from "@/components/ui/copy-button";
import { CircleX, Flag, Hourglass } from "@/components/ui/icons";
import { formatAge } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";
import type { CallPageState, SummaryState } from "./call-view";

type Ended = Extract<CallPageState, { kind: "ended" }>;
type EndedByFacts = NonNullable<CallAnswer["meta"]["endedBy"]>;

/** What became of the call, on top once it is over: how it ended, then its summary, or how long it has been waited for. */
export function SummaryPanel({ view, endedBy = null }: { view: Ended; endedBy?: CallAnswer["meta"]["endedBy"] }) {
  const Icon = view.failed ? CircleX : Flag;
  return (
    <section
      aria-label="Outcome"
      data-summary={view.summary.kind}
      className="border-line border-b bg-surface px-4 py-3"
    >
      <p className="flex items-center gap-2 font-medium">
        <Icon aria-hidden className={view.failed ? "size-4 shrink-0 text-red" : "size-4 shrink-0 text-muted"} />
        {endedBy?.confirmed ? (
          <EndedBy endedBy={endedBy} endedMs={view.endedMs} />
        ) : (
          <>
            <bdi className="wrap-anywhere min-w-0 overflow-x-clip">{view.sentence}</bdi>
            {view.endedMs === null ? null : <ClockTime className="font-normal text-faint text-xs" at={view.endedMs} />}
          </>
        )}
      </p>
      {endedBy === null || endedBy.confirmed ? null : <AskedBy asked={endedBy} />}
      <Summary summary={view.summary} />
    </section>
  );
}

/** "Ended by Ada, 13:08:20 · wrong number"; by a person, for whom that is all they may know. */
function EndedBy({ endedBy: { name, at, reason }, endedMs }: { endedBy: EndedByFacts; endedMs: number | null }) {
  return (
    <span className="wrap-anywhere min-w-0 overflow-x-clip" data-ended-by>
      Ended by {name === null ? "a person" : <bdi>{name}</bdi>}, <ClockTime at={endedMs ?? at} />
      <Why reason={reason} />
    </span>
  );
}

/** "Ada asked to end it, 13:08:20 · wrong number. The call service did not confirm …": nobody knows whether that was why. */
function AskedBy({ asked: { name, at, reason } }: { asked: EndedByFacts }) {
  return (
    <p className="wrap-anywhere mt-1 text-muted text-sm" data-asked-by>
      {name === null ? "A person" : <bdi>{name}</bdi>} asked to end it, <ClockTime at={at} />
      <Why reason={reason} />. The call service did not confirm that this was why it ended.
    </p>
  );
}

function Why({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return (
    <span className="font-normal text-muted">
      {" · "}
      <bdi>{reason}</bdi>
    </span>
  );
}

export function Summary({ summary }: { summary: SummaryState }) {
  if (summary.kind === "not_expected") return null;
  if (summary.kind === "pending") {
    return (
      <div className="mt-2 flex items-center gap-2 text-muted">
        <Hourglass aria-hidden className="size-4 shrink-0" />
        <p>
          Summary pending
          {summary.sinceMs === null ? null : (
            <ClockText compute={(nowMs) => ` for ${formatAge(Math.max(0, nowMs - (summary.sinceMs ?? nowMs)))}`} />
          )}
          . It appears here by itself.
        </p>
      </div>
    );
  }
  if (summary.kind === "unreadable") {
    return <p className="mt-2 text-muted">A summary came, but it could not be read.</p>;
  }
  if (summary.kind === "not_kept") return <p className="mt-2 text-muted">A summary is kept no longer.</p>;
  if (summary.kind === "missing") {
    return <p className="mt-2 text-muted">No summary came. The call service made none for this call.</p>;
  }
  return (
    <div className="mt-2 flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-muted text-xs">Summary</h2>
        <p dir="auto" className="wrap-anywhere max-w-prose overflow-clip whitespace-pre-wrap">
          <bdi>
            <SaidText text={summary.text} />
          </bdi>
        </p>
      </div>
      <CopyButton text={summary.text} label="summary" />
    </div>
  );
}
