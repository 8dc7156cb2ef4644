"use client";

import { useMemo, useState } from "react";

/** Calls that somebody has chosen, over all pages of the list: what is done with many calls at once takes this. */
export type Selection = {
  /** in the order in which they were chosen */
  callIds: readonly string[];
  has: (callId: string) => boolean;
  toggle: (callId: string) => void;
  set: (callIds: readonly string[]) => void;
  clear: () => void;
};

/** More are an export by filter. */
const MOST_SELECTED = 1_000;

/** @param key of what is asked for: another search begins with nothing chosen */
export function useSelection(key: string): Selection {
  const [known, setKnown] = useState<{ key: string; ids: readonly string[] }>({ key, ids: [] });
  const ids = known.key === key ? known.ids : NONE;
  return useMemo(() => {
    const chosen = new Set(ids);
    const set = (next: readonly string[]) => setKnown({ key, ids: [...new Set(next)].slice(0, MOST_SELECTED) });
    return {
      callIds: ids,
      has: (callId) => chosen.has(callId),
      toggle: (callId) => set(chosen.has(callId) ? ids.filter((id) => id !== callId) : [...ids, callId]),
      set,
      clear: () => set([]),
    };
  }, [ids, key]);
}

const NONE: readonly string[] = [];
