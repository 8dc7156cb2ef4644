/** Date, then time with or without seconds and fractions, then the offset: what upstreams write for ISO 8601. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Milliseconds since the epoch of an ISO 8601 time, or null when there is none or it cannot be read. A time without an
 * offset is UTC, wherever the server stands. Other texts are not times: engines read "order 5" as the fifth month.
 */
export function timeMs(iso: string | null | undefined): number | null {
  if (!iso) return null;
  const read = ISO.exec(iso);
  if (read === null) return null;
  const ms = Date.parse(iso.replace(",", ".") + missingOffset(iso, read[1]));
  return Number.isFinite(ms) ? ms : null;
}

/** What the engine needs to be told: UTC where no offset is written, and the minutes of an offset in whole hours. */
function missingOffset(iso: string, offset: string | undefined): string {
  if (offset === undefined) return iso.length > 10 ? "Z" : "";
  return offset.length === 3 ? ":00" : "";
}
