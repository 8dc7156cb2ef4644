import clsx from "clsx";
import type { ReactNode } from "react";

/** What stands beside the transcript: on a wide screen a column that scrolls by itself, on a small one a part of the page. */
export function AsideFrame({ shown, children }: { shown: boolean; children: ReactNode }) {
  return (
    <aside
      aria-label="About the call"
      data-scrolls-itself
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself on a wide screen
      tabIndex={0}
      className={clsx(
        "relative min-h-0 outline-offset-[-2px] lg:overflow-y-auto lg:border-line lg:border-l",
        shown || "max-lg:hidden",
      )}
    >
      {children}
    </aside>
  );
}
