"use client";

import clsx from "clsx";
import { type ReactNode, type Ref, useEffect } from "react";
import { X } from "@/components/ui/icons";

/**
 * A panel over an edge of the page, which moves nothing of it: the page stays usable, Escape closes. On a narrow screen it
 * is a sheet at the bottom. What is in it scrolls by itself. Render it only while open.
 */
export function Drawer({
  label,
  title,
  onClose,
  children,
  footer,
  side = "right",
  className,
  ref,
}: {
  label: string;
  title?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** the edge it lies over on a wide screen */
  side?: "left" | "right";
  className?: string;
  ref?: Ref<HTMLElement>;
}) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], [role=dialog]"))
        onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClose]);

  return (
    <aside
      ref={ref}
      aria-label={label}
      className={clsx(
        "fixed inset-x-0 bottom-0 z-30 flex max-h-[85dvh] animate-slide-up flex-col rounded-t-2xl border border-line bg-surface shadow-float",
        "lg:top-14 lg:bottom-2 lg:max-h-none lg:w-104 lg:animate-fade-in lg:rounded-xl",
        side === "right" ? "lg:right-2 lg:left-auto" : "lg:right-auto lg:left-2",
        className,
      )}
    >
      <div className="flex shrink-0 items-start gap-2 border-line border-b py-1.5 pr-1.5 pl-4">
        <div className="min-w-0 flex-1 self-center">
          {title ?? <h2 className="truncate font-semibold text-sm">{label}</h2>}
        </div>
        <button
          type="button"
          onClick={onClose}
          aria-label="Close"
          className="grid size-9 place-items-center rounded-lg text-muted hover:bg-raised hover:text-text pointer-coarse:size-11"
        >
          <X className="size-4" aria-hidden />
        </button>
      </div>
      {children}
      {footer ? <div className="shrink-0 border-line border-t px-4 py-3">{footer}</div> : null}
    </aside>
  );
}
