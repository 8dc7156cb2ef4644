import { headers } from "next/headers";
import { WithFirstData } from "@/components/shell/with-first-data";
import { addressSettings } from "@/components/walls/address-settings";
import { WallScreen } from "@/components/walls/wall-screen";
import { firstDataOf } from "@/lib/queries/first-data";
import { boardQuery } from "@/lib/queries/live";
import { makeQueryClient } from "@/lib/queries/query-client";
import { wallScreenQuery } from "@/lib/queries/walls";
import { earshot } from "@/lib/server/earshot";
import { walls } from "@/lib/server/features";
import { prefetchBoard } from "@/lib/server/prefetch";
import { pageActor } from "@/lib/server/visitor";

export const metadata = {
  title: "Wall",
  referrer: "no-referrer" as const,
  // From a home screen it fills the screen: an app of its own beside the desk.
  manifest: "/wall.webmanifest",
  appleWebApp: { title: "Wall", statusBarStyle: "black-translucent" as const },
};

type Search = Promise<Record<string, string | string[] | undefined>>;

/**
 * The wall with the calls of this moment already on it: set up by its address for somebody who is signed in, by its pass
 * for a screen; a browser that is neither gets a code to be let in with.
 */
export default async function WallPage({ searchParams }: { searchParams: Search }) {
  const sent = await headers();
  // Not knowing who asks is no reason to send them away: the screen asks again until the database is back.
  const actor = await pageActor().catch(() => null);
  const search = await searchParams;
  const own = actor?.kind === "person" ? addressSettings(search) : null;
  const { timeZone, build, publicUrl } = earshot().settings;

  const client = makeQueryClient();
  if (actor?.kind === "wall") {
    const state = await walls.firstState(sent);
    // Counts as old, so that the screen reports at once.
    if (state?.state === "paired") client.setQueryData(wallScreenQuery(build).queryKey, state, { updatedAt: 1 });
  }
  const masked = !own?.settings.names;
  const first = actor?.kind === "person" || actor?.kind === "wall" ? await prefetchBoard(actor, { masked }) : null;
  if (first?.kind === "data") {
    const { body: board, freshness, etag } = first.data;
    client.setQueryData(boardQuery({ masked }).queryKey, { board, freshness, etag });
  }
  return (
    <WithFirstData first={firstDataOf(client)}>
      <WallScreen
        own={own}
        addressed={Object.keys(search).length > 0}
        host={new URL(publicUrl).host}
        timeZone={timeZone}
        build={build}
        refusal={first?.kind === "error" ? first.reason : null}
      />
    </WithFirstData>
  );
}
