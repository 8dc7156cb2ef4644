"use client";

import clsx from "clsx";
import type { KeyboardEvent } from "react";
import { ArrowDown, ArrowUp } from "@/components/ui/icons";
import { COLUMN_WORDS, type ColumnId, LEAST_WIDTH, MOST_WIDTH } from "./column-choice";
import type { DragColumn } from "./column-drag";
import type { Filters, Sort } from "./filters";
import type { Calls } from "./use-calls";

const WIDTH_STEP = 16;

/** Orders that a press on a column's name goes through. */
const SORTS: Partial<Record<ColumnId, readonly Sort[]>> = { when: ["newest", "oldest"], duration: ["longest"] };

type Props = {
  column: ColumnId;
  width: number;
  onWidth: (column: ColumnId, width: number) => void;
  onDrag: DragColumn;
  filters: Filters;
  narrow: Calls["narrow"];
};

/** A column's name: pressed, the list is ordered by it; its edge is drawn, or moved by the arrow keys, to make it wider. */
export function ColumnHead({ column, width, onWidth, onDrag, filters, narrow }: Props) {
  const { sort, q } = filters;
  const name = column === "found" && q !== "" ? "Found" : COLUMN_WORDS[column];
  // With words only the best and the newest order.
  const sorts = (SORTS[column] ?? []).filter((one) => q === "" || one === "newest");
  const isSorted = sorts.includes(sort);
  const next = sorts[(sorts.indexOf(sort) + 1) % sorts.length];
  const resize = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -WIDTH_STEP, ArrowRight: WIDTH_STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(column, width + step);
  };
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort === "oldest" ? "ascending" : "descending") : undefined}
      className="relative px-2 font-medium"
    >
      {next === undefined ? (
        name
      ) : (
        <button
          type="button"
          onClick={() => narrow({ sort: next === "newest" && q === "" ? null : next })}
          title={`Order by ${name.toLowerCase()}`}
          className={clsx("inline-flex min-h-6 items-center gap-1 rounded hover:text-text", isSorted && "text-text")}
        >
          {name}
          {isSorted ? (
            sort === "oldest" ? (
              <ArrowUp aria-hidden className="size-3.5" />
            ) : (
              <ArrowDown aria-hidden className="size-3.5" />
            )
          ) : null}
        </button>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a rule between two columns that can be moved, which no element is */}
      <span
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${name}`}
        aria-valuenow={width}
        aria-valuemin={LEAST_WIDTH}
        aria-valuemax={MOST_WIDTH}
        // By Tab there is the Columns dialog: a stop at every edge would be in the way.
        tabIndex={-1}
        onKeyDown={resize}
        onMouseDown={(event) => onDrag(column, event)}
        onTouchStart={(event) => onDrag(column, event)}
        className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1 after:w-px after:bg-line hover:after:bg-text focus-visible:after:bg-text"
      />
    </th>
  );
}
