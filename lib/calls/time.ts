/** Milliseconds since the epoch of an ISO time, or null when there is none or it cannot be read. */
export function timeMs(iso: string | null | undefined): number | null {
  if (!iso) return null;
  const ms = Date.parse(iso);
  return Number.isFinite(ms) ? ms : null;
}
