import { cookies } from "next/headers";
import { ADDRESS, readAddress } from "@/components/analytics/address";
import { AnalyticsPage } from "@/components/analytics/analytics-page";
import { analyticsQuestionOf } from "@/components/analytics/question";
import { ZONE_COOKIE, zoneOf } from "@/components/calls/reader-zone";
import { wordsOf } from "@/components/shell/address-words";
import { WithFirstData } from "@/components/shell/with-first-data";
import { queryTextOf } from "@/lib/format/query-text";
import { analyticsFirst, analyticsQuery } from "@/lib/queries/analytics";
import { firstDataOf } from "@/lib/queries/first-data";
import { makeQueryClient } from "@/lib/queries/query-client";
import { earshot } from "@/lib/server/earshot";
import { prefetchAnalytics } from "@/lib/server/prefetch";
import { visitor } from "@/lib/server/visitor";
import { analyticsPagePath } from "@/lib/wire/paths";

type Search = Promise<Record<string, string | string[] | undefined>>;

export const metadata = { title: "Analytics" };

/** Figures over calls that are over, as the address asks for them, with the first of them already in it. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const search = queryTextOf(await searchParams);
  const asking = visitor(analyticsPagePath(search));
  const { settings, clock } = earshot();
  const reader = {
    nowMs: clock.nowMs(),
    timeZone: zoneOf((await cookies()).get(ZONE_COOKIE)?.value, settings.timeZone),
  };
  const { filters, choices } = readAddress(wordsOf(search, ADDRESS));
  const by = { nowMs: reader.nowMs, timeZone: choices.timeZone ?? reader.timeZone };
  const question = analyticsQuestionOf(filters, by, choices);
  const found = await prefetchAnalytics(asking, question);
  const client = makeQueryClient();
  if (found.kind === "data") {
    const first = analyticsFirst(question, found.body, { nowMs: found.nowMs, build: settings.build });
    client.setQueryData(analyticsQuery(question).queryKey, first);
  }
  return (
    <WithFirstData first={firstDataOf(client)}>
      <AnalyticsPage reader={reader} refusal={found.kind === "error" ? found.reason : null} />
    </WithFirstData>
  );
}
