import clsx from "clsx";
import type { ReactNode } from "react";

export type BadgeTone = "quiet" | "neutral" | "sky" | "amber" | "green" | "red" | "orange";

const TONES: Record<BadgeTone, string> = {
  quiet: "text-quiet",
  neutral: "text-muted",
  sky: "text-sky",
  amber: "text-amber",
  green: "text-green",
  red: "text-red",
  orange: "text-orange",
};

/** Icon and word in one colour. `outline` draws its edge, `dashed` marks what we cannot name. */
export function Badge({
  tone = "neutral",
  size = "sm",
  outline,
  dashed,
  icon,
  children,
  className,
  title,
}: {
  tone?: BadgeTone;
  size?: "sm" | "md" | "lg";
  outline?: boolean;
  dashed?: boolean;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex min-w-0 items-center whitespace-nowrap font-medium",
        size === "sm" && "gap-1 text-xs [&>svg]:size-3.5",
        size === "md" && "gap-1.5 text-sm [&>svg]:size-4",
        size === "lg" && "gap-[0.35em] text-[length:inherit] [&>svg]:size-[1em]",
        (outline || dashed) && "rounded-full border border-current/60 px-1.5 leading-[1.45]",
        dashed && "border-dashed border-current",
        TONES[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
