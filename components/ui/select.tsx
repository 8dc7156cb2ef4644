import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

/** The browser's own select, which every reader and phone knows, in our clothes. `active`: it narrows something. */
export function Select({
  label,
  active,
  className,
  ...rest
}: ComponentProps<"select"> & { label: string; active?: boolean }) {
  return (
    <span className={clsx("relative inline-flex shrink-0", className)}>
      <select
        aria-label={label}
        className={clsx(
          "h-9 w-full max-w-44 appearance-none truncate rounded-lg border bg-surface pr-8 pl-3 text-sm hover:bg-raised",
          active ? "border-text font-medium text-text" : "border-line-strong/60 text-muted",
        )}
        {...rest}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-faint" />
    </span>
  );
}
