"use client";

import clsx from "clsx";
import { type ReactNode, useRef } from "react";
import { Search } from "@/components/ui/icons";
import { KeyCap } from "@/components/ui/key-cap";
import { type KeyBinding, useKeys } from "./keys";

/**
 * A page's search: `/` comes here, Escape empties it and then leaves.
 * @param label its name to whoever hears it; `shortcut`: what `/` does, in the list of keys
 * @param aside stands where the key is told; null: the key
 * @param onDone Enter or the arrow down goes on from here; left out: they do nothing
 */
export function SearchInput({
  value,
  onChange,
  label,
  shortcut,
  placeholder,
  maxLength,
  className,
  aside = null,
  onDone,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  shortcut: Pick<KeyBinding, "label" | "group">;
  placeholder: string;
  maxLength: number;
  className: string;
  aside?: ReactNode;
  onDone?: () => void;
}) {
  const ref = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", ...shortcut, run: () => ref.current?.focus() }]);
  return (
    <label className={clsx("relative w-full min-w-0", className)}>
      <span className="sr-only">{label}</span>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint" />
      <input
        ref={ref}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            if (value === "") event.currentTarget.blur();
            else onChange("");
          } else if (onDone !== undefined && (event.key === "Enter" || event.key === "ArrowDown")) onDone();
          else return;
          event.preventDefault();
        }}
        placeholder={placeholder}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full rounded-lg border border-line-strong/60 bg-surface pr-9 pl-8.5 placeholder:text-faint pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      {aside ?? (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2 my-auto h-5 max-sm:hidden pointer-coarse:hidden"
        >
          {value === "" ? <KeyCap>/</KeyCap> : <KeyCap>Esc</KeyCap>}
        </span>
      )}
    </label>
  );
}
