import clsx from "clsx";
import type { ComponentProps } from "react";
import { ChevronDown } from "@/components/ui/icons";

/** The browser's own select, which every reader and phone knows, in our clothes. `active`: it narrows something. */
export function Select({
  label,
  active,
  className,
  ...rest
}: ComponentProps<"select"> & { label: string; active?: boolean }) {
  return (
    <span className={clsx("relative inline-flex shrink-0", className ?? "max-w-44")}>
      <select
        aria-label={label}
        className={clsx(
          "h-9 w-full appearance-none truncate rounded-lg border bg-surface pr-8 pl-3 text-sm hover:bg-raised pointer-coarse:h-11",
          active ? "border-text font-medium text-text" : "border-line-strong/60 text-muted",
        )}
        {...rest}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-faint" />
    </span>
  );
}
