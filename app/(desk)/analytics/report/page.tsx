import { cookies } from "next/headers";
import { callsToLookAt, reportSpan, reportTitle } from "@/components/analytics/prepare/report";
import { Report } from "@/components/analytics/report";
import { ReportRefused } from "@/components/analytics/report-refused";
import { ZONE_COOKIE, zoneOf } from "@/components/calls/reader-zone";
import { wordsOf } from "@/components/shell/address-words";
import { queryTextOf } from "@/lib/format/query-text";
import { isTimeZone } from "@/lib/format/time-zone";
import { earshot } from "@/lib/server/earshot";
import { prefetchAnalytics, prefetchArchive } from "@/lib/server/prefetch";
import { visitor } from "@/lib/server/visitor";
import { analyticsReportPagePath } from "@/lib/wire/paths";

type Search = Promise<Record<string, string | string[] | undefined>>;

const ADDRESS = { day: "", week: "", zone: "" };
/** Of the calls that needed attention so many are looked through for the five. */
const MOST_LOOKED_AT = 100;

async function asked(searchParams: Search) {
  const search = queryTextOf(await searchParams);
  const words = wordsOf(search, ADDRESS);
  const { settings, clock } = earshot();
  const own = zoneOf((await cookies()).get(ZONE_COOKIE)?.value, settings.timeZone);
  const timeZone = isTimeZone(words.zone) ? words.zone : own;
  return { search, zone: words.zone, timeZone, span: reportSpan(words, { nowMs: clock.nowMs(), timeZone }) };
}

export async function generateMetadata({ searchParams }: { searchParams: Search }) {
  return { title: `Report: ${reportTitle((await asked(searchParams)).span)}` };
}

/** How a day or a week went: a page to be printed, or sent as its address. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const { search, zone, timeZone, span } = await asked(searchParams);
  const actor = await visitor(analyticsReportPagePath(search));
  const range = { from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString() };
  const bucket = span.kind === "day" ? "hour" : "day";
  const question = new URLSearchParams({ ...range, timeZone, bucket, compare: "previous" }).toString();
  const found = await prefetchAnalytics(actor, question);
  if (found.kind !== "data") return <ReportRefused reason={found.kind === "error" ? found.reason : null} />;
  const needed = { ...range, attention: "any", sort: "longest", limit: String(MOST_LOOKED_AT) };
  const list = await prefetchArchive(actor, new URLSearchParams(needed).toString());
  const calls = list.kind === "data" ? list.body.data : null;
  return (
    <Report
      {...{ answer: found.body, question, span, zone }}
      toLookAt={
        calls === null
          ? null
          : { calls: callsToLookAt(calls.calls, timeZone), of: calls.count.value, among: calls.calls.length }
      }
    />
  );
}
