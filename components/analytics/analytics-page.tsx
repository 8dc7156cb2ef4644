"use client";

import { useEffect } from "react";
import type { Reader } from "@/components/calls/question";
import { PageFrame } from "@/components/shell/page-frame";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { AnalyticsScreen } from "./analytics-screen";
import { useAnalytics } from "./use-analytics";

/**
 * The page of figures over calls that are over. `refusal`: why the server could not bring them with the page; `reader`: where
 * and when the reader is, as far as it knew.
 */
export function AnalyticsPage({ reader, refusal }: { reader: Reader; refusal: FetchReason | null }) {
  const analytics = useAnalytics(reader);
  useEffect(() => {
    document.title = "Analytics · Earshot";
  }, []);
  return (
    <PageFrame page="analytics" freshness={analytics.freshness} error={analytics.error}>
      <h1 className="sr-only">Analytics</h1>
      <AnalyticsScreen analytics={analytics} refusal={refusal} />
    </PageFrame>
  );
}
