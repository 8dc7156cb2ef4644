"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

/** Several lines of text with their name above; `hint` says what is wanted, `error` what is wrong with what was typed. */
export function TextArea({
  label,
  hint,
  error = null,
  className,
  ...rest
}: ComponentProps<"textarea"> & { label: ReactNode; hint?: ReactNode; error?: string | null }) {
  const id = useId();
  const words = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      <textarea
        rows={3}
        {...rest}
        id={id}
        aria-invalid={error !== null || undefined}
        aria-describedby={words ? `${id}-words` : undefined}
        className={clsx(
          "w-full rounded-lg border bg-surface px-3 py-2 text-sm placeholder:text-faint disabled:opacity-60",
          error === null ? "border-line-strong/60" : "border-critical",
        )}
      />
      {words ? (
        <p id={`${id}-words`} className={clsx("mt-1 text-xs", error === null ? "text-muted" : "text-critical")}>
          {words}
        </p>
      ) : null}
    </div>
  );
}
