import clsx from "clsx";
import type { ComponentProps } from "react";

/** A quiet sheet on the page's background. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={clsx("rounded-xl border border-line bg-surface", className)} {...rest} />;
}
