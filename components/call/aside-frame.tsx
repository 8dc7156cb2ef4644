import clsx from "clsx";
import type { ReactNode } from "react";

/** What stands beside the transcript: on a wide screen a column that scrolls by itself, on a small one a part of the page. */
export function AsideFrame({
  shown,
  name = "About the call",
  children,
}: {
  shown: boolean;
  name?: string;
  children: ReactNode;
}) {
  return (
    <aside
      aria-label={name}
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
