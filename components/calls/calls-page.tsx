"use client";

import { useEffect } from "react";
import { PageFrame } from "@/components/shell/page-frame";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { CallsScreen } from "./calls-screen";
import { pageTitle } from "./page-title";
import type { Reader } from "./question";
import { useCalls } from "./use-calls";

/**
 * The page of calls that are over. `refusal`: why the server could not bring them with the page; `reader`: where and when the
 * reader is, as far as it knew.
 */
export function CallsPage({ reader, refusal }: { reader: Reader; refusal: FetchReason | null }) {
  const calls = useCalls(reader);
  const { q } = calls.filters;
  useEffect(() => {
    document.title = `${pageTitle(q)} · Earshot`;
  }, [q]);
  return (
    <PageFrame page="calls" freshness={calls.freshness} error={calls.error}>
      <h1 className="sr-only">Calls</h1>
      <CallsScreen calls={calls} refusal={refusal} />
    </PageFrame>
  );
}
