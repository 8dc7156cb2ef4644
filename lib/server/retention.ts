import { and, isNotNull, lt, or, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { StoredSettings } from "@/lib/access/stored-settings";
import type { Database } from "@/lib/database/database";
import {
  accessTokens,
  auditEvents,
  oneTimeLinks,
  reveals,
  sessions,
  shareLinks,
  wallPairings,
  wallPasses,
} from "@/lib/database/schema";
import { SESSION_IDLE_MS } from "@/lib/identity";

const DAY_MS = 86_400_000;

/**
 * Deletes what is kept no longer. Several instances may do it at once.
 * @returns how many rows went, by table
 */
export async function sweep(
  { database, nowMs }: { database: Database; nowMs: () => number },
  { auditDays, endedDays }: StoredSettings["retention"],
): Promise<Record<string, number>> {
  const now = new Date(nowMs());
  const ended = new Date(nowMs() - endedDays * DAY_MS);
  const idle = new Date(nowMs() - SESSION_IDLE_MS);
  const doomed: [string, PgTable, SQL | undefined][] = [
    ["sessions", sessions, or(lt(sessions.endsAt, now), lt(sessions.lastSeenAt, idle))],
    ["reveals", reveals, lt(reveals.endsAt, now)],
    ["pairings", wallPairings, lt(wallPairings.expiresAt, now)],
    ["oneTimeLinks", oneTimeLinks, or(lt(oneTimeLinks.usedAt, ended), lt(oneTimeLinks.expiresAt, ended))],
    ["accessTokens", accessTokens, or(lt(accessTokens.revokedAt, ended), lt(accessTokens.expiresAt, ended))],
    // Their visits go with them.
    ["shareLinks", shareLinks, or(lt(shareLinks.revokedAt, ended), lt(shareLinks.expiresAt, ended))],
    ["wallPasses", wallPasses, and(isNotNull(wallPasses.revokedAt), lt(wallPasses.revokedAt, ended))],
    ["auditEvents", auditEvents, lt(auditEvents.at, new Date(nowMs() - auditDays * DAY_MS))],
  ];
  const gone: Record<string, number> = {};
  for (const [name, table, condition] of doomed) {
    const rows = await database.delete(table).where(condition).returning();
    gone[name] = rows.length;
  }
  return gone;
}
