"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useViewer } from "@/components/shell/viewer";
import { type ColumnChoice, readColumns, USUAL_COLUMNS } from "./column-choice";

const listeners = new Set<() => void>();
/** Where a browser keeps nothing, the choice holds as long as the page. */
const unkept = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? unkept.get(key) ?? null;
  } catch {
    return unkept.get(key) ?? null;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  // Another tab of the same browser.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Columns as this person has chosen them in this browser. The server draws the usual ones. */
export function useColumns(): [choice: ColumnChoice, choose: (choice: ColumnChoice) => void] {
  const { person } = useViewer();
  const key = `earshot_calls_columns.${person?.id ?? ""}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const choice = useMemo(() => readColumns(text), [text]);
  const choose = useCallback(
    (next: ColumnChoice) => {
      const kept = JSON.stringify(next);
      try {
        if (next === USUAL_COLUMNS) localStorage.removeItem(key);
        else localStorage.setItem(key, kept);
        unkept.delete(key);
      } catch {
        unkept.set(key, kept);
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [choice, choose];
}
