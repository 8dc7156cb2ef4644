"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Check, Ellipsis } from "@/components/ui/icons";
import type { SavedView } from "@/lib/wire/views-contract";
import type { ChangeViews } from "./change-views";
import { ViewChanges } from "./view-changes";

/** One view: its name chooses it; whoever may change it finds what can be done behind the dots. */
export function ViewRow({
  view,
  current,
  mayShare,
  onChoose,
  onChange,
}: {
  view: SavedView;
  /** what is looked at now */
  current: string;
  mayShare: boolean;
  onChoose: (view: SavedView) => void;
  onChange: ChangeViews;
}) {
  const [open, setOpen] = useState(false);
  const isCurrent = view.query === current;
  return (
    <li className="px-2 py-1">
      <div className="flex items-center gap-1">
        <button
          type="button"
          data-view-name
          onKeyDown={moveBetweenNames}
          aria-current={isCurrent || undefined}
          onClick={() => onChoose(view)}
          className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 py-1.5 text-left text-sm hover:bg-raised pointer-coarse:min-h-11"
        >
          <Check aria-hidden className={isCurrent ? "size-4 shrink-0" : "invisible size-4 shrink-0"} />
          <span className="min-w-0 break-words">
            <bdi className="font-medium">{view.name}</bdi>
            {view.shared && !view.isOwn ? (
              <span className="pl-2 text-muted text-xs">
                {" "}
                by <bdi>{view.madeBy}</bdi>
              </span>
            ) : null}
            {isCurrent ? <span className="pl-2 text-muted text-xs"> in view</span> : null}
          </span>
        </button>
        {view.mayChange ? (
          <Button
            variant="ghost"
            size="icon"
            className="pointer-coarse:size-11"
            aria-label={`Change ${view.name}`}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Ellipsis aria-hidden />
          </Button>
        ) : null}
      </div>
      {open ? <ViewChanges {...{ view, current, mayShare, onChange }} onDone={() => setOpen(false)} /> : null}
    </li>
  );
}

/** Arrow keys go from name to name; everything else is a button that Tab reaches. */
function moveBetweenNames(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const names = [...document.querySelectorAll<HTMLElement>("[data-view-name]")];
  names[names.indexOf(event.currentTarget) + step]?.focus();
}
