"use client";

import type { ReactNode } from "react";
import { Direction, NumberTail } from "@/components/shell/call-marks";
import { DayTime } from "@/components/shell/clock-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { callTitle } from "@/lib/calls/call-title";
import { failureSentence } from "@/lib/calls/status";
import { formatDuration, UNKNOWN } from "@/lib/format/duration";
import { callPagePath } from "@/lib/wire/paths";
import { AttentionCell } from "./attention-cell";
import type { ColumnId } from "./column-choice";
import { FoundCell } from "./found-cell";
import type { CallsRow } from "./rows";

/** What a row knows of where the reader is. */
export type RowState = {
  row: CallsRow;
  words: string;
  lineAt: number | null | undefined;
  tabbable: boolean;
};

/** Whom the call was with: the way to its page, reached by the arrow keys. */
export function WhoLink({ row, tabbable, children }: { row: CallsRow; tabbable: boolean; children?: ReactNode }) {
  const { who, tail } = callTitle(row);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
      <Direction direction={row.direction} />
      <Link
        href={callPagePath(row.id)}
        data-open-call
        tabIndex={tabbable ? 0 : -1}
        className="wrap-anywhere min-w-0 font-medium outline-none after:absolute after:inset-0"
      >
        <bdi>{who}</bdi>
      </Link>
      {tail === null ? null : <NumberTail tail={tail} />}
      {row.isKept ? null : (
        <Badge tone="quiet" dashed title="The call service lists it; it is not kept here">
          Not kept
        </Badge>
      )}
      {children}
    </span>
  );
}

export const lengthOf = ({ duration }: CallsRow): string => formatDuration(duration === null ? null : duration * 1_000);

/** One fact of a call, in its column. */
export function CallCell({ column, ...state }: RowState & { column: ColumnId }): ReactNode {
  const { row } = state;
  switch (column) {
    case "when":
      return row.happenedAt === null ? UNKNOWN : <DayTime at={row.happenedAt} className="text-muted" />;
    case "who":
      return <WhoLink {...state} />;
    case "agent":
      return <bdi className="wrap-anywhere line-clamp-2">{row.agent.name ?? row.agent.id ?? UNKNOWN}</bdi>;
    case "status":
      return (
        <span title={failureSentence(row.failureReason) ?? undefined} className="flex h-5 items-center">
          <StatusBadge status={row.status} />
        </span>
      );
    case "duration":
      return <span className="tabular-nums">{lengthOf(row)}</span>;
    case "attention":
      return <AttentionCell row={row} />;
    case "found":
      return <FoundCell {...state} />;
    case "direction":
      return row.direction === null ? UNKNOWN : <bdi className="capitalize">{row.direction}</bdi>;
    case "lines":
      return <span className="tabular-nums">{row.messageCount ?? UNKNOWN}</span>;
    case "campaign":
      return <bdi className="wrap-anywhere line-clamp-2">{row.campaignId ?? UNKNOWN}</bdi>;
    case "ended":
      return row.endedByPerson === null ? UNKNOWN : row.endedByPerson ? "One of us" : "Itself";
    case "id":
      return <bdi className="wrap-anywhere text-faint text-xs">{row.id}</bdi>;
  }
}
