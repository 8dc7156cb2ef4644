"use client";

import { useEffect } from "react";
import { setServerOffset, showNoEarlierThan } from "@/components/ui/clock";
import { type AnswerFreshness, ageingNowMs, serverNowMs } from "@/lib/queries/freshness";

/** Keeps the page's clock on the server's; a paused one at least at the moment the answer shown was given. */
export function useServerClock(freshness: AnswerFreshness | null) {
  useEffect(() => {
    if (!freshness) return;
    setServerOffset(serverNowMs(freshness, ageingNowMs()) - performance.now());
    showNoEarlierThan(freshness.serverNowMs);
  }, [freshness]);
}
