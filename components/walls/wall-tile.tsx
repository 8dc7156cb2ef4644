"use client";

import { FileQuestion, OctagonAlert, TriangleAlert, Users } from "lucide-react";
import { Fragment, memo } from "react";
import { goesOn, reasonsOf } from "@/components/live/call-words";
import { RowAges, RowAsOf, StageBadge } from "@/components/live/row-stage";
import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import { RibbonStrip } from "@/components/shell/ribbon";
import { ClockText } from "@/components/ui/clock";
import { attentionSentence } from "@/lib/calls/attention";
import type { BoardCall } from "@/lib/calls/board";
import { failureSentence } from "@/lib/calls/status";
import { unreadableWords } from "@/lib/calls/unreadable";
import { peopleCount, tileTimer } from "./tiles";

/** One call. What there is no room for is left out by the stylesheet, by the tile's own size. Percentages of the stage. */
export const WallTile = memo(function WallTile({
  call,
  left,
  top,
  width,
  height,
  narrow,
  timeZone,
}: {
  call: BoardCall;
  left: number;
  top: number;
  width: number;
  height: number;
  narrow: boolean;
  /** IANA name of the zone the wall's clock shows */
  timeZone: string;
}) {
  const live = goesOn(call);
  const reason = reasonsOf(call)[0];
  const failure = live ? null : failureSentence(call.failureReason);
  const style = { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` };
  return (
    <RowAges call={call}>
      <li className="wall-tile" style={style}>
        <div
          className="wall-card"
          data-severity={reason?.severity}
          data-ended={live ? undefined : ""}
          data-stands={call.standsAt === null ? undefined : ""}
        >
          <div className="wall-top">
            <span className="wall-status">
              <StageBadge call={call} size="lg" />
            </span>
            <ClockText className="wall-timer" compute={(nowMs) => tileTimer(call, nowMs, narrow)} />
          </div>
          <p className="wall-agent">
            <bdi>{call.agent.name ?? "Unknown agent"}</bdi>
          </p>
          {reason ? (
            <div className="wall-reason">
              {reason.severity === "critical" ? (
                <OctagonAlert aria-hidden strokeWidth={2.5} />
              ) : (
                <TriangleAlert aria-hidden strokeWidth={2.5} />
              )}
              <span className="sr-only">{reason.severity === "critical" ? "Critical: " : "Warning: "}</span>
              <span className="wall-label">{ATTENTION_WORDS[reason.reason]}</span>
              <ClockText className="wall-sentence" compute={(nowMs) => attentionSentence(reason, nowMs)} />
            </div>
          ) : null}
          <p className="wall-facts">
            {failure ?? <Facts call={call} />}
            <RowAsOf call={call} timeZone={timeZone} className="wall-as-of" />
          </p>
          <div className="wall-ribbon">
            <RibbonStrip ribbon={call.ribbon} live={live} className="h-full" />
          </div>
        </div>
      </li>
    </RowAges>
  );
});

/** Who is at the other end, and how many are in the room. */
function Facts({ call }: { call: BoardCall }) {
  const people = peopleCount(call);
  const who = [...new Set([call.contactName, call.phoneNumber])].filter((text) => text !== null);
  return (
    <>
      <span className="truncate">
        {who.length === 0 ? "—" : null}
        {who.map((text, index) => (
          <Fragment key={text}>
            {index > 0 ? " · " : null}
            <bdi>{text}</bdi>
          </Fragment>
        ))}
      </span>
      {call.unreadable === 0 ? null : (
        <span className="wall-people" title={unreadableWords(call.unreadable)} data-unreadable={call.unreadable}>
          <FileQuestion aria-hidden strokeWidth={2.25} />
          <span aria-hidden>{call.unreadable}</span>
          <span className="sr-only">{unreadableWords(call.unreadable)}</span>
        </span>
      )}
      {people === null ? null : (
        <span className="wall-people">
          <Users aria-hidden strokeWidth={2.25} />
          {people}
          <span className="sr-only"> in the room</span>
        </span>
      )}
    </>
  );
}
