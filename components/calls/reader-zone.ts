/** The reader's time zone as their browser last told it, so that the server's first view of "today" is theirs. */
export const ZONE_COOKIE = "earshot_zone";

/** @param fallback where the cookie says nothing that this machine knows */
export function zoneOf(cookie: string | undefined, fallback: string): string {
  if (cookie === undefined || cookie.length > 64) return fallback;
  try {
    // What does not decode is a fault of the same kind.
    const timeZone = decodeURIComponent(cookie);
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return fallback;
  }
}
