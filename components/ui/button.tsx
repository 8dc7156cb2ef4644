import clsx from "clsx";
import type { ComponentProps } from "react";

type Variant = "primary" | "secondary" | "ghost" | "danger" | "destroys";
type Size = "sm" | "md" | "icon";

const VARIANTS: Record<Variant, string> = {
  primary: "bg-action text-on-action forced-colors:border hover:opacity-90 active:opacity-80",
  secondary: "border border-line-strong/60 bg-surface text-text hover:bg-raised active:bg-line",
  ghost: "text-muted hover:bg-raised hover:text-text active:bg-line",
  destroys: "border border-line-strong/60 bg-surface text-critical hover:bg-raised active:bg-line",
  danger: "bg-critical text-on-critical forced-colors:border hover:opacity-90 active:opacity-80",
};

const SIZES: Record<Size, string> = {
  sm: "h-8 gap-1.5 px-2.5 text-xs pointer-coarse:h-11",
  md: "h-9 gap-2 px-3.5 text-sm pointer-coarse:h-11",
  icon: "size-9 pointer-coarse:size-11",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(variant: Variant = "secondary", size: Size = "md") {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-lg font-medium transition-colors duration-150",
    "disabled:cursor-not-allowed disabled:opacity-50 [&>svg]:size-4 [&>svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
  );
}

/** A button that never submits a form by accident. */
export function Button({
  variant = "secondary",
  size = "md",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { variant?: Variant; size?: Size }) {
  return <button type={type} className={clsx(buttonClass(variant, size), className)} {...rest} />;
}
