import { cookies } from "next/headers";
import { CallsPage } from "@/components/calls/calls-page";
import { ADDRESS, readFilters } from "@/components/calls/filters";
import { pageTitle } from "@/components/calls/page-title";
import { questionOf } from "@/components/calls/question";
import { ZONE_COOKIE, zoneOf } from "@/components/calls/reader-zone";
import { wordsOf } from "@/components/shell/address-words";
import { WithFirstData } from "@/components/shell/with-first-data";

import { queryTextOf } from "@/lib/format/query-text";
import { archiveFirst, archiveQuery } from "@/lib/queries/archive";
import { firstDataOf } from "@/lib/queries/first-data";
import { makeQueryClient } from "@/lib/queries/query-client";
import { earshot } from "@/lib/server/earshot";
import { prefetchArchive } from "@/lib/server/prefetch";
import { visitor } from "@/lib/server/visitor";
import { callsPagePath } from "@/lib/wire/paths";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: Search }) {
  const address = wordsOf(queryTextOf(await searchParams), ADDRESS);
  return { title: pageTitle(readFilters(address).filters.q) };
}

/** Calls that are over, as the address asks for them, with the first of them already in it. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const search = queryTextOf(await searchParams);
  const asking = visitor(callsPagePath(search));
  const { settings, clock } = earshot();
  const reader = {
    nowMs: clock.nowMs(),
    timeZone: zoneOf((await cookies()).get(ZONE_COOKIE)?.value, settings.timeZone),
  };
  const address = wordsOf(search, ADDRESS);
  const question = questionOf(readFilters(address).filters, reader, address.after);
  const found = await prefetchArchive(asking, question);
  const client = makeQueryClient();
  if (found.kind === "data") {
    client.setQueryData(archiveQuery(question).queryKey, archiveFirst(found.body, found.nowMs, settings.build));
  }
  return (
    <WithFirstData first={firstDataOf(client)}>
      <CallsPage reader={reader} refusal={found.kind === "error" ? found.reason : null} />
    </WithFirstData>
  );
}
