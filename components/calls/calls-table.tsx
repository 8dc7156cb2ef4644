"use client";

import { useCallback, useMemo, useRef } from "react";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { CallRow } from "./call-row";
import { type ColumnId, USUAL_WIDTHS, widthOf } from "./column-choice";
import type { DragColumn } from "./column-drag";
import { ColumnHead } from "./column-head";
import type { CallsListProps } from "./list-props";
import { SelectPage } from "./select-page";
import { useColumns } from "./use-columns";

const ColumnDrag = lazyAddition(() => import("./column-drag").then((part) => part.ColumnDrag));

/** Of the checkbox and the way to the preview, in pixels. */
const EDGES_PX = 40 + 48;

/** The list on a desk's screen: columns as this person has chosen them, what is left of the width for the summary. */
export function CallsTable({ rows, selection, filters, narrow, stateOf, onPeek }: CallsListProps) {
  const [choice, choose] = useColumns();
  const drag = useRef<DragColumn | null>(null);
  const { order, hidden, widths } = choice;
  const columns = useMemo(() => order.filter((column) => !hidden.includes(column)), [order, hidden]);
  const widthPx = (column: ColumnId) => widths[column] ?? USUAL_WIDTHS[column];
  const setWidth = (column: ColumnId, width: number) =>
    choose({ ...choice, widths: { ...widths, [column]: widthOf(width) } });
  const startDrag = useCallback<DragColumn>((column, event) => drag.current?.(column, event), []);
  const leastPx = columns.reduce((sum, column) => sum + widthPx(column), EDGES_PX);
  return (
    <div className="relative overflow-x-auto rounded-xl border border-line bg-surface">
      <ColumnDrag {...{ choice, choose, drag }} />
      <table className="w-full table-fixed border-collapse text-left text-sm" style={{ minWidth: `${leastPx}px` }}>
        <caption className="sr-only">
          Calls. J and K or the arrow keys move between calls, Enter opens a call, Space shows it over the edge of the
          list, X chooses it.
        </caption>
        <colgroup>
          <col className="w-10" />
          {columns.map((column) => {
            const isFree = column === "found" && widths.found === undefined;
            return <col key={column} style={isFree ? undefined : { width: `${widthPx(column)}px` }} />;
          })}
          <col className="w-12" />
        </colgroup>
        <thead>
          <tr className="h-9 border-line border-b text-muted text-xs">
            <th scope="col" className="pl-3">
              <SelectPage rows={rows} selection={selection} />
            </th>
            {columns.map((column) => (
              <ColumnHead
                key={column}
                column={column}
                width={widthPx(column)}
                onWidth={setWidth}
                onDrag={startDrag}
                filters={filters}
                narrow={narrow}
              />
            ))}
            <th scope="col">
              <span className="sr-only">Preview</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CallRow
              key={row.id}
              row={row}
              columns={columns}
              isSelected={selection.has(row.id)}
              onToggle={selection.toggle}
              {...stateOf(row)}
              onPeek={onPeek}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
