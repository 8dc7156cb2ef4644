"use client";

import { type RefObject, useEffect } from "react";
import type { ColumnChoice, ColumnId } from "./column-choice";
import { useColumnTable } from "./column-table";

/** Begins to move a column's edge with the pointer that pressed it. */
export type DragColumn = (column: ColumnId, event: unknown) => void;

/** Lets the edges of columns be drawn, once it is loaded. */
export function ColumnDrag(props: {
  choice: ColumnChoice;
  choose: (choice: ColumnChoice) => void;
  drag: RefObject<DragColumn | null>;
}) {
  const { choice, choose, drag } = props;
  const table = useColumnTable(choice, choose);
  useEffect(() => {
    drag.current = (column, event) =>
      table
        .getHeaderGroups()
        .flatMap(({ headers }) => headers)
        .find((header) => header.column.id === column)
        ?.getResizeHandler()(event);
    return () => {
      drag.current = null;
    };
  });
  return null;
}
