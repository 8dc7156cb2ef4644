"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckField } from "@/components/ui/field";
import { ArrowDown, ArrowUp } from "@/components/ui/icons";
import { type ColumnId, LEAST_WIDTH, MOST_WIDTH, movedColumn, USUAL_COLUMNS, widthOf } from "./column-choice";
import { useColumnTable } from "./column-table";
import { useColumns } from "./use-columns";

/** Which columns there are, in which order, and how wide; each change shows at once, and stays in this browser. */
export function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const [choice, choose] = useColumns();
  const table = useColumnTable(choice, choose);
  const columns = table.getAllLeafColumns();
  const shown = columns.filter((column) => column.getIsVisible());
  const setWidth = (id: ColumnId, width: number) =>
    choose({ ...choice, widths: { ...choice.widths, [id]: widthOf(width) } });
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
        {columns.map((column) => {
          const id = column.id as ColumnId;
          const name = String(column.columnDef.header);
          const isShown = column.getIsVisible();
          const move = (step: 1 | -1) => table.setColumnOrder(movedColumn(choice, id, step).order);
          return (
            <li key={id} className="flex min-h-11 items-center gap-1">
              <div className="min-w-0 flex-1">
                <CheckField
                  label={name}
                  checked={isShown}
                  disabled={!column.getCanHide()}
                  onChange={() => column.toggleVisibility()}
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
                key={column.getSize()}
                defaultValue={column.getSize()}
                onBlur={({ target: { valueAsNumber: width } }) => {
                  if (!Number.isNaN(width) && width !== column.getSize()) setWidth(id, width);
                }}
                className="h-8 w-18 rounded-lg border border-line-strong/60 bg-surface px-2 text-right text-sm disabled:opacity-50 pointer-coarse:h-11"
              />
              <MoveButton
                label={`Move ${name} to the left`}
                icon={<ArrowUp aria-hidden />}
                disabled={!isShown || column === shown[0]}
                onMove={() => move(-1)}
              />
              <MoveButton
                label={`Move ${name} to the right`}
                icon={<ArrowDown aria-hidden />}
                disabled={!isShown || column === shown.at(-1)}
                onMove={() => move(1)}
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
