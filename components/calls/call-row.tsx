"use client";

import clsx from "clsx";
import { memo } from "react";
import { PanelRight } from "@/components/ui/icons";
import { callTitle } from "@/lib/calls/call-title";
import { CallCell } from "./call-cell";
import type { ColumnId } from "./column-choice";
import type { RowPlace } from "./list-props";
import type { CallsRow } from "./rows";

type Props = RowPlace & {
  row: CallsRow;
  columns: readonly ColumnId[];
  isSelected: boolean;
  onToggle: (callId: string) => void;
  onPeek: (callId: string) => void;
};

/** A call as a row: a press on it opens it, a press on a hit opens it there. */
export const CallRow = memo(function CallRow({
  row,
  columns,
  isSelected,
  onToggle,
  onPeek,
  isPeeked,
  ...place
}: Props) {
  const { who } = callTitle(row);
  return (
    <tr
      data-call-id={row.id}
      data-kept-call={row.isKept}
      aria-selected={isSelected || undefined}
      className={clsx(
        "relative min-h-11 scroll-my-24 border-line border-b last:border-b-0 hover:bg-raised",
        "has-[[data-open-call]:focus-visible]:outline-2 has-[[data-open-call]:focus-visible]:outline-focus has-[[data-open-call]:focus-visible]:-outline-offset-2",
        (isPeeked || isSelected) && "bg-raised",
      )}
    >
      <td className="pl-3 align-top">
        <span className="relative z-10 -m-2 inline-grid size-11 place-items-center pointer-fine:m-0 pointer-fine:h-11 pointer-fine:w-5">
          <input
            type="checkbox"
            aria-label={`Choose ${who}`}
            checked={isSelected}
            disabled={!row.isKept}
            tabIndex={place.tabbable ? 0 : -1}
            onChange={() => onToggle(row.id)}
            className="size-4 accent-action"
          />
        </span>
      </td>
      {columns.map((column) =>
        column === "who" ? (
          <th key={column} scope="row" className={CELL}>
            <CallCell column={column} row={row} {...place} />
          </th>
        ) : (
          <td key={column} className={CELL}>
            <CallCell column={column} row={row} {...place} />
          </td>
        ),
      )}
      <td className="pr-2 align-top">
        <button
          type="button"
          data-peek
          tabIndex={-1}
          onClick={() => onPeek(row.id)}
          aria-label={`Look at ${who}`}
          aria-pressed={isPeeked}
          title="Look at it here (Space)"
          className="relative z-10 my-1.5 grid size-8 place-items-center rounded-md text-faint hover:bg-line hover:text-text pointer-coarse:my-0 pointer-coarse:size-11"
        >
          <PanelRight aria-hidden className="size-4" />
        </button>
      </td>
    </tr>
  );
});

const CELL = "px-2 py-2.5 align-top font-normal leading-5";
