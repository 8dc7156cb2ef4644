import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** What a page's queries hold as the server renders it. `updatedAt`: ms since 1970; 0: counts as old. */
export type FirstData = { queryKey: QueryKey; data: unknown; updatedAt: number }[];

/** All that a client has, for WithFirstData. */
export const firstDataOf = (client: QueryClient): FirstData =>
  client
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey, state: { data, dataUpdatedAt } }) =>
      data === undefined ? [] : [{ queryKey, data, updatedAt: dataUpdatedAt }],
    );

/**
 * Gives a client what it has nothing for yet.
 * @returns what is newer than what the client has, which pages may be showing now
 */
export function takeFirst(client: QueryClient, first: FirstData): FirstData {
  return first.filter(({ queryKey, data, updatedAt }) => {
    const known = client.getQueryState(queryKey);
    if (known?.data !== undefined) return known.dataUpdatedAt < updatedAt;
    client.setQueryData(queryKey, data, { updatedAt });
    return false;
  });
}
