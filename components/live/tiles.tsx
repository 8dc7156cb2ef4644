"use client";

import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { SeverityIcon } from "@/components/shell/attention-list";
import { ClockText } from "@/components/ui/clock";
import type { BoardTotals } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import { formatDuration, formatResponse } from "@/lib/format/duration";
import { callPagePath } from "@/lib/wire/paths";
import { SPARK, sparklinePath } from "./sparkline-path";

/** The floor in six numbers, with the last minutes behind them. */
export function Tiles({ totals, className }: { totals: BoardTotals; className?: string | undefined }) {
  const { history, longestCallId } = totals;
  const longestMs = timeMs(totals.longestStartedAt);
  return (
    <dl
      className={clsx(
        "grid grid-cols-3 overflow-hidden rounded-xl border border-line bg-line [gap:1px] lg:grid-cols-6",
        className,
      )}
    >
      <Tile label="Active now" value={totals.active} series={history.map((point) => point.active)} />
      <Tile label="Ringing" value={totals.ringing} series={history.map((point) => point.ringing)} />
      <Tile
        label="Longest call"
        value={
          longestMs === null ? "—" : <ClockText compute={(nowMs) => formatDuration(Math.max(0, nowMs - longestMs))} />
        }
        href={longestCallId === null ? null : callPagePath(longestCallId)}
      />
      <Tile
        label="Needs attention"
        value={totals.attention}
        series={history.map((point) => point.attention)}
        tone={totals.critical > 0 ? "critical" : totals.attention > 0 ? "warning" : "calm"}
        note={totals.critical > 0 ? `${totals.critical} critical` : null}
      />
      <Tile label="Answered today" value={totals.answeredToday ?? "—"} />
      <Tile
        label="Agent response"
        note="median"
        value={formatResponse(totals.agentResponseMedianMs)}
        series={history.map((point) => point.agentResponseMedianMs)}
      />
    </dl>
  );
}

function Tile({
  label,
  value,
  note,
  series = [],
  tone = "calm",
  href,
}: {
  label: string;
  value: ReactNode;
  note?: string | null;
  series?: (number | null)[];
  tone?: "calm" | "warning" | "critical";
  href?: string | null;
}) {
  const path = sparklinePath(series);
  return (
    <div className="relative flex min-w-0 flex-col bg-surface px-3 py-2 sm:px-4 sm:py-2.5">
      <dt className="text-balance text-muted text-xs">{label}</dt>
      <dd className="mt-auto flex items-end gap-x-3 max-sm:flex-wrap">
        <span
          className={clsx(
            "flex items-center gap-1.5 whitespace-nowrap font-semibold text-lg leading-7 sm:text-xl sm:leading-9",
            {
              "text-critical": tone === "critical",
              "text-warning": tone === "warning",
            },
          )}
        >
          {tone === "calm" ? null : <SeverityIcon severity={tone} className="size-5" />}
          {href ? (
            <Link href={href} prefetch={false} className="after:absolute after:inset-0 hover:underline">
              {value}
            </Link>
          ) : (
            value
          )}
        </span>
        {note ? <span className="text-muted text-xs sm:whitespace-nowrap sm:pb-1.5">{note}</span> : null}
        {path ? (
          <svg
            viewBox={`0 0 ${SPARK.width} ${SPARK.height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="mb-1.5 ml-auto hidden h-6 w-full min-w-0 max-w-24 shrink sm:block"
          >
            <path
              d={path}
              fill="none"
              vectorEffect="non-scaling-stroke"
              strokeWidth="1.5"
              strokeLinejoin="round"
              className="stroke-line-strong"
            />
          </svg>
        ) : null}
      </dd>
    </div>
  );
}
