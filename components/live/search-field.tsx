"use client";

import { SearchInput } from "@/components/shell/search-input";

/** The board's search. */
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
  return (
    <SearchInput
      value={value}
      onChange={onChange}
      label="Search calls"
      shortcut={{ label: "Search the board", group: "Live board" }}
      placeholder="Words, name, number"
      maxLength={120}
      className="sm:w-60"
      aside={isAsking ? <Searching /> : null}
    />
  );
}

function Searching() {
  return (
    <span
      aria-hidden
      className="pointer-events-none animate-fade-in [animation-delay:300ms] [animation-fill-mode:both] absolute inset-y-px right-px my-auto flex items-center rounded-r-lg bg-surface px-2 text-muted text-xs"
    >
      Searching…
    </span>
  );
}
