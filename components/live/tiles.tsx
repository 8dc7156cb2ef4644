"use client";

import clsx from "clsx";
import { memo } from "react";
import { ClockText } from "@/components/ui/clock";
import type { BoardTotals } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import { formatDuration, formatResponse } from "@/lib/format/duration";
import { callsPagePath } from "@/lib/wire/paths";
import { UNANSWERED } from "./board-order";
import { CriticalButton, Tile } from "./tile";
import type { BoardSettings } from "./use-live-view";

/** The calls that the tile counts: completed, since midnight in Earshot's zone, which need not be the reader's. */
const answeredSince = ({ answeredSince: since }: BoardTotals) =>
  `status=completed&${since === null ? "when=today" : `from=${encodeURIComponent(since)}`}`;

/**
 * The floor in six numbers, with the last minutes behind them. Pressed, a number shows the calls it counts; pressed
 * again, all of them. On a low screen they are one line.
 */
export const Tiles = memo(function Tiles({
  totals,
  view,
  className,
}: {
  totals: BoardTotals;
  view: BoardSettings;
  className?: string | undefined;
}) {
  const { params, setParams } = view;
  const { history } = totals;
  const longestMs = timeMs(totals.longestStartedAt);
  const filter = (name: "status" | "attention" | "sort", word: string) => ({
    on: params[name] === word,
    press: () => setParams({ [name]: params[name] === word ? null : word }),
  });
  const series = <Name extends "active" | "ringing" | "attention" | "agentResponseMedianMs">(name: Name) =>
    history.map((point) => ({ at: point.at, value: point[name] }));
  return (
    <dl
      className={clsx(
        "grid shrink-0 grid-cols-3 overflow-hidden rounded-xl border border-line bg-line [gap:1px] lg:grid-cols-6 short:flex short:overflow-x-auto",
        className,
      )}
    >
      <Tile label="Active now" value={totals.active} chart={series("active")} shows={filter("status", "active")} />
      <Tile label="Ringing" value={totals.ringing} chart={series("ringing")} shows={filter("status", UNANSWERED)} />
      <Tile
        label="Longest call"
        value={
          longestMs === null ? "—" : <ClockText compute={(nowMs) => formatDuration(Math.max(0, nowMs - longestMs))} />
        }
        shows={filter("sort", "longest")}
      />
      <Tile
        label="Needs attention"
        value={totals.attention}
        chart={series("attention")}
        tone={totals.critical > 0 ? "critical" : totals.attention > 0 ? "warning" : "calm"}
        shows={filter("attention", "all")}
        note={
          totals.critical > 0 || params.attention === "critical" ? (
            <CriticalButton count={totals.critical} shows={filter("attention", "critical")} />
          ) : null
        }
      />
      <Tile
        label="Answered today"
        value={totals.answeredToday ?? "—"}
        note={null}
        path={callsPagePath(answeredSince(totals))}
      />
      <Tile
        label="Agent response, median"
        note={<span className="short:hidden">live calls</span>}
        value={formatResponse(totals.agentResponseMedianMs)}
        chart={series("agentResponseMedianMs")}
      />
    </dl>
  );
});
