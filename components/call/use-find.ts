"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { type Found, findInRows, firstHitFrom, type HitPlace, hitNumber, stepHit } from "./find";

export type Find = {
  query: string;
  /** the query is more than blanks */
  searching: boolean;
  found: Found;
  /** the hit the reader is at */
  place: HitPlace | null;
  /** its number from 1, 0 for none */
  number: number;
  search: (query: string) => void;
  step: (by: 1 | -1) => void;
  clear: () => void;
  /** makes every row ready to be searched, before the first key is pressed */
  prepare: () => void;
};

/** Find in all rows. `go` brings the row of a hit on screen; `from` is the row a new search starts at. */
export function useFind(rows: TranscriptRow[], from: () => number, go: (rowIndex: number) => void): Find {
  const [query, setQuery] = useState("");
  const [place, setPlace] = useState<HitPlace | null>(null);
  const start = useRef(0);
  const found = useMemo(() => findInRows(rows, query), [rows, query]);

  const moveTo = useCallback(
    (next: HitPlace | null, within: Found) => {
      setPlace(next);
      const row = next && within.rows.find((one) => one.key === next.key);
      if (row) go(row.index);
    },
    [go],
  );
  const firstKey = rows[0]?.key ?? null;
  const searchedFrom = useRef(firstKey);
  // Searched for before the earlier lines had come, and found in them. What is spoken later moves nobody.
  const isFoundLate = place === null && found.total > 0 && searchedFrom.current !== firstKey;
  useEffect(() => {
    if (isFoundLate) moveTo(firstHitFrom(found, from()), found);
  }, [isFoundLate, found, from, moveTo]);
  // The same object until something of it changes, so that a poll that brings nothing draws nothing.
  return useMemo(
    () => ({
      query,
      searching: query.trim() !== "",
      found,
      place,
      number: hitNumber(found, place),
      search: (next) => {
        // Typing on refines the search from where it began, it does not wander down the transcript.
        if (query === "") start.current = from();
        searchedFrom.current = rows[0]?.key ?? null;
        setQuery(next);
        const within = findInRows(rows, next);
        moveTo(firstHitFrom(within, start.current), within);
      },
      step: (by) => moveTo(stepHit(found, place, by), found),
      clear: () => {
        setQuery("");
        setPlace(null);
      },
      prepare: () => void findInRows(rows, "\u0000"),
    }),
    [query, found, place, rows, from, moveTo],
  );
}
