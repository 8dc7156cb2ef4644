import { queryOptions } from "@tanstack/react-query";
import type { ExportEntry, ManyFormat } from "@/lib/wire/exports-contract";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import { exportApiPath, exportsApiPath } from "@/lib/wire/paths";
import { change } from "./change";

/** While something is being written its progress is looked at this often. */
const WRITING_MS = 1_000;
const SETTLED_MS = 30_000;

const isUnfinished = ({ state }: ExportEntry) => state === "waiting" || state === "running";

/** One's own exports, newest first. */
export const exportsQuery = () =>
  queryOptions<ExportEntry[], FetchError>({
    queryKey: ["exports"],
    queryFn: async ({ signal }) =>
      (await fetchJson<{ data: { exports: ExportEntry[] } }>(exportsApiPath, { signal })).body.data.exports,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(isUnfinished) ? WRITING_MS : SETTLED_MS),
  });

/**
 * What is to be exported: the filters as the page's address has them, or calls one by one.
 * @param wanted.ids null: every call that the filters leave
 * @throws FetchError
 */
export function beginExport(wanted: {
  format: ManyFormat;
  filters: URLSearchParams;
  ids: readonly string[] | null;
}): Promise<ExportEntry> {
  const { format, filters, ids } = wanted;
  return change("POST", exportsApiPath, { ...Object.fromEntries(filters), format, ...(ids !== null && { ids }) });
}

/** Ends an export, or deletes what it has written. @throws FetchError */
export const removeExport = (id: string): Promise<ExportEntry> => change("DELETE", exportApiPath(id));
