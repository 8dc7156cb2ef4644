"use client";

import { type CSSProperties, memo } from "react";
import { reasonsOf } from "@/components/live/call-words";
import { RowAges, RowAsOf } from "@/components/live/row-stage";
import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import { ClockTime } from "@/components/shell/clock-time";
import { ClockText } from "@/components/ui/clock";
import { CircleCheck, OctagonAlert, TriangleAlert } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { speakerOf } from "@/lib/calls/speaker";
import { timeMs } from "@/lib/calls/time";
import { type Frame, mostRows, reasonLabel } from "./frame";
import { fittedName } from "./names";
import { calmWords, shortTimer } from "./wall-calls";

type AlarmsProps = {
  frame: Frame["alarms"];
  /** ids by row; null: a free one */
  rows: readonly (string | null)[];
  byId: ReadonlyMap<string, BoardCall>;
  /** an agent's name as the wall shows it */
  shown: (name: string | null) => string;
  /** since when nothing has needed attention, as far as is known; epoch milliseconds */
  calmSinceMs: number | null;
  /** where the ages of all stand still, because nothing later is known; epoch milliseconds */
  standsAtMs: number | null;
  timeZone: string;
};

/** The calls that need attention, each in the row it came to; or for how long none has. */
export function WallAlarms({ frame, rows, byId, calmSinceMs, ...rest }: AlarmsProps) {
  if (rows.every((id) => id === null)) {
    return (
      <div className="wall-all-calm">
        <CircleCheck aria-hidden strokeWidth={1.75} />
        <p>
          <ClockText compute={(nowMs) => calmWords(calmSinceMs, nowMs)} />
        </p>
        <StandsAt at={rest.standsAtMs} timeZone={rest.timeZone} />
      </div>
    );
  }
  return (
    <ul className="wall-alarm-list" aria-label="Calls that need attention" style={gridOf(frame)}>
      {rows.map((id, row) => {
        const call = id === null ? undefined : byId.get(id);
        if (call === undefined) return null;
        const style = { gridColumn: (row % frame.columns) + 1, gridRow: Math.floor(row / frame.columns) + 1 };
        return (
          <li key={call.id} className="wall-alarm" data-call-id={call.id} style={style}>
            <WallAlarm call={call} frame={frame} {...rest} />
          </li>
        );
      })}
    </ul>
  );
}

/** How high rows are, wall.css says by itself, in the server's first picture too, unless there is more in them than usual. */
function gridOf({ columns, nameLines, wordLines, leastEm }: Frame["alarms"]): CSSProperties {
  const isUsual = columns === 1 && nameLines === 2 && wordLines === 0;
  const grid = { "--columns": columns, "--most-rows": mostRows(columns) };
  return (isUsual ? grid : { ...grid, "--least": `${leastEm}em` }) as CSSProperties;
}

const WallAlarm = memo(function WallAlarm({
  call,
  frame,
  shown,
  standsAtMs,
  timeZone,
}: Omit<AlarmsProps, "rows" | "byId" | "calmSinceMs"> & { call: BoardCall }) {
  const reason = reasonsOf(call)[0];
  if (reason === undefined) return null;
  const isCritical = reason.severity === "critical";
  const Icon = isCritical ? OctagonAlert : TriangleAlert;
  const sinceMs = timeMs(reason.since);
  const said =
    frame.wordLines > 0 ? call.lastMessages.filter(({ role }) => speakerOf(role) === "caller").at(-1) : undefined;
  return (
    <RowAges call={call}>
      <div
        className="wall-alarm-card"
        data-severity={reason.severity}
        data-stands={call.standsAt === null ? undefined : ""}
      >
        <p className="wall-alarm-agent" style={{ WebkitLineClamp: frame.nameLines }}>
          <bdi>{fittedName(shown(call.agent.name), frame.lineEm, frame.nameLines)}</bdi>
        </p>
        <p className="wall-alarm-who">
          <bdi>{callTitle(call).who}</bdi>
          {standsAtMs === null ? (
            <RowAsOf call={call} timeZone={timeZone} />
          ) : (
            <StandsAt at={standsAtMs} timeZone={timeZone} />
          )}
        </p>
        {said === undefined ? null : (
          <p className="wall-alarm-words" style={{ WebkitLineClamp: frame.wordLines }}>
            <bdi>“{said.content}”</bdi>
          </p>
        )}
        <p className="wall-alarm-reason">
          <Icon aria-hidden strokeWidth={2.5} />
          <span className="sr-only">{isCritical ? "Critical: " : "Warning: "}</span>
          <span className="wall-alarm-label">{reasonLabel(ATTENTION_WORDS[reason.reason])}</span>{" "}
          {sinceMs === null ? null : (
            <ClockText className="wall-timer" compute={(nowMs) => shortTimer(Math.max(0, nowMs - sinceMs))} />
          )}
        </p>
      </div>
    </RowAges>
  );
});

/** "as of 13:23:05" where nothing later is known of anything. */
function StandsAt({ at, timeZone }: { at: number | null; timeZone: string }) {
  if (at === null) return null;
  return (
    <span data-as-of>
      as of <ClockTime at={at} timeZone={timeZone} />
    </span>
  );
}
