import { LiveView } from "@/components/live/live-view";
import { WithFirstData } from "@/components/shell/with-first-data";
import { queryTextOf } from "@/lib/format/query-text";
import { firstDataOf } from "@/lib/queries/first-data";
import { boardQuery, searchWords } from "@/lib/queries/live";
import { makeQueryClient } from "@/lib/queries/query-client";
import { prefetchBoard, prefetchSearch } from "@/lib/server/prefetch";
import { visitor } from "@/lib/server/visitor";
import { livePagePath } from "@/lib/wire/paths";

export const metadata = { title: { absolute: "Live · Earshot" } };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The board, with the calls of this moment already in it. */
export default async function LivePage({ searchParams }: { searchParams: Search }) {
  const client = makeQueryClient();
  const search = await searchParams;
  const query = queryTextOf(search);
  // The view that the address names is there again after signing in.
  const asking = visitor(query === "" ? livePagePath : `${livePagePath}?${query}`);
  const q = searchWords([search.q ?? ""].flat()[0] ?? "");
  const [first, found] = await Promise.all([prefetchBoard(asking, { masked: false }), prefetchSearch(asking, q)]);
  for (const [key, one] of [[boardQuery().queryKey, first] as const, [boardQuery({ q }).queryKey, found] as const]) {
    if (one?.kind !== "data") continue;
    const { body: board, freshness, etag } = one.data;
    client.setQueryData(key, { board, freshness, etag });
  }
  return (
    <WithFirstData first={firstDataOf(client)}>
      <LiveView refusal={first.kind === "error" ? first.reason : null} />
    </WithFirstData>
  );
}
