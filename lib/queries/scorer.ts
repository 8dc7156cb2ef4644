import { queryOptions } from "@tanstack/react-query";
import type { ArchiveCalls } from "@/lib/wire/archive-contract";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { archiveCallsApiPath, scorerApiPath } from "@/lib/wire/paths";
import type { ScorerSettings } from "@/lib/wire/scorer-contract";

const REFRESH_MS = 15_000;

/** The outside scorer as it is set, and how it goes: what waits becomes less while somebody looks. */
export const scorerQuery = () =>
  queryOptions<ScorerSettings, FetchError>({
    queryKey: ["scorer"],
    queryFn: async ({ signal }) => (await fetchJson<{ data: ScorerSettings }>(scorerApiPath, { signal })).body.data,
    refetchInterval: REFRESH_MS,
  });

/** The newest kept call in which something was said; null: none of the newest is. @throws FetchError */
export async function readNewestCallId(): Promise<string | null> {
  const { body } = await fetchJson<ArchiveCalls>(archiveCallsApiPath("limit=50"));
  return body.data.calls.find(({ messageCount }) => (messageCount ?? 0) > 0)?.id ?? null;
}
