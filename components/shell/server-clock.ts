"use client";

import { useEffect } from "react";
import { setServerOffset, showNoEarlierThan } from "@/components/ui/clock";
import { ageingNowMs, type Freshness, serverNowMs } from "@/lib/queries/freshness";

/** Keeps the page's clock on the server's; a paused one at least at the moment the answer shown was given. */
export function useServerClock(freshness: Freshness | null) {
  useEffect(() => {
    if (!freshness) return;
    setServerOffset(serverNowMs(freshness, ageingNowMs()) - performance.now());
    showNoEarlierThan(freshness.serverNowMs);
  }, [freshness]);
}
