"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FocusEvent, useCallback, useState } from "react";
import { useKeys } from "@/components/shell/keys";
import { isCallId } from "@/lib/calls/id";
import { archivePassageQuery } from "@/lib/queries/archive";
import type { CallsListProps } from "./list-props";
import { type CallsRow, type HitPlace, nextHit } from "./rows";
import type { Calls } from "./use-calls";
import type { Selection } from "./use-selection";

const SUMMARY = "summary";

/** The line that the address names: its key, null for the summary; undefined: none. */
function lineOf(text: string): number | null | undefined {
  if (text === SUMMARY) return null;
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}

const linkOf = (callId: string) =>
  document.querySelector<HTMLElement>(`[data-call-id="${CSS.escape(callId)}"] [data-open-call]`);
const callIdOf = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>("[data-call-id]")?.dataset.callId ?? null) : null;

/** Where in the list the reader is, by key or pointer: the call that the arrow keys start from, and the one that is looked at. */
export function usePlace(calls: Calls, selection: Selection) {
  const { rows, address, look, filters, pages, answer } = calls;
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const chosenId = rows.find(({ id }) => id === chosen)?.id ?? rows[0]?.id ?? null;
  const isAtRow = chosen !== null && chosen === chosenId;
  // What is no id leads nowhere: it becomes part of a path.
  const peekId = isCallId(address.peek) ? address.peek : null;
  const peekLine = lineOf(address.line);
  const nextCursor = answer?.meta.nextCursor ?? null;

  const peek = useCallback((callId: string | null) => look({ peek: callId, line: null }), [look]);
  const onPeek = useCallback((callId: string) => peek(callId === peekId ? null : callId), [peek, peekId]);

  function move(step: 1 | -1) {
    const from = rows.findIndex(({ id }) => id === chosenId);
    const hasFocus = callIdOf(document.activeElement) !== null;
    const next = rows[isAtRow && hasFocus ? from + step : from];
    if (next !== undefined) linkOf(next.id)?.focus();
  }

  /** From hit to hit, over calls; after the last of this page to the next page. */
  function goToHit(step: 1 | -1) {
    const known = peekId && client.getQueryData(archivePassageQuery(peekId, passageOf(peekLine, filters.q)).queryKey);
    const first = rows.find(({ id }) => id === peekId)?.hits[0]?.line;
    const line = peekLine ?? (known ? known.data.around : null) ?? first ?? null;
    const at: HitPlace | null = peekId === null ? null : { callId: peekId, line };
    const next = nextHit(rows, at, step, known ? known.data.hitLines : null);
    if (next !== null) {
      look({ peek: next.callId, line: next.line === null ? SUMMARY : String(next.line) });
      setChosen(next.callId);
      linkOf(next.callId)?.scrollIntoView({ block: "nearest" });
    } else if (step === 1 && nextCursor !== null) pages.next(nextCursor);
    else if (step === -1 && !pages.isFirst) pages.previous();
  }

  const onRow = ({ target }: KeyboardEvent) => callIdOf(target) !== null && !(target instanceof HTMLButtonElement);
  const chosenRow = () => callIdOf(document.activeElement) ?? chosenId;
  useKeys([
    { keys: "ArrowDown", label: "Next call", group: "Calls", run: () => move(1) },
    { keys: "ArrowUp", label: "Previous call", group: "Calls", run: () => move(-1) },
    { keys: "j", label: "Next call", group: "Calls", run: () => move(1) },
    { keys: "k", label: "Previous call", group: "Calls", run: () => move(-1) },
    { keys: "Enter", label: "Open the call, at the hit that is looked at", group: "Calls" },
    { keys: " ", label: "Look at the call here", group: "Calls", when: onRow, run: () => chosenId && onPeek(chosenId) },
    {
      keys: "n",
      label: "Next hit; with Shift the one before",
      group: "Calls",
      run: (event) => goToHit(event.shiftKey ? -1 : 1),
    },
    {
      ...{ keys: "x", label: "Choose the call", group: "Calls" },
      run: () => {
        const row = rows.find(({ id }) => id === chosenRow());
        if (row?.isKept) selection.toggle(row.id);
      },
    },
  ]);

  const onFocus = ({ target }: FocusEvent) => {
    const id = callIdOf(target);
    if (id === null) return;
    setChosen(id);
    // What is looked at follows whoever walks through the list.
    if (peekId !== null && id !== peekId && target instanceof HTMLElement && target.dataset.openCall !== undefined)
      peek(id);
  };

  const stateOf: CallsListProps["stateOf"] = (row: CallsRow) => ({
    words: filters.q,
    lineAt: row.id === peekId ? peekLine : undefined,
    tabbable: row.id === chosenId,
    isPeeked: row.id === peekId,
  });
  return { stateOf, onFocus, onPeek, peek, peekId, peekLine, goToHit };
}

/** A passage as it is asked for. */
export const passageOf = (line: number | null | undefined, q: string) => ({ line: line ?? null, q });
