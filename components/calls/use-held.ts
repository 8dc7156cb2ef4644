"use client";

import { useState } from "react";
import type { ArchiveData } from "@/lib/queries/archive";

const idsOf = ({ answer }: ArchiveData) => answer.data.calls.map(({ id }) => id);

/** How many calls the newer answer has that the older has not; null: both have the same calls in the same order. */
function newcomers(older: ArchiveData, newer: ArchiveData): number | null {
  const [before, now] = [idsOf(older), idsOf(newer)];
  if (before.length === now.length && before.every((id, place) => id === now[place])) return null;
  const known = new Set(before);
  return now.filter((id) => !known.has(id)).length;
}

/**
 * Keeps the rows that somebody reads where they are: an answer with other calls waits until it is asked for, one with the same
 * calls takes its place.
 * @param data null: it has not come yet
 * @param key of what was asked for; another is shown at once
 */
export function useHeld(data: ArchiveData | null, key: string) {
  const [held, setHeld] = useState<{ key: string; data: ArchiveData } | null>(null);
  const change = data !== null && held !== null && held.key === key ? newcomers(held.data, data) : null;
  if (data !== null && held?.data !== data && (held?.key !== key || change === null)) setHeld({ key, data });
  return {
    /** of another question, while the answer to this one has not come */
    shown: held?.data ?? data,
    isOther: data === null && held !== null && held.key !== key,
    /** how many new calls wait; null: nothing does */
    waiting: change,
    showNow: () => data !== null && setHeld({ key, data }),
  };
}
