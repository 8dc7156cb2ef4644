import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { connection } from "next/server";
import { LiveView } from "@/components/live/live-view";
import { boardQuery } from "@/lib/queries/live";
import { makeQueryClient } from "@/lib/queries/query-client";
import { prefetchBoard } from "@/lib/server/prefetch";

export const metadata = { title: { absolute: "Live · Earshot" } };

/** The board, with the calls of this moment already in it. */
export default async function LivePage() {
  // A build has no calls to show and no settings to ask with.
  await connection();
  const client = makeQueryClient();
  const first = await prefetchBoard({ masked: false });
  if (first.kind === "data") {
    const { body: board, freshness, etag } = first.data;
    client.setQueryData(boardQuery().queryKey, { board, freshness, etag });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LiveView refusal={first.kind === "refusal" ? first.reason : null} />
    </HydrationBoundary>
  );
}
