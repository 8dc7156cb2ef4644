"use client";

import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import {
  COLUMN_WORDS,
  COLUMNS,
  type ColumnChoice,
  type ColumnId,
  LEAST_WIDTH,
  MOST_WIDTH,
  USUAL_WIDTHS,
  widthOf,
} from "./column-choice";
import type { CallsRow } from "./rows";

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
});
const helper = createColumnHelper<typeof features, CallsRow>();
const columns = helper.columns(
  COLUMNS.map((id) =>
    helper.display({
      ...{ id, header: COLUMN_WORDS[id], size: USUAL_WIDTHS[id], minSize: LEAST_WIDTH, maxSize: MOST_WIDTH },
      enableHiding: id !== "who",
    }),
  ),
);
const NO_ROWS: CallsRow[] = [];
const after = <Value>(change: Value | ((known: Value) => Value), known: Value): Value =>
  typeof change === "function" ? (change as (known: Value) => Value)(known) : change;

/**
 * The columns as a table that can be changed. The list is drawn from the choice alone: this is loaded when somebody moves a
 * column's edge or opens the dialog, fifteen KiB later than the first view.
 */
export function useColumnTable(choice: ColumnChoice, choose: (choice: ColumnChoice) => void) {
  const { order, hidden, widths } = choice;
  const columnVisibility = useMemo(
    () => Object.fromEntries(COLUMNS.map((column): [string, boolean] => [column, !hidden.includes(column)])),
    [hidden],
  );
  const columnSizing: Record<string, number> = widths;
  return useTable({
    ...{ features, columns, data: NO_ROWS },
    columnResizeMode: "onChange",
    state: { columnVisibility, columnOrder: order, columnSizing },
    onColumnVisibilityChange: (change) => {
      const next = after(change, columnVisibility);
      choose({ ...choice, hidden: COLUMNS.filter((column) => next[column] === false) });
    },
    onColumnOrderChange: (change) => choose({ ...choice, order: after(change, [...order]) as ColumnId[] }),
    onColumnSizingChange: (change) => {
      const next = Object.entries(after(change, columnSizing)).map(([column, width]) => [column, widthOf(width)]);
      choose({ ...choice, widths: Object.fromEntries(next) });
    },
  });
}
