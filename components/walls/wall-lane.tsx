"use client";

import { type CSSProperties, useMemo } from "react";
import { goesOn } from "@/components/live/call-words";
import { ClockText } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import { formatResponse } from "@/lib/format/duration";
import type { LaneLook } from "./frame";
import type { Lane } from "./lanes";
import { fittedName } from "./names";
import { longestMs, shortTimer, typicalAnswerMs } from "./wall-calls";
import { WallDensity } from "./wall-density";
import { WallSlot } from "./wall-slot";

/** One agent: the name once, how many calls and the longest of them; beneath, each call in its slot. */
export function WallLane({
  lane,
  name,
  calls,
  look,
  top,
  height,
}: {
  lane: Lane;
  /** as the wall shows it */
  name: string;
  /** those of the board that are the lane's, ended ones among them */
  calls: readonly BoardCall[];
  look: LaneLook;
  /** percentages of the room for lanes */
  top: number;
  height: number;
}) {
  const byId = useMemo(() => new Map(calls.map((call) => [call.id, call])), [calls]);
  const { grid } = lane;
  const [width, slotHeight] = [100 / grid.columns, 100 / grid.rows];
  return (
    <li
      className="wall-lane"
      data-agent={lane.agent ?? "others"}
      data-name={look.name}
      style={{ top: `${top}%`, height: `${height}%`, "--wall-name": `${look.nameLineEm}em` } as CSSProperties}
    >
      <p className="wall-lane-name">
        <bdi>{fittedName(name, look.nameLineEm, look.name === "one" ? 1 : 2)}</bdi>
      </p>
      <LaneFigures calls={calls} figures={look.figures} />
      {lane.dense ? (
        <WallDensity grid={grid} byId={byId} />
      ) : (
        <ul className="wall-slots" aria-label={`Calls of ${name}`}>
          {grid.slots.map((id, slot) => {
            const call = id === null ? undefined : byId.get(id);
            return call === undefined ? null : (
              <WallSlot
                key={call.id}
                call={call}
                left={(slot % grid.columns) * width}
                top={Math.floor(slot / grid.columns) * slotHeight}
                width={width}
                height={slotHeight}
              />
            );
          })}
        </ul>
      )}
    </li>
  );
}

/** "14 · longest 9:43", and where there is room how fast the agent answers. */
function LaneFigures({ calls, figures }: { calls: readonly BoardCall[]; figures: LaneLook["figures"] }) {
  const live = calls.filter(goesOn).length;
  const answerMs = figures === "answers" ? typicalAnswerMs(calls) : null;
  if (live === 0) return <p className="wall-figures">{figures === "count" ? "0" : "no calls"}</p>;
  return (
    <p className="wall-figures">
      {answerMs === null ? null : <span className="wall-answers">answers {formatResponse(answerMs)} · </span>}
      <strong>{live}</strong>
      <span className="sr-only">{live === 1 ? " call" : " calls"}</span>
      {figures === "count" ? null : (
        <>
          {" · "}
          <span className={figures === "short" ? "sr-only" : undefined}>longest </span>
          <ClockText className="wall-timer" compute={(nowMs) => shortTimer(longestMs(calls, nowMs))} />
        </>
      )}
    </p>
  );
}
