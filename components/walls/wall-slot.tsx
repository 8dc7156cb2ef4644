"use client";

import { memo } from "react";
import { goesOn, stageWord } from "@/components/live/call-words";
import { RowAges } from "@/components/live/row-stage";
import { RibbonStrip } from "@/components/shell/ribbon";
import { ClockText } from "@/components/ui/clock";
import { BellRing, Check, CircleDashed, OctagonAlert, TriangleAlert } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { unreadableWords } from "@/lib/calls/unreadable";
import { formatDuration } from "@/lib/format/duration";
import { runningMs, severityOf } from "./wall-calls";

/**
 * One call in its slot: its ribbon; where the slot is large, who calls and for how long as well. Once it has ended a tick,
 * for as long as nobody needs the slot. Percentages of the lane's room.
 */
export const WallSlot = memo(function WallSlot({
  call,
  left,
  top,
  width,
  height,
}: {
  call: BoardCall;
  left: number;
  top: number;
  width: number;
  height: number;
}) {
  const live = goesOn(call);
  const severity = severityOf(call);
  const isTalkedOn = call.status === "active" && call.phase !== "starting";
  const { who } = callTitle(call);
  const style = { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` };
  return (
    <RowAges call={call}>
      <li
        className="wall-slot"
        data-call-id={call.id}
        data-severity={severity === 3 ? "critical" : severity === 2 ? "warning" : undefined}
        data-ended={live ? undefined : ""}
        data-stands={call.standsAt === null ? undefined : ""}
        style={style}
      >
        <span className="wall-call">
          <span className="sr-only">
            {who}, {stageWord(call)}
          </span>
          {live ? (
            <>
              <span className="wall-slot-words" aria-hidden>
                <bdi>{who}</bdi>
                <ClockText className="wall-timer" compute={(nowMs) => formatDuration(runningMs(call, nowMs))} />
              </span>
              <span className="wall-slot-picture">
                <SlotMark severity={severity} isTalkedOn={isTalkedOn} isStarting={call.phase === "starting"} />
                {isTalkedOn ? <RibbonStrip ribbon={call.ribbon} live className="wall-ribbon" /> : null}
              </span>
            </>
          ) : (
            <Check aria-hidden strokeWidth={3} className="wall-tick" />
          )}
          {call.unreadable === 0 ? null : (
            <span className="sr-only" data-unreadable={call.unreadable}>
              {unreadableWords(call.unreadable)}
            </span>
          )}
        </span>
      </li>
    </RowAges>
  );
});

/** What a ribbon alone does not say: that the call needs attention, rings, or that nothing of it has been read yet. */
function SlotMark(props: { severity: 1 | 2 | 3; isTalkedOn: boolean; isStarting: boolean }) {
  const { severity, isTalkedOn, isStarting } = props;
  if (severity === 3) return <OctagonAlert aria-hidden strokeWidth={2.5} />;
  if (severity === 2) return <TriangleAlert aria-hidden strokeWidth={2.5} />;
  if (isStarting) return <CircleDashed aria-hidden strokeWidth={2.25} />;
  return isTalkedOn ? null : <BellRing aria-hidden strokeWidth={2.25} />;
}
