"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckField } from "@/components/ui/field";
import {
  COLUMN_WORDS,
  type ColumnId,
  LEAST_WIDTH,
  MOST_WIDTH,
  movedColumn,
  USUAL_COLUMNS,
  USUAL_WIDTHS,
  widthOf,
} from "./column-choice";
import { useColumns } from "./use-columns";

/** Which columns there are, in which order, and how wide; each change shows at once, and stays in this browser. */
export function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const [choice, choose] = useColumns();
  const { order, hidden, widths } = choice;
  const toggle = (column: ColumnId) =>
    choose({
      ...choice,
      hidden: hidden.includes(column) ? hidden.filter((other) => other !== column) : [...hidden, column],
    });
  const shown = order.filter((column) => !hidden.includes(column));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Columns"
      description="Kept in this browser, for you alone."
      footer={
        <>
          <Button onClick={() => choose(USUAL_COLUMNS)}>As usual</Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ul className="divide-y divide-line pb-2">
        {order.map((column) => {
          const name = COLUMN_WORDS[column];
          const isShown = !hidden.includes(column);
          return (
            <li key={column} className="flex min-h-11 items-center gap-1">
              <div className="min-w-0 flex-1">
                <CheckField
                  label={name}
                  checked={isShown}
                  disabled={column === "who"}
                  onChange={() => toggle(column)}
                />
              </div>
              <input
                type="number"
                aria-label={`Width of ${name}, in pixels`}
                title="Width in pixels"
                disabled={!isShown}
                min={LEAST_WIDTH}
                max={MOST_WIDTH}
                step={8}
                key={widths[column]}
                defaultValue={widths[column] ?? USUAL_WIDTHS[column]}
                onBlur={({ target: { valueAsNumber: width } }) => {
                  const isSame = Number.isNaN(width) || width === (widths[column] ?? USUAL_WIDTHS[column]);
                  if (!isSame) choose({ ...choice, widths: { ...widths, [column]: widthOf(width) } });
                }}
                className="h-8 w-18 rounded-lg border border-line-strong/60 bg-surface px-2 text-right text-sm disabled:opacity-50 pointer-coarse:h-11"
              />
              <MoveButton
                label={`Move ${name} to the left`}
                icon={<ArrowUp aria-hidden />}
                disabled={!isShown || column === shown[0]}
                onMove={() => choose(movedColumn(choice, column, -1))}
              />
              <MoveButton
                label={`Move ${name} to the right`}
                icon={<ArrowDown aria-hidden />}
                disabled={!isShown || column === shown.at(-1)}
                onMove={() => choose(movedColumn(choice, column, 1))}
              />
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

function MoveButton(props: { label: string; icon: ReactNode; disabled: boolean; onMove: () => void }) {
  const { label, icon, disabled, onMove } = props;
  return (
    <Button variant="ghost" size="icon" aria-label={label} title={label} disabled={disabled} onClick={onMove}>
      {icon}
    </Button>
  );
}
