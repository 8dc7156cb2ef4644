"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { usePause } from "@/components/shell/pause";
import { useAddress } from "@/components/shell/use-address";
import { archiveQuery, archiveUnkeptQuery } from "@/lib/queries/archive";
import { useRested } from "@/lib/queries/live-search";
import { ADDRESS, type AddressWords, NARROWING, type NarrowingName, readFilters } from "./filters";
import { questionOf, type Reader, spanOf, unkeptQuestionOf } from "./question";
import { keptRow, mergedRows } from "./rows";
import { useHeld } from "./use-held";
import { useReader } from "./use-reader";

/** What was looked at on a page of the list holds for that page only. */
const OF_THE_PAGE = { after: null, peek: null, line: null };

/** The list as the address asks for it: what it is narrowed by, its rows, and the way through its pages. */
export function useCalls(server: Reader) {
  const reader = useReader(server);
  const [address, change] = useAddress(ADDRESS);
  const { paused } = usePause();
  const rested = { ...address, q: useRested(address.q), who: useRested(address.who) };
  const restedText = JSON.stringify(rested);
  const { filters, problems } = useMemo(() => readFilters(JSON.parse(restedText) as AddressWords), [restedText]);
  const first = questionOf(filters, reader, "");
  const question = questionOf(filters, reader, address.after);
  const { data = null, error, isFetching, refetch } = useQuery(archiveQuery(question, { paused }));
  const held = useHeld(data, question);
  const pages = usePages(first, address.after, (after) => change({ ...OF_THE_PAGE, after }));

  const answer = held.shown?.answer ?? null;
  const listedQuestion = held.isOther || answer === null ? null : unkeptQuestionOf(filters, pageSpan());
  const listed = useQuery(archiveUnkeptQuery(listedQuestion, { paused }));
  const listedCalls = listedQuestion === null ? undefined : listed.data?.data.calls;
  const rows = useMemo(
    () => mergedRows(answer?.data.calls.map(keptRow) ?? [], listedCalls ?? []),
    [answer, listedCalls],
  );

  /** The time that this page of the list is about: what comes between its calls belongs among them. */
  function pageSpan() {
    const span = spanOf(filters, reader);
    const calls = answer?.data.calls ?? [];
    const [newest, oldest] = [calls[0], calls.at(-1)];
    const isLast = answer?.meta.nextCursor === null || oldest === undefined;
    return {
      fromMs: isLast ? span.fromMs : Date.parse(oldest.happenedAt),
      toMs: address.after === "" || newest === undefined ? span.toMs : Date.parse(newest.happenedAt),
    };
  }

  const narrowed = NARROWING.filter((name) => address[name] !== "");
  return {
    ...{ reader, address, filters, problems, narrowed, rows, answer, pages, error },
    /** changes what the list is narrowed by, and begins it anew */
    narrow: (words: Partial<Record<NarrowingName | "sort", string | null>>) => change({ ...words, ...OF_THE_PAGE }),
    clear: () => change({ ...Object.fromEntries(NARROWING.map((name) => [name, null])), ...OF_THE_PAGE }),
    /** changes what is looked at in it */
    look: (words: { peek: string | null; line: string | null }) => change(words),
    /** of the search without its page: what other ways to these calls are asked for */
    question: first,
    freshness: held.shown?.freshness ?? null,
    /** other calls are asked for; those on the screen are the ones before */
    isAsking: held.isOther && isFetching,
    isOther: held.isOther,
    waiting: held.waiting,
    showNow: held.showNow,
    retry: () => void refetch(),
    listed: {
      error: listedQuestion === null ? null : listed.error,
      meta: listedQuestion === null ? null : (listed.data?.meta ?? null),
      isAsked: listedQuestion !== null,
      isPending: listedQuestion !== null && listed.isPending && listed.fetchStatus !== "idle",
    },
  };
}

export type Calls = ReturnType<typeof useCalls>;

/** The cursors that led here, so that there is a way back; somebody who comes with an address has the way to the first page. */
function usePages(question: string, after: string, go: (after: string | null) => void) {
  const [trail, setTrail] = useState<{ question: string; cursors: string[] }>({ question, cursors: [] });
  const cursors = trail.question === question ? trail.cursors : [];
  const place = after === "" ? -1 : cursors.indexOf(after);
  return {
    isFirst: after === "",
    /** 1 for the first; null: nobody knows which this is */
    number: after === "" ? 1 : place === -1 ? null : place + 2,
    next(cursor: string) {
      setTrail({ question, cursors: [...(after === "" ? [] : cursors.slice(0, place + 1)), cursor] });
      go(cursor);
    },
    /** the page before, where the way here is known; else the first */
    previous: () => go(place <= 0 ? null : (cursors[place - 1] ?? null)),
    first: () => go(null),
  };
}
