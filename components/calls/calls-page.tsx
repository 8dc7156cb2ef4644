"use client";

import { PageFrame } from "@/components/shell/page-frame";
import { useTabCounts } from "@/components/shell/tab-counts";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { CallsScreen } from "./calls-screen";
import type { Reader } from "./question";
import { useCalls } from "./use-calls";

/**
 * The page of calls that are over. `refusal`: why the server could not bring them with the page; `reader`: where and when the
 * reader is, as far as it knew.
 */
export function CallsPage({ reader, refusal }: { reader: Reader; refusal: FetchReason | null }) {
  const calls = useCalls(reader);
  const { q } = calls.filters;
  useTabCounts({ page: q === "" ? "Calls" : `“${q}” in calls`, attention: 0, critical: 0, kind: "live" });
  return (
    <PageFrame page="calls" freshness={calls.freshness} error={calls.error}>
      <h1 className="sr-only">Calls</h1>
      <CallsScreen calls={calls} refusal={refusal} />
    </PageFrame>
  );
}
