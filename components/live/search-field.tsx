"use client";

import { useRef } from "react";
import { useKeys } from "@/components/shell/keys";
import { Search } from "@/components/ui/icons";
import { KeyCap } from "@/components/ui/key-cap";

/** The board's search: `/` comes here, Escape empties it and then leaves. */
export function SearchField({
  value,
  isAsking,
  onChange,
}: {
  value: string;
  /** what is typed is being searched */
  isAsking: boolean;
  onChange: (value: string) => void;
}) {
  const ref = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", label: "Search the board", group: "Live board", run: () => ref.current?.focus() }]);
  return (
    <label className="relative w-full min-w-0 sm:w-60">
      <span className="sr-only">Search calls</span>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint" />
      <input
        ref={ref}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (value === "") event.currentTarget.blur();
          else onChange("");
          event.preventDefault();
        }}
        placeholder="Words, name, number"
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full rounded-lg pointer-coarse:h-11 border border-line-strong/60 bg-surface pr-9 pl-8.5 placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {isAsking ? (
        <span
          aria-hidden
          className="pointer-events-none animate-fade-in [animation-delay:300ms] [animation-fill-mode:both] absolute inset-y-px right-px my-auto flex items-center rounded-r-lg bg-surface px-2 text-muted text-xs"
        >
          Searching…
        </span>
      ) : (
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
