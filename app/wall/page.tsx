import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { wallSettings } from "@/components/wall/settings";
import { Wall } from "@/components/wall/wall";
import { boardQuery } from "@/lib/queries/live";
import { makeQueryClient } from "@/lib/queries/query-client";
import { earshot } from "@/lib/server/earshot";
import { prefetchBoard } from "@/lib/server/prefetch";

export const metadata = { title: "Wall", referrer: "no-referrer" as const };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The wall, set up by its address, with the calls of this moment already on it. */
export default async function WallPage({ searchParams }: { searchParams: Search }) {
  const { settings, notices } = wallSettings(await searchParams);
  const { timeZone, build } = earshot().settings;
  const masked = !settings.names;
  const client = makeQueryClient();
  const first = await prefetchBoard({ masked });
  if (first.kind === "data") {
    const { body: board, freshness, etag } = first.data;
    client.setQueryData(boardQuery({ masked }).queryKey, { board, freshness, etag });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Wall
        settings={settings}
        notices={notices}
        timeZone={timeZone}
        build={build}
        refusal={first.kind === "refusal" ? first.reason : null}
      />
    </HydrationBoundary>
  );
}
