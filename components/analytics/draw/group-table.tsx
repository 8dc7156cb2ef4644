"use client";

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import clsx from "clsx";
import { useState } from "react";
import { ArrowDown, ArrowUp } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { GROUP_COLUMNS, type GroupRow, type GroupTable as Prepared } from "../prepare/groups";
import { PALE } from "./inks";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, text: sortFn_text },
});
const helper = createColumnHelper<typeof features, GroupRow>();
const columns = helper.columns([
  helper.accessor("name", { id: "name", sortFn: "text", sortDescFirst: false }),
  // What is not known stands at the end, whichever way the rest is ordered.
  ...GROUP_COLUMNS.map(({ id }) =>
    helper.accessor((row) => row[id] ?? undefined, { id, sortFn: "basic", sortUndefined: "last", sortDescFirst: true }),
  ),
]);

/** The table, ordered by the column whose name was pressed. */
export function GroupTable({ table: { title, one, rows, lastIsPartial } }: { table: Prepared }) {
  const [sorting, setSorting] = useState<SortingState>([{ id: "calls", desc: true }]);
  const table = useTable({ features, columns, data: rows, state: { sorting }, onSortingChange: setSorting });
  const top = Math.max(1, ...rows.flatMap(({ trend }) => trend));
  const sorted = sorting[0];
  const head = (id: string, name: string, hint?: string) => {
    const isSorted = sorted?.id === id;
    return (
      <th
        key={id}
        scope="col"
        title={hint}
        aria-sort={isSorted ? (sorted.desc ? "descending" : "ascending") : undefined}
        className={clsx("px-2 py-1 font-medium", id !== "name" && "text-right")}
      >
        <button
          type="button"
          onClick={() => table.getColumn(id)?.toggleSorting()}
          className={clsx(
            "inline-flex min-h-6 items-center gap-1 rounded hover:text-text pointer-coarse:min-h-11",
            isSorted && "text-text",
          )}
        >
          {name}
          {isSorted ? (
            sorted.desc ? (
              <ArrowDown aria-hidden className="size-3.5" />
            ) : (
              <ArrowUp aria-hidden className="size-3.5" />
            )
          ) : null}
        </button>
      </th>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keys
    <section tabIndex={0} aria-label={title} className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="border-line border-b text-left text-muted text-xs">
          <tr>
            {head("name", one)}
            <th scope="col" className="px-2 font-medium max-sm:hidden">
              Over time
            </th>
            {GROUP_COLUMNS.map(({ id, name, hint }) => head(id, name, hint))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map(({ original: row }) => (
            <Row key={row.key} row={row} top={top} lastIsPartial={lastIsPartial} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, top, lastIsPartial }: { row: GroupRow; top: number; lastIsPartial: boolean }) {
  return (
    <tr className="border-line border-b last:border-b-0 hover:bg-raised">
      <th scope="row" className="min-w-44 max-w-64 px-2 max-sm:min-w-32 py-2 text-left font-normal">
        {row.href === null ? (
          <bdi className="wrap-anywhere">{row.name}</bdi>
        ) : (
          <Link href={row.href} className="underline decoration-line-strong underline-offset-2 hover:decoration-text">
            <bdi className="wrap-anywhere">{row.name}</bdi>
          </Link>
        )}
      </th>
      <td className="px-2 max-sm:hidden">
        <SmallBars trend={row.trend} top={top} lastIsPartial={lastIsPartial} />
      </td>
      {GROUP_COLUMNS.map(({ id, text }) => (
        <td key={id} className="whitespace-nowrap px-2 py-2 text-right tabular-nums">
          {id === "calls" && row.href !== null ? (
            <Link href={row.href} className="underline decoration-line-strong underline-offset-2 hover:decoration-text">
              {text(row[id])}
            </Link>
          ) : (
            text(row[id])
          )}
          {id === "reasons" || id === "quality" ? (
            <span className="ml-1.5 text-faint text-xs">{row.restsOn[id]}</span>
          ) : null}
        </td>
      ))}
    </tr>
  );
}

const [WIDE, HIGH] = [112, 24];

type SmallBarsProps = { trend: readonly number[]; top: number; lastIsPartial: boolean };

function SmallBars({ trend, top, lastIsPartial }: SmallBarsProps) {
  const step = WIDE / Math.max(1, trend.length);
  const wide = Math.max(0.8, step * 0.75);
  const highOf = (count: number) => Math.max(1, (count / top) * HIGH);
  const whole = lastIsPartial ? trend.slice(0, -1) : trend;
  const d = whole
    .map((count, at) =>
      count === 0 ? "" : `M${((at + 0.5) * step).toFixed(1)} ${HIGH}v${(-highOf(count)).toFixed(1)}`,
    )
    .join("");
  const last = lastIsPartial ? (trend.at(-1) ?? 0) : 0;
  // An edge lies half beyond its shape.
  const edge = Math.min(1, wide / 2);
  return (
    <svg aria-hidden="true" width={WIDE} height={HIGH} className="block">
      <path d={d} stroke="var(--chart-main)" strokeWidth={wide} />
      {last === 0 ? null : (
        <rect
          {...{ x: (trend.length - 0.5) * step - (wide - edge) / 2, y: HIGH - highOf(last) + edge / 2 }}
          {...{ width: wide - edge, height: Math.max(0.1, highOf(last) - edge), fill: "var(--chart-main)" }}
          {...{ fillOpacity: PALE, stroke: "var(--chart-main)", strokeWidth: edge }}
        />
      )}
    </svg>
  );
}
