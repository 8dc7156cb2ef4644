/** Longer waits than this are taken for a mistake. */
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds, at most five minutes.
 * @param value whole or broken seconds, or an HTTP date; null when absent
 * @returns null when it says nothing usable: absent, negative, in the past, or garbage
 */
export function retryAfterMs(value: string | null, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), LONGEST_WAIT_MS);
  // Date.parse also reads bare numbers and fragments; an HTTP date starts with the name of a day.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const waitMs = Date.parse(text) - nowMs;
  return waitMs >= 0 ? Math.min(waitMs, LONGEST_WAIT_MS) : null;
}
