"use client";

import { memo, type ReactNode, useState } from "react";
import { ClockTime } from "@/components/shell/clock-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { Badge } from "@/components/ui/badge";
import { AgesStand, serverNowMs } from "@/components/ui/clock";
import { CircleDashed, CircleStop } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { statusFacts } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { hasEndedSomehow, stageWord } from "./call-words";

/**
 * A call's ages run while its details are young, stand where these were last read once they are not, and stand still
 * from the moment the call is no longer listed.
 */
export function RowAges({ call, children }: { call: Pick<BoardCall, "phase" | "standsAt">; children: ReactNode }) {
  const ending = call.phase === "ending" || call.phase === "ended";
  const [seen, setSeen] = useState({ ending, atMs: serverNowMs() });
  if (seen.ending !== ending) setSeen({ ending, atMs: serverNowMs() });
  const standsMs = timeMs(call.standsAt);
  return <AgesStand at={standsMs ?? (ending ? seen.atMs : null)}>{children}</AgesStand>;
}

/** "as of 13:23:05", quietly, where a call's ages stand still. `timeZone`: where it is not the reader's own. */
export function RowAsOf({
  call,
  timeZone,
  className,
}: {
  call: Pick<BoardCall, "standsAt" | "phase">;
  timeZone?: string;
  className?: string;
}) {
  if (call.standsAt === null || call.phase === "ended") return null;
  return (
    <span className={className} data-stands title="Its details are older than they should be; every age stands there">
      as of <ClockTime at={call.standsAt} timeZone={timeZone} />
    </span>
  );
}

/** Where a call stands: its status, or that its details are still to come, or that it is no longer there. */
export const StageBadge = memo(function StageBadge({ call, gone = false, size = "sm", className }: StageBadgeProps) {
  if (gone) return <Stage {...{ size, className }}>Left the board</Stage>;
  const title = whyNoStatus(call);
  if (title === null) return <StatusBadge status={call.status} size={size} className={className} />;
  const Icon = call.phase === "starting" ? CircleDashed : CircleStop;
  return (
    <Stage {...{ size, className, title }} icon={<Icon aria-hidden className="shrink-0" />}>
      {stageWord(call)}
    </Stage>
  );
}, isSameStage);

type StageBadgeProps = {
  call: Pick<BoardCall, "status" | "phase">;
  /** no longer on the board; kept in place while the reader is busy */
  gone?: boolean;
  size?: "sm" | "md" | "lg";
  className?: string;
};

/** A call is a new object with every line said in it. */
function isSameStage(before: StageBadgeProps, now: StageBadgeProps): boolean {
  return (
    before.call.status === now.call.status &&
    before.call.phase === now.call.phase &&
    before.gone === now.gone &&
    before.size === now.size &&
    before.className === now.className
  );
}

/** Why a call's status says too little of where it stands; null: it says enough. */
function whyNoStatus(call: Pick<BoardCall, "status" | "phase">): string | null {
  if (call.phase === "starting")
    return `${statusFacts(call.status).label}, says the list; its details have not been read yet`;
  if (call.phase === "ending") return "The call service lists it no longer; how it ended is being read";
  return hasEndedSomehow(call) ? "The call service has stopped listing it and has not told how it ended" : null;
}

function Stage(props: {
  size: "sm" | "md" | "lg";
  className: string | undefined;
  title?: string;
  icon?: ReactNode;
  children: string;
}) {
  return <Badge tone="quiet" {...props} />;
}
