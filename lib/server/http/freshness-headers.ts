import type { Health, SlowReason } from "@/lib/calls/freshness";
import { HEADERS } from "@/lib/wire/headers";

/** Freshness as headers; `Age` in whole seconds as RFC 9111 wants it, the rest exact. */
export function freshnessHeaders(
  freshness: {
    asOfMs: number | null;
    oldestAsOfMs: number | null;
    health: Health;
    refreshMs: number;
    slowReason: SlowReason | null;
  },
  nowMs: number,
  build: string,
): Record<string, string> {
  const headers: Record<string, string> = {
    [HEADERS.now]: new Date(nowMs).toISOString(),
    [HEADERS.health]: freshness.health,
    [HEADERS.refreshMs]: String(freshness.refreshMs),
    [HEADERS.build]: build,
  };
  if (freshness.asOfMs !== null) {
    headers.Age = String(Math.max(0, Math.floor((nowMs - freshness.asOfMs) / 1000)));
    headers[HEADERS.asOf] = new Date(freshness.asOfMs).toISOString();
  }
  if (freshness.oldestAsOfMs !== null) headers[HEADERS.oldestAsOf] = new Date(freshness.oldestAsOfMs).toISOString();
  if (freshness.slowReason !== null) headers[HEADERS.slowReason] = freshness.slowReason;
  return headers;
}
