"use client";

import { useState } from "react";
import { serverNowMs } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import { alarmRows } from "./alarm-rows";
import { type Frame, laneLook } from "./frame";
import { type Lanes, NO_LANES, nextLanes } from "./lanes";
import { alarmsOf, inOrderOfStart, laneCallOf } from "./wall-calls";

type Places = { calls: BoardCall[]; frame: Frame; lanes: Lanes; rows: readonly (string | null)[]; alarms: number };

/**
 * Where every call stands, kept from one answer to the next. Begun anew only when the screen changes its size.
 * @param shown a name as the wall shows it, which decides how much room it takes
 */
export function usePlaces(calls: BoardCall[], frame: Frame, shown: (name: string | null) => string): Places {
  const [held, setHeld] = useState(() => placed(null, calls, frame, shown));
  if (held.calls === calls && held.frame === frame) return held;
  const next = placed(held.frame === frame ? held : null, calls, frame, shown);
  setHeld(next);
  return next;
}

function placed(
  before: Places | null,
  calls: BoardCall[],
  frame: Frame,
  shown: (name: string | null) => string,
): Places {
  const alarms = alarmsOf(calls);
  const { rows, columns } = frame.alarms;
  const space = {
    most: frame.lanes.most,
    roomOf: (places: number, name: string | null) => laneLook(frame, places, shown(name)).room,
  };
  const lanes = nextLanes(before?.lanes ?? NO_LANES, inOrderOfStart(calls).map(laneCallOf), space, serverNowMs());
  return { calls, frame, lanes, alarms: alarms.length, rows: alarmRows(before?.rows ?? [], alarms, rows * columns) };
}
