import { queryOptions } from "@tanstack/react-query";
import { isNamed } from "@/lib/errors/named";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { viewsApiPath } from "@/lib/wire/paths";
import type { ViewList, ViewPage } from "@/lib/wire/views-contract";
import { changeProblem } from "./change";

/** What one may choose from on a page, read when the choice is opened and after each change. */
export const viewsQuery = (page: ViewPage) =>
  queryOptions<ViewList["data"], FetchError>({
    queryKey: ["views", { page }],
    staleTime: 2_000,
    queryFn: async ({ signal }) => (await fetchJson<ViewList>(`${viewsApiPath}?page=${page}`, { signal })).body.data,
  });

/** What to tell somebody whose view was not changed: the server knows which name is taken, and who may take one back. */
export function viewProblem(error: unknown): string {
  const isOurs = isNamed<FetchError>(error, "FetchError");
  if (isOurs && ["conflict", "not_found", "not_permitted"].includes(error.reason)) return error.message;
  return changeProblem(error);
}
