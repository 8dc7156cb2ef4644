"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";

/**
 * A panel beside the page, not over it: the page stays usable, Escape closes. On a narrow screen it becomes a sheet at
 * the bottom. Render it only while open.
 */
export function Drawer({
  label,
  title,
  onClose,
  children,
  footer,
  className,
}: {
  label: string;
  title?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  className?: string;
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
      aria-label={label}
      className={clsx(
        "fixed inset-x-0 bottom-0 z-30 flex max-h-[70dvh] animate-slide-up flex-col rounded-t-2xl border border-line bg-surface shadow-float",
        "lg:sticky lg:inset-auto lg:z-0 lg:max-h-none lg:animate-fade-in lg:rounded-xl lg:shadow-none",
        className,
      )}
    >
      <div className="flex items-center gap-2 border-line border-b py-1.5 pr-1.5 pl-4">
        <div className="min-w-0 flex-1">{title ?? <h2 className="truncate font-semibold text-sm">{label}</h2>}</div>
        <button
          type="button"
          onClick={onClose}
          aria-label="Close"
          className="grid size-9 place-items-center rounded-lg text-muted hover:bg-raised hover:text-text"
        >
          <X className="size-4" aria-hidden />
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
      {footer ? <div className="border-line border-t px-4 py-3">{footer}</div> : null}
    </aside>
  );
}
