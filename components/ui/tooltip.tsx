"use client";

import clsx from "clsx";
import { type ReactNode, useState } from "react";

/**
 * A hint beside a control, on hover and on focus; Escape hides it. For sighted readers only: the control keeps its own
 * accessible name.
 */
export function Tooltip({
  text,
  children,
  align = "center",
  className,
}: {
  text: ReactNode;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
}) {
  const [dismissed, setDismissed] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape on its way up from the control
    <span
      className={clsx("group/tip relative inline-flex", className)}
      onKeyDown={(event) => event.key === "Escape" && setDismissed(true)}
      onMouseEnter={() => setDismissed(false)}
      onFocus={() => setDismissed(false)}
    >
      {children}
      <span
        aria-hidden
        className={clsx(
          "pointer-events-none absolute top-full z-50 mt-1.5 w-max max-w-64 rounded-md bg-action px-2 py-1 font-medium text-on-action text-xs opacity-0 shadow-float transition-opacity delay-0 duration-100",
          !dismissed &&
            "group-hover/tip:opacity-100 group-hover/tip:delay-300 group-has-[:focus-visible]/tip:opacity-100",
          { start: "left-0", center: "-translate-x-1/2 left-1/2", end: "right-0" }[align],
        )}
      >
        {text}
      </span>
    </span>
  );
}
