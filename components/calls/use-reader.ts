"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { onTick } from "@/components/ui/clock";
import { dayIn } from "@/lib/format/zone-days";
import type { Reader } from "./question";
import { ZONE_COOKIE } from "./reader-zone";

const YEAR_S = 31_536_000;
const never = () => () => undefined;
const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The reader's zone, and a moment of their day: it changes at their midnight. Begins as the server thought, whose first view
 * is of that; the next one is of what the browser says.
 */
export function useReader(server: Reader): Reader {
  const timeZone = useSyncExternalStore(never, ownZone, () => server.timeZone);
  const [nowMs, setNowMs] = useState(server.nowMs);
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(timeZone)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
    return onTick((tickMs) =>
      setNowMs((known) => (dayIn(known, timeZone) === dayIn(tickMs, timeZone) ? known : tickMs)),
    );
  }, [timeZone]);
  return useMemo(() => ({ nowMs, timeZone }), [nowMs, timeZone]);
}
