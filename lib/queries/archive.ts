import { queryOptions } from "@tanstack/react-query";
import type {
  ArchiveCalls,
  ArchiveChoices,
  ArchivePassage,
  ArchiveSize,
  ArchiveUnkept,
} from "@/lib/wire/archive-contract";
import { type AnswerFreshness, type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import {
  archiveCallsApiPath,
  archiveChoicesApiPath,
  archivePassageApiPath,
  archiveSizeApiPath,
  archiveUnkeptApiPath,
} from "@/lib/wire/paths";
import { POLLED, pageHidden, unlessPaused } from "./polled";

/** Calls end every few seconds on a full floor, and nobody waits for one to show here: Live is for that. */
const REFRESH_MS = 30_000;
const HIDDEN_REFRESH_MS = 300_000;
/** A search of a large archive that nobody has asked for before. */
const DEADLINE_MS = 30_000;

export type ArchiveData = { answer: ArchiveCalls; freshness: AnswerFreshness };

/** What was true when it was answered: the archive holds what is known, it lags behind nothing. */
const asAnswered = (freshness: AnswerFreshness): AnswerFreshness => ({
  ...freshness,
  ...{ asOfMs: freshness.serverNowMs, refreshMs: REFRESH_MS },
});

/** An answer that came with the page. @param nowMs the server's clock as it was found */
export const archiveFirst = (answer: ArchiveCalls, nowMs: number, build: string): ArchiveData => ({
  answer,
  freshness: {
    ...{ asOfMs: nowMs, oldestAsOfMs: null, serverNowMs: nowMs, sentAtMs: null, receivedAtMs: null },
    ...{ health: "live", refreshMs: REFRESH_MS, slowReason: null, build },
  },
});

/** Ended calls. @param question as `GET /api/v1/archive/calls` takes it */
export const archiveQuery = (question: string, { paused = false }: { paused?: boolean } = {}) =>
  queryOptions<ArchiveData, FetchError>({
    ...POLLED,
    queryKey: ["archive", "calls", question],
    queryFn: async ({ signal }) => {
      const path = archiveCallsApiPath(question);
      const { body, freshness } = await fetchJson<ArchiveCalls>(path, { signal, timeoutMs: DEADLINE_MS });
      return { answer: body, freshness: asAnswered(freshness) };
    },
    enabled: unlessPaused(paused),
    refetchOnWindowFocus: "always",
    refetchOnReconnect: "always",
    refetchInterval: () => (pageHidden() ? HIDDEN_REFRESH_MS : REFRESH_MS),
  });

/** What the filters can be set to. */
export const archiveChoicesQuery = () =>
  queryOptions<ArchiveChoices["data"], FetchError>({
    queryKey: ["archive", "choices"],
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await fetchJson<ArchiveChoices>(archiveChoicesApiPath, { signal })).body.data,
  });

/** The lines of an ended call around one of them. */
export const archivePassageQuery = (callId: string, asked: { line: number | null; q: string }) =>
  queryOptions<ArchivePassage, FetchError>({
    queryKey: ["archive", "passage", callId, asked],
    staleTime: 30_000,
    retry: false,
    queryFn: async ({ signal }) =>
      (await fetchJson<ArchivePassage>(archivePassageApiPath(callId, asked), { signal })).body,
  });

/** What the call service lists and the archive does not have. @param filters as the address takes them; null: nothing is asked */
export const archiveUnkeptQuery = (filters: string | null, { paused = false }: { paused?: boolean } = {}) =>
  queryOptions<ArchiveUnkept, FetchError>({
    ...POLLED,
    queryKey: ["archive", "unkept", filters],
    queryFn: async ({ signal }) =>
      (await fetchJson<ArchiveUnkept>(archiveUnkeptApiPath(filters ?? ""), { signal })).body,
    enabled: (query) => filters !== null && unlessPaused(paused)(query),
    refetchInterval: () => (pageHidden() ? HIDDEN_REFRESH_MS : 2 * REFRESH_MS),
  });

/** The calls that ended last, read when somebody wants to go to one. */
export const recentCallsQuery = () => ({ ...archiveQuery("limit=20"), refetchInterval: false as const });

/** How large what is kept is. Counting a million calls takes a while. */
export const archiveSizeQuery = () =>
  queryOptions<ArchiveSize["data"], FetchError>({
    queryKey: ["archive", "size"],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (await fetchJson<ArchiveSize>(archiveSizeApiPath, { signal, timeoutMs: DEADLINE_MS })).body.data,
  });
