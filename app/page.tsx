import { LiveView } from "@/components/live/live-view";
import { WithFirstData } from "@/components/shell/with-first-data";
import { firstDataOf } from "@/lib/queries/first-data";
import { boardQuery } from "@/lib/queries/live";
import { makeQueryClient } from "@/lib/queries/query-client";
import { prefetchBoard } from "@/lib/server/prefetch";
import { visitor } from "@/lib/server/visitor";
import { livePagePath } from "@/lib/wire/paths";

export const metadata = { title: { absolute: "Live · Earshot" } };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The board, with the calls of this moment already in it. */
export default async function LivePage({ searchParams }: { searchParams: Search }) {
  const client = makeQueryClient();
  const first = await prefetchBoard(visitor(pathWith(await searchParams)), { masked: false });
  if (first.kind === "data") {
    const { body: board, freshness, etag } = first.data;
    client.setQueryData(boardQuery().queryKey, { board, freshness, etag });
  }
  return (
    <WithFirstData first={firstDataOf(client)}>
      <LiveView refusal={first.kind === "error" ? first.reason : null} />
    </WithFirstData>
  );
}

/** The view that the address names is there again after signing in. */
function pathWith(search: Awaited<Search>): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    [value ?? []].flat().map((text): [string, string] => [name, text]),
  );
  const query = new URLSearchParams(given).toString();
  return query === "" ? livePagePath : `${livePagePath}?${query}`;
}
