"use client";

import { SearchInput } from "@/components/shell/search-input";

/** What was said, in words; Enter and the arrow down go to the list. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <SearchInput
      value={value}
      onChange={onChange}
      label="Search what was said"
      shortcut={{ label: "Search what was said", group: "Calls" }}
      placeholder={'Words, "a phrase", -without, begin*'}
      maxLength={300}
      className="sm:w-80 lg:w-96"
      onDone={() => document.querySelector<HTMLElement>("[data-open-call][tabindex='0']")?.focus()}
    />
  );
}
