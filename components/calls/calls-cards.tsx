"use client";

import clsx from "clsx";
import { DayTime } from "@/components/shell/clock-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { PanelBottom } from "@/components/ui/icons";
import { callTitle } from "@/lib/calls/call-title";
import { AttentionCell } from "./attention-cell";
import { lengthOf, WhoLink } from "./call-cell";
import { FoundCell } from "./found-cell";
import type { CallsListProps } from "./list-props";
import type { CallsRow } from "./rows";

/** The list on a phone's screen: a card a call. */
export function CallsCards({ rows, selection, stateOf, onPeek }: CallsListProps) {
  return (
    <ol aria-label="Calls" className="flex flex-col gap-2">
      {rows.map((row) => (
        <CallCard
          key={row.id}
          {...{ row, onPeek, place: stateOf(row), isSelected: selection.has(row.id), onToggle: selection.toggle }}
        />
      ))}
    </ol>
  );
}

function CallCard({
  row,
  place: { isPeeked, ...place },
  isSelected,
  onToggle,
  onPeek,
}: {
  row: CallsRow;
  place: ReturnType<CallsListProps["stateOf"]>;
  isSelected: boolean;
  onToggle: (callId: string) => void;
  onPeek: (callId: string) => void;
}) {
  const { who } = callTitle(row);
  return (
    <li
      data-call-id={row.id}
      data-kept-call={row.isKept}
      className={clsx(
        "relative rounded-xl border border-line p-3 text-sm",
        "has-[[data-open-call]:focus-visible]:outline-2 has-[[data-open-call]:focus-visible]:outline-focus",
        isPeeked || isSelected ? "bg-raised" : "bg-surface",
      )}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <WhoLink row={row} tabbable={place.tabbable} />
          <p className="flex min-w-0 gap-2 text-muted">
            <bdi className="min-w-0 truncate">{row.agent.name ?? row.agent.id ?? "No agent"}</bdi>
          </p>
        </div>
        <span className="shrink-0 tabular-nums">{lengthOf(row)}</span>
      </div>
      <div className="mt-1.5">
        <FoundCell row={row} {...place} tabbable />
      </div>
      <div className="mt-1.5 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
        {row.happenedAt === null ? null : <DayTime at={row.happenedAt} />}
        <StatusBadge status={row.status} />
        <AttentionCell row={row} />
        <span className="relative z-10 ml-auto flex items-center">
          <label className="grid size-11 place-items-center">
            <span className="sr-only">Choose {who}</span>
            <input
              type="checkbox"
              checked={isSelected}
              disabled={!row.isKept}
              onChange={() => onToggle(row.id)}
              className="size-5 accent-action"
            />
          </label>
          <button
            type="button"
            data-peek
            onClick={() => onPeek(row.id)}
            aria-label={`Look at ${who}`}
            aria-pressed={isPeeked}
            className="grid size-11 place-items-center rounded-lg text-muted"
          >
            <PanelBottom aria-hidden className="size-4" />
          </button>
        </span>
      </div>
    </li>
  );
}
