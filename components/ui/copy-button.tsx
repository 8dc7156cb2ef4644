"use client";

import clsx from "clsx";
import { Check, Copy, X } from "@/components/ui/icons";
import { type CopyOutcome, useCopy } from "./use-copy";

const ICONS: Record<CopyOutcome, typeof Copy> = { idle: Copy, copied: Check, failed: X };

/** Copies `text`; says so where a screen reader hears it. `label` names what is copied ("call id"). */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const { outcome, copy } = useCopy();
  const Icon = ICONS[outcome];
  return (
    <button
      type="button"
      onClick={() => copy(text)}
      title={`Copy ${label}`}
      className={clsx(
        "inline-grid size-6 shrink-0 pointer-coarse:size-11 place-items-center rounded-md text-faint hover:bg-raised hover:text-text",
        className,
      )}
    >
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">Copy {label}</span>
      <span className="sr-only" role="status">
        {outcome === "copied" ? `Copied ${label}` : outcome === "failed" ? "Copying is not allowed here" : ""}
      </span>
    </button>
  );
}
