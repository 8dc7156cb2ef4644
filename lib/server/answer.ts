import "server-only";
import type { Clock } from "@/lib/live/clock";
import type { Freshness } from "@/lib/live/freshness";
import type { VersionedBody } from "@/lib/server/http/body";
import type { ErrorAnswer } from "./error-mapping";

export type Answer<T> =
  | { kind: "answer"; body: VersionedBody; make: () => T; freshness: Freshness; nowMs: number; build: string }
  | ErrorAnswer;

/** Times as the call service's clock has them: a page sets them beside the call's own times. */
export function onServiceClock(freshness: Freshness, clock: Clock) {
  const skewMs = clock.skewMs();
  const turned = (ms: number | null) => (ms === null ? null : ms + skewMs);
  const asOfMs = turned(freshness.asOfMs);
  const oldestAsOfMs = turned(freshness.oldestAsOfMs);
  return { freshness: { ...freshness, asOfMs, oldestAsOfMs }, nowMs: clock.nowMs() + skewMs };
}

/** A page sets this time beside the call's own; to ten seconds, because the skew trembles and would make new answers. */
export const calmSkewMs = (clock: Clock) => Math.round(clock.skewMs() / 10_000) * 10_000;
