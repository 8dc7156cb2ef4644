import { queryOptions } from "@tanstack/react-query";
import type { BackfillList, BackfillPrice } from "@/lib/wire/backfill-contract";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { backfillPriceApiPath, backfillsApiPath } from "@/lib/wire/paths";
import { pageHidden } from "./polled";

const WHILE_RUNNING_MS = 2_000;
const AT_REST_MS = 15_000;

/** What is brought into the archive: closely while something is, and rarely while nobody sees the page. */
export const backfillsQuery = () =>
  queryOptions<BackfillList, FetchError>({
    queryKey: ["backfills"],
    queryFn: async ({ signal }) => (await fetchJson<BackfillList>(backfillsApiPath, { signal })).body,
    refetchInterval: ({ state }) => {
      const isRunning = state.data?.data.backfills.some((one) => one.state === "running") ?? false;
      return isRunning && !pageHidden() ? WHILE_RUNNING_MS : AT_REST_MS;
    },
  });

/** What a range would cost. @param range ISO 8601; null: without that end @throws FetchError */
export async function readBackfillPrice(range: { from: string | null; to: string | null }): Promise<BackfillPrice> {
  return (await fetchJson<{ data: BackfillPrice }>(backfillPriceApiPath(range))).body.data;
}
