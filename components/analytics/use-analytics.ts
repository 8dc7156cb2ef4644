"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { NARROWING, type NarrowingName } from "@/components/calls/filters";
import type { Reader } from "@/components/calls/question";
import { useReader } from "@/components/calls/use-reader";
import { usePause } from "@/components/shell/pause";
import { useAddress } from "@/components/shell/use-address";
import { analyticsQuery, refreshedEvery } from "@/lib/queries/analytics";
import { useRested } from "@/lib/queries/live-search";
import { ADDRESS, readAddress } from "./address";
import { contextOf } from "./prepare/chart";
import { analyticsQuestionOf } from "./question";

/** The figures as the address asks for them. @param server where and when the reader is, as far as the server knew */
export function useAnalytics(server: Reader) {
  const own = useReader(server);
  const [address, change] = useAddress(ADDRESS);
  const { paused } = usePause();
  const rested = JSON.stringify({ ...address, q: useRested(address.q), who: useRested(address.who) });
  const { filters, choices, problems } = useMemo(() => readAddress(JSON.parse(rested) as typeof ADDRESS), [rested]);
  const timeZone = choices.timeZone ?? own.timeZone;
  const reader = useMemo(() => ({ nowMs: own.nowMs, timeZone }), [own.nowMs, timeZone]);
  const question = analyticsQuestionOf(filters, reader, choices);
  const { refreshMinutes } = choices;
  const query = useQuery(analyticsQuery(question, { paused, refreshMinutes }));
  const { data, error, isFetching, isPlaceholderData } = query;
  const answer = data?.answer ?? null;
  // Figures of the question before open the calls of that one.
  const answered = data?.question ?? question;
  const context = useMemo(() => (answer === null ? null : contextOf(answer, answered)), [answer, answered]);
  const freshness = useMemo(
    () => (data === undefined ? null : refreshedEvery(data.freshness, refreshMinutes)),
    [data, refreshMinutes],
  );
  return {
    ...{ address, filters, choices, problems, reader, answer, answered, context, error, isFetching, freshness },
    ownZone: own.timeZone,
    /** what is on the screen answers the question before */
    isOther: isPlaceholderData,
    narrowed: NARROWING.filter((name) => address[name] !== ""),
    narrow: (words: Partial<Record<NarrowingName | "sort", string | null>>) => change(words),
    clear: () => change(Object.fromEntries(NARROWING.map((name) => [name, null]))),
    choose: (words: Partial<Record<"zone" | "bucket" | "compare" | "refresh", string | null>>) => change(words),
    remove: (name: keyof typeof ADDRESS) => change({ [name]: null }),
    askAgain: () => void query.refetch(),
  };
}

export type Analytics = ReturnType<typeof useAnalytics>;
