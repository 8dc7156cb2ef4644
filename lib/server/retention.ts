import { and, inArray, isNotNull, lt, or, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { StoredSettings } from "@/lib/access/stored-settings";
import type { Database } from "@/lib/database/database";
import {
  accessTokens,
  auditEvents,
  oneTimeLinks,
  outbox,
  reveals,
  sessions,
  shareLinks,
  wallPairings,
  wallPasses,
} from "@/lib/database/schema";
import { SESSION_IDLE_MS } from "@/lib/identity";

const DAY_MS = 86_400_000;

type Swept = PgTable & { id: PgColumn };

/** So many at a time: others ask in between, and no statement takes too long. */
const MOST_AT_ONCE = 5_000;

/**
 * Deletes what is kept no longer.
 * @param signal it is to end: what is left goes with the next sweep
 * @returns how many rows went, by table
 * @throws DatabaseUnavailableError; the signal's reason
 */
export async function sweep(
  { database, nowMs }: { database: Database; nowMs: () => number },
  { auditDays, endedDays }: StoredSettings["retention"],
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const now = new Date(nowMs());
  const ended = new Date(nowMs() - endedDays * DAY_MS);
  const idle = new Date(nowMs() - SESSION_IDLE_MS);
  const doomed: [string, Swept, SQL | undefined][] = [
    ["sessions", sessions, or(lt(sessions.endsAt, now), lt(sessions.lastSeenAt, idle))],
    ["reveals", reveals, lt(reveals.endsAt, now)],
    ["pairings", wallPairings, lt(wallPairings.expiresAt, now)],
    ["oneTimeLinks", oneTimeLinks, or(lt(oneTimeLinks.usedAt, ended), lt(oneTimeLinks.expiresAt, ended))],
    ["accessTokens", accessTokens, or(lt(accessTokens.revokedAt, ended), lt(accessTokens.expiresAt, ended))],
    // Their visits go with them.
    ["shareLinks", shareLinks, or(lt(shareLinks.revokedAt, ended), lt(shareLinks.expiresAt, ended))],
    ["wallPasses", wallPasses, and(isNotNull(wallPasses.revokedAt), lt(wallPasses.revokedAt, ended))],
    ["auditEvents", auditEvents, lt(auditEvents.at, new Date(nowMs() - auditDays * DAY_MS))],
    ["outbox", outbox, lt(outbox.failedAt, ended)],
  ];
  const gone: Record<string, number> = {};
  for (const [name, table, condition] of doomed) {
    gone[name] = 0;
    for (let count = MOST_AT_ONCE; count === MOST_AT_ONCE; gone[name] += count) {
      signal?.throwIfAborted();
      const some = database.select({ id: table.id }).from(table).where(condition).limit(MOST_AT_ONCE);
      count = (await database.delete(table).where(inArray(table.id, some)).returning({ id: table.id })).length;
    }
  }
  return gone;
}
