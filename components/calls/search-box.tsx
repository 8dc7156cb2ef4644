"use client";

import { useRef } from "react";
import { useKeys } from "@/components/shell/keys";
import { Search } from "@/components/ui/icons";
import { KeyCap } from "@/components/ui/key-cap";

/** What was said, in words: `/` comes here, Escape empties it and then leaves, Enter and the arrow down go to the list. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const ref = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", label: "Search what was said", group: "Calls", run: () => ref.current?.focus() }]);
  return (
    <label className="relative w-full min-w-0 sm:w-80 lg:w-96">
      <span className="sr-only">Search what was said</span>
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
            event.preventDefault();
          } else if (event.key === "Enter" || event.key === "ArrowDown") {
            document.querySelector<HTMLElement>("[data-open-call][tabindex='0']")?.focus();
            event.preventDefault();
          }
        }}
        placeholder={'Words, "a phrase", -without, begin*'}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        className="h-9 w-full rounded-lg border border-line-strong/60 bg-surface pr-9 pl-8.5 placeholder:text-faint pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2 my-auto h-5 max-sm:hidden pointer-coarse:hidden"
      >
        {value === "" ? <KeyCap>/</KeyCap> : <KeyCap>Esc</KeyCap>}
      </span>
    </label>
  );
}
