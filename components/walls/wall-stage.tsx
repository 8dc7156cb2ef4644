"use client";

import { memo, useMemo } from "react";
import type { BoardCall } from "@/lib/calls/board";
import { laneLook, wallFrame } from "./frame";
import type { Lane } from "./lanes";
import { shownNames } from "./names";
import type { WallSettings } from "./settings";
import { usePlaces } from "./use-lanes";
import { useStage } from "./use-stage";
import { WallAlarms } from "./wall-alarms";
import { laneCallOf } from "./wall-calls";
import { WallLane } from "./wall-lane";

/**
 * Alarm column and agent lanes. Still while only ages change; a call changes its place only when it itself has begun,
 * ended, or needs attention or no more.
 */
export const WallStage = memo(function WallStage({
  calls,
  settings,
  calmSinceMs,
  standsAtMs,
  timeZone,
}: {
  calls: BoardCall[];
  settings: Pick<WallSettings, "scale" | "words">;
  calmSinceMs: number | null;
  standsAtMs: number | null;
  timeZone: string;
}) {
  const { ref, stage } = useStage<HTMLDivElement>(settings.scale);
  const frame = useMemo(() => wallFrame(stage, settings.words), [stage, settings.words]);
  const names = JSON.stringify([...new Set(calls.flatMap(({ agent }) => agent.name?.trim() || []))].sort());
  const shown = useMemo(() => shownNames(JSON.parse(names) as string[]), [names]);
  const { lanes, rows, alarms } = usePlaces(calls, frame, shown);
  const byId = useMemo(() => new Map(calls.map((call) => [call.id, call])), [calls]);
  const byLane = useMemo(() => callsByLane(calls, lanes.places), [calls, lanes.places]);
  const more = alarms - rows.filter((id) => id !== null).length;
  return (
    <div ref={ref} className="wall-stage" hidden={calls.length === 0}>
      <section className="wall-alarms" aria-label="Needs attention">
        <WallAlarms {...{ rows, byId, shown, calmSinceMs, standsAtMs, timeZone }} frame={frame.alarms} />
      </section>
      <ul className="wall-lanes" aria-label="Agents">
        {lanes.places.map((lane, at) => {
          if (lane === null) return null;
          const { calls: own = [], agents = 0 } = byLane.get(lane.agent) ?? {};
          const name = lane.agent === null ? othersWords(agents, lanes.places.length) : shown(lane.name);
          return (
            <WallLane
              key={lane.agent ?? "\nothers"}
              lane={lane}
              name={name}
              calls={own}
              look={laneLook(frame, lanes.places.length, name)}
              top={(100 * at) / lanes.places.length}
              height={100 / lanes.places.length}
            />
          );
        })}
      </ul>
      {more > 0 ? <p className="wall-more">+{more} more need attention</p> : null}
    </div>
  );
});

const othersWords = (agents: number, places: number) =>
  places === 1 ? `All ${agents} agents` : `${agents} ${agents === 1 ? "other" : "others"}`;

/** Each lane's calls, and of how many agents they are. */
function callsByLane(calls: readonly BoardCall[], places: readonly (Lane | null)[]) {
  const own = new Set(places.map((lane) => lane?.agent ?? null));
  const keys = new Map<string | null, { calls: BoardCall[]; keys: Set<string> }>();
  for (const call of calls) {
    const { agent } = laneCallOf(call);
    const lane = own.has(agent) ? agent : null;
    const known = keys.get(lane) ?? { calls: [], keys: new Set() };
    known.calls.push(call);
    known.keys.add(agent);
    keys.set(lane, known);
  }
  return new Map([...keys].map(([lane, known]) => [lane, { calls: known.calls, agents: known.keys.size }]));
}
