"use client";

import clsx from "clsx";
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";

const BOX = "w-full rounded-lg border bg-surface text-sm placeholder:text-faint disabled:opacity-60";

/** What a form has found wrong with its fields, by their names. */
export const FieldProblems = createContext<Readonly<Record<string, string>>>({});

/** A line of text with its name above it; `hint` says what is wanted, `error` what is wrong with what was typed. */
export function TextField({
  label,
  hint,
  error: given,
  className,
  ...rest
}: ComponentProps<"input"> & { label: string; hint?: ReactNode; error?: string | null }) {
  const id = useId();
  const found = useContext(FieldProblems)[rest.name ?? ""];
  const error = given ?? found;
  const isWrong = error !== undefined && error !== null;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={isWrong || undefined}
        aria-describedby={hint || isWrong ? `${id}-words` : undefined}
        className={clsx(BOX, "h-10 px-3 pointer-coarse:h-11", isWrong ? "border-critical" : "border-line-strong/60")}
      />
      <FieldWords id={`${id}-words`} hint={hint} error={error} />
    </div>
  );
}

/** One of a few, in the browser's own select. */
export function SelectField({
  label,
  hint,
  className,
  children,
  ...rest
}: ComponentProps<"select"> & { label: string; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        aria-describedby={hint ? `${id}-words` : undefined}
        className={clsx(BOX, "h-10 border-line-strong/60 px-2.5 pointer-coarse:h-11")}
      >
        {children}
      </select>
      <FieldWords id={`${id}-words`} hint={hint} />
    </div>
  );
}

/** Yes or no, with what yes means beside it. */
export function CheckField({ label, hint, ...rest }: ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className="flex gap-2.5">
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-words` : undefined}
        className="mt-0.5 size-4.5 shrink-0 accent-action"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm pointer-coarse:-my-3 pointer-coarse:inline-block pointer-coarse:py-3">
          {label}
        </label>
        <FieldWords id={`${id}-words`} hint={hint} />
      </div>
    </div>
  );
}

function FieldWords({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | null | undefined }) {
  if (error) {
    return (
      <p id={id} className="mt-1 text-critical text-xs">
        {error}
      </p>
    );
  }
  return hint ? (
    <p id={id} className="mt-1 text-muted text-xs">
      {hint}
    </p>
  ) : null;
}
