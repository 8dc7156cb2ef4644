import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { BoardHit } from "@/lib/calls/board";
import { isNamed } from "@/lib/errors/named";
import type { Board } from "@/lib/wire/contract";
import type { FetchError } from "@/lib/wire/fetch-json";
import { changeProblem } from "./change";
import { errorWords } from "./error-words";
import { boardQuery, searchWords } from "./live";

/** Somebody who types is not searched for at every letter. */
const REST_MS = 250;
/** What was looked for is kept this long, for whoever goes back to it. */
const KEPT_MS = 30_000;

export type LiveSearch = {
  /** what was found, by the call's id; null: nothing is looked for, or nothing has been found out yet */
  hits: ReadonlyMap<string, BoardHit> | null;
  /** what the hits are of; "" without hits */
  words: string;
  /** the hits are not those of these words yet */
  isAsking: boolean;
  /** how much could be searched; null where there are no hits */
  searched: Board["meta"]["search"] | null;
  /** why these words could not be searched, in words; null: they were, or are being */
  problem: string | null;
};

const NOTHING: LiveSearch = { hits: null, words: "", isAsking: false, searched: null, problem: null };

/**
 * Searches everything said in live calls, on the server, and goes on as they go on. While other words are being searched,
 * the hits of those before stay.
 * @param text as typed
 * @param paused the hits stand still, once they have come
 */
export function useLiveSearch(text: string, paused: boolean): LiveSearch {
  const words = searchWords(text);
  const q = useRested(words);
  const { data, error, isPlaceholderData, isFetching } = useQuery({
    ...boardQuery({ q, paused }),
    enabled: ({ state }) => q !== "" && (!paused || state.data === undefined),
    // With nothing to look for this is the board's own query, whose polls are drawn where the board is.
    ...(q === "" && { notifyOnChangeProps: [] }),
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
  const board = data?.board;
  const found = board?.data.hits;
  const hits = useMemo(() => (found === undefined ? null : new Map(found.map((hit) => [hit.id, hit]))), [found]);
  const [before, setBefore] = useState("");
  const isNow = hits !== null && !isPlaceholderData;
  if (isNow && before !== q) setBefore(q);
  if (words === "") return NOTHING;
  if (q === "") return { ...NOTHING, isAsking: true };
  return {
    hits,
    words: hits === null ? "" : isNow ? q : before,
    isAsking: q !== words || (!isNow && isFetching),
    searched: hits === null ? null : (board?.meta.search ?? null),
    problem: error === null || q !== words ? null : problemWords(error),
  };
}

/** A refused search says itself what is wrong with its words; anything else, what is wrong with the board. */
function problemWords(error: FetchError): string {
  if (isNamed<FetchError>(error, "FetchError") && error.reason === "too_many_attempts") return error.message;
  return changeProblem(error, (reason) => errorWords(reason, "board"));
}

/** The words as they were when nobody had typed for a moment; emptied at once. */
export function useRested(words: string): string {
  const [rested, setRested] = useState(words);
  useEffect(() => {
    // Emptied, the board is whole again at once.
    const timer = setTimeout(() => setRested(words), words === "" ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return rested;
}
