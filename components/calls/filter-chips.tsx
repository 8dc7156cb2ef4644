"use client";

import { Button } from "@/components/ui/button";
import { X } from "@/components/ui/icons";
import type { NarrowingName } from "./filters";
import { useAgentNames } from "./use-agent-names";
import type { Calls } from "./use-calls";
import { filterWords } from "./words";

/** What the list is narrowed by, each to be looked at and taken away. The words and the presets stand in the toolbar already. */
export function FilterChips({
  calls,
  onOpen,
}: {
  calls: Pick<Calls, "narrowed" | "filters" | "narrow" | "clear">;
  onOpen: () => void;
}) {
  const { narrowed, filters, narrow, clear } = calls;
  const agentName = useAgentNames(filters.agents.length > 0);
  const shown = narrowed.flatMap((name): { name: NarrowingName; words: string }[] => {
    const words = name === "q" || name === "when" ? null : filterWords(name, filters, agentName);
    return words === null ? [] : [{ name, words }];
  });
  if (narrowed.length === 0) return null;
  return (
    <>
      {shown.length === 0 ? null : (
        <ul aria-label="Filters" className="flex min-w-0 flex-wrap gap-1.5">
          {shown.map(({ name, words }) => (
            <li
              key={name}
              className="flex min-w-0 items-center rounded-lg border border-line-strong/60 bg-raised text-sm"
            >
              <button
                type="button"
                onClick={onOpen}
                aria-haspopup="dialog"
                className="min-h-7 min-w-0 truncate pl-2.5 pointer-coarse:min-h-11"
              >
                <bdi>{words}</bdi>
              </button>
              <button
                type="button"
                aria-label={`Remove: ${words}`}
                onClick={() => narrow({ [name]: null })}
                className="grid size-7 shrink-0 place-items-center rounded-lg text-muted hover:text-text pointer-coarse:size-11"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button variant="ghost" size="sm" onClick={clear}>
        <X aria-hidden />
        Clear
      </Button>
    </>
  );
}
