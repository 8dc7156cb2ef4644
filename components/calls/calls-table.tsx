"use client";

import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { CallRow } from "./call-row";
import { COLUMN_WORDS, COLUMNS, type ColumnId, LEAST_WIDTH, MOST_WIDTH, USUAL_WIDTHS, widthOf } from "./column-choice";
import { ColumnHead } from "./column-head";
import type { CallsListProps } from "./list-props";
import type { CallsRow } from "./rows";
import { useColumns } from "./use-columns";

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
  rowSelectionFeature,
});
const helper = createColumnHelper<typeof features, CallsRow>();
const columns = helper.columns(
  COLUMNS.map((id) =>
    helper.display({ id, header: COLUMN_WORDS[id], size: USUAL_WIDTHS[id], minSize: LEAST_WIDTH, maxSize: MOST_WIDTH }),
  ),
);
const NO_CHOICE = {};
const getRowId = ({ id }: CallsRow) => id;
/** What only the call service has cannot be handed out from here. */
const enableRowSelection = ({ original }: { original: CallsRow }) => original.isKept;

/** The list on a desk's screen: columns as this person has chosen them, what is left of the width for the summary. */
export function CallsTable({ rows, selection, filters, narrow, ...state }: CallsListProps) {
  const [choice, choose] = useColumns();
  const columnVisibility = useMemo(
    () => Object.fromEntries(COLUMNS.map((column) => [column, !choice.hidden.includes(column)])),
    [choice.hidden],
  );
  const rowSelection = useMemo(
    () => Object.fromEntries(selection.callIds.map((id) => [id, true as const])),
    [selection.callIds],
  );
  const columnSizing = choice.widths;
  const table = useTable({
    ...{ features, columns, data: rows as CallsRow[], getRowId, enableRowSelection },
    columnResizeMode: "onChange",
    state: { columnVisibility, columnOrder: choice.order, columnSizing, rowSelection },
    onColumnSizingChange: (change) => {
      const next = typeof change === "function" ? change({ ...NO_CHOICE, ...columnSizing }) : change;
      const widths = Object.entries(next).map(([column, width]) => [column, widthOf(width)]);
      choose({ ...choice, widths: Object.fromEntries(widths) });
    },
    onRowSelectionChange: (change) => {
      const next = typeof change === "function" ? change(rowSelection) : change;
      const kept = selection.callIds.filter((id) => next[id]);
      selection.set([...kept, ...Object.keys(next).filter((id) => next[id])]);
    },
  });
  const heads = table.getHeaderGroups().flatMap((group) => group.headers);
  const shown = heads.map(({ column }) => column.id as ColumnId);
  const setWidth = (column: ColumnId, width: number) =>
    choose({ ...choice, widths: { ...choice.widths, [column]: widthOf(width) } });
  const leastPx = heads.reduce((sum, head) => sum + head.getSize(), 40 + 48);
  return (
    <div className="relative overflow-x-auto rounded-xl border border-line bg-surface">
      <table className="w-full table-fixed border-collapse text-left text-sm" style={{ minWidth: `${leastPx}px` }}>
        <caption className="sr-only">
          Calls. J and K or the arrow keys move between calls, Enter opens a call, Space shows it over the edge of the
          list, X chooses it.
        </caption>
        <colgroup>
          <col className="w-10" />
          {heads.map((head) => {
            const isFree = head.column.id === "found" && choice.widths.found === undefined;
            return <col key={head.id} style={isFree ? undefined : { width: `${head.getSize()}px` }} />;
          })}
          <col className="w-12" />
        </colgroup>
        <thead>
          <tr className="h-9 border-line border-b text-muted text-xs">
            <th scope="col" className="pl-3">
              <input
                type="checkbox"
                aria-label="Choose all calls of this page"
                checked={table.getIsAllRowsSelected()}
                ref={(box) => {
                  if (box !== null) box.indeterminate = table.getIsSomeRowsSelected();
                }}
                onChange={table.getToggleAllRowsSelectedHandler()}
                className="size-4 accent-action align-middle"
              />
            </th>
            {heads.map((head) => (
              <ColumnHead
                key={head.id}
                column={head.column.id as ColumnId}
                width={head.getSize()}
                onWidth={setWidth}
                onDrag={head.getResizeHandler()}
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
              columns={shown}
              isSelected={selection.has(row.id)}
              onToggle={selection.toggle}
              {...state.stateOf(row)}
              onPeek={state.onPeek}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
