"use client";

import { useState } from "react";
import { serverNowMs } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import { alarmRows } from "./alarm-rows";
import { type Frame, laneLook } from "./frame";
import { type Lanes, NO_LANES, nextLanes } from "./lanes";
import { alarmsOf, inOrderOfStart, laneCallOf } from "./wall-calls";

type Rows = readonly (string | null)[];
type Places = {
  calls: BoardCall[];
  frame: Frame;
  lanes: Lanes;
  rows: Rows;
  /** who stood in each row last */
  lastRows: Rows;
  alarms: number;
};

/**
 * Where every call stands, kept from one answer to the next. Lanes are begun anew only when the screen changes its size; an
 * alarm keeps its row even then.
 * @param shown a name as the wall shows it, which decides how much room it takes
 */
export function usePlaces(calls: BoardCall[], frame: Frame, shown: (name: string | null) => string): Places {
  const [held, setHeld] = useState(() => placed(null, calls, frame, shown));
  if (held.calls === calls && held.frame === frame) return held;
  const next = placed(held, calls, frame, shown);
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
  const known = before?.frame === frame ? before.lanes : NO_LANES;
  const lanes = nextLanes(known, inOrderOfStart(calls).map(laneCallOf), space, serverNowMs());
  const shownRows = alarmRows(before?.rows ?? [], alarms, rows * columns, before?.lastRows);
  const lastRows = shownRows.map((id, row) => id ?? before?.lastRows[row] ?? null);
  return { calls, frame, lanes, rows: shownRows, lastRows, alarms: alarms.length };
}
