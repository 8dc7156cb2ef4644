import { queryOptions } from "@tanstack/react-query";
import type { AnalyticsAnswer } from "@/lib/wire/analytics-contract";
import { type AnswerFreshness, type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { analyticsApiPath } from "@/lib/wire/paths";
import { POLLED, pageHidden, unlessPaused } from "./polled";

const MINUTE_MS = 60_000;
/** Where nobody wants it to refresh by itself, figures count as now for a while nevertheless. */
const UNREFRESHED_MS = 15 * MINUTE_MS;
/** A year of a large archive, every chart. */
const DEADLINE_MS = 60_000;

/** `question`: what it answers, which is the one before while another is looked for */
export type AnalyticsData = { question: string; answer: AnalyticsAnswer; freshness: AnswerFreshness };

const refreshMsOf = (minutes: number) => (minutes === 0 ? UNREFRESHED_MS : minutes * MINUTE_MS);

/** An answer that came with the page. @param nowMs the server's clock as it was counted */
export const analyticsFirst = (
  question: string,
  answer: AnalyticsAnswer,
  { nowMs, build }: { nowMs: number; build: string },
): AnalyticsData => ({
  ...{ question, answer },
  freshness: {
    ...{ asOfMs: nowMs, oldestAsOfMs: null, serverNowMs: nowMs, sentAtMs: null, receivedAtMs: null },
    ...{ health: "live", refreshMs: UNREFRESHED_MS, slowReason: null, build },
  },
});

/**
 * Figures over calls that are over. While those of another question are looked for, the ones before stay.
 * @param question as `GET /api/v1/archive/analytics` takes it
 * @param refreshMinutes asked again so often; 0: when somebody asks
 */
export const analyticsQuery = (question: string, { paused = false, refreshMinutes = 0 } = {}) =>
  queryOptions<AnalyticsData, FetchError>({
    ...POLLED,
    staleTime: refreshMinutes === 0 ? Number.POSITIVE_INFINITY : MINUTE_MS / 2,
    queryKey: ["analytics", question],
    queryFn: async ({ signal }) => {
      const path = analyticsApiPath(question);
      const { body, freshness } = await fetchJson<AnalyticsAnswer>(path, { signal, timeoutMs: DEADLINE_MS });
      return { question, answer: body, freshness: { ...freshness, asOfMs: freshness.serverNowMs } };
    },
    enabled: unlessPaused(paused),
    placeholderData: (before) => before,
    refetchInterval: () => refreshMinutes > 0 && refreshMsOf(refreshMinutes) * (pageHidden() ? 3 : 1),
  });

/** As old as it may be before it counts as old follows how often it is asked for. */
export const refreshedEvery = (freshness: AnswerFreshness, refreshMinutes: number): AnswerFreshness => ({
  ...freshness,
  refreshMs: refreshMsOf(refreshMinutes),
});
