import clsx from "clsx";
import type { ReactNode } from "react";

/** A table that scrolls sideways by itself where it has no room, by keys, too. */
export function TableBox({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable to be scrolled by keys
    <section aria-label={label} tabIndex={0} className={clsx("overflow-x-auto", className)}>
      {children}
    </section>
  );
}
