"use client";

import clsx from "clsx";
import type { KeyboardEvent, RefObject } from "react";
import { ChevronDown, ChevronUp, Search, X } from "@/components/ui/icons";
import type { Find } from "./use-find";

/** The search field of the transcript: n of m, Enter and Shift+Enter walk, Escape closes. */
export function FindBar({
  find,
  field,
  onClose,
}: {
  find: Find;
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
}) {
  const { query, searching, found, number } = find;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      find.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      find.clear();
      onClose();
    }
  };
  return (
    <search className="flex min-w-0 items-center gap-1">
      <label className="flex h-8 min-w-0 pointer-coarse:h-11 flex-1 items-center gap-1.5 rounded-lg border border-line-strong/60 bg-surface px-2 outline-focus focus-within:border-focus focus-within:outline-2">
        <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="sr-only">Find in transcript</span>
        <input
          ref={field}
          type="text"
          inputMode="search"
          value={query}
          placeholder="Find in transcript"
          aria-keyshortcuts="f"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onFocus={find.prepare}
          onChange={(event) => find.search(event.target.value)}
          onKeyDown={onKeyDown}
          className="w-40 min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-faint max-sm:w-28"
        />
        <output className={clsx("whitespace-nowrap text-xs", found.total === 0 ? "text-faint" : "text-muted")}>
          {searching ? (found.total === 0 ? "none" : `${number} of ${found.total}`) : ""}
        </output>
      </label>
      {searching ? (
        <>
          <FindButton label="Previous hit" disabled={found.total === 0} onClick={() => find.step(-1)}>
            <ChevronUp aria-hidden className="size-4" />
          </FindButton>
          <FindButton label="Next hit" disabled={found.total === 0} onClick={() => find.step(1)}>
            <ChevronDown aria-hidden className="size-4" />
          </FindButton>
          <FindButton
            label="Close find"
            onClick={() => {
              find.clear();
              onClose();
            }}
          >
            <X aria-hidden className="size-4" />
          </FindButton>
        </>
      ) : null}
    </search>
  );
}

function FindButton({
  label,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-7 shrink-0 pointer-coarse:size-11 place-items-center rounded-md text-muted hover:bg-raised hover:text-text disabled:opacity-40"
    >
      {children}
    </button>
  );
}
