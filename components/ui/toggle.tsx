import clsx from "clsx";
import type { ReactNode } from "react";

/** One of a few shapes to choose from, side by side in a fieldset. */
export function Toggle({
  on,
  label,
  onClick,
  children,
}: {
  on: boolean;
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={onClick}
      className={clsx(
        "grid h-8.5 w-9 place-items-center pointer-coarse:size-11 first-of-type:rounded-l-[0.4375rem] last-of-type:rounded-r-[0.4375rem]",
        on ? "bg-action text-on-action" : "text-muted hover:bg-raised hover:text-text",
      )}
    >
      {children}
    </button>
  );
}
