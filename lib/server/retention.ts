import { and, inArray, isNotNull, lt, or, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { type RetentionField, SHORTER_AFTER_MS } from "@/lib/access/retention";
import { callsBefore, forgetCalls, forgetTalk, talkBefore } from "@/lib/archive";
import type { Database } from "@/lib/database/database";
import {
  accessTokens,
  archivedCalls,
  auditEvents,
  oneTimeLinks,
  outbox,
  qualityNotes,
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

type Days = Record<RetentionField, number>;
type Doomed = [name: string, table: Swept, condition: SQL | undefined];

/** What has no time of its own to be kept after its end. */
function passed(atMs: number): Doomed[] {
  const now = new Date(atMs);
  const idle = new Date(atMs - SESSION_IDLE_MS);
  return [
    ["sessions", sessions, or(lt(sessions.endsAt, now), lt(sessions.lastSeenAt, idle))],
    ["reveals", reveals, lt(reveals.endsAt, now)],
    ["pairings", wallPairings, lt(wallPairings.expiresAt, now)],
  ];
}

/** What was written down of what people did, and has been kept so many days. */
function oldEntries(atMs: number, auditDays: number): Doomed[] {
  return [["auditEvents", auditEvents, lt(auditEvents.at, new Date(atMs - auditDays * DAY_MS))]];
}

/** What people wrote about calls quotes them, and is kept no longer, also where the call itself never was. */
function oldNotes(atMs: number, talkDays: number): Doomed[] {
  return [["qualityNotes", qualityNotes, lt(qualityNotes.madeAt, new Date(atMs - talkDays * DAY_MS))]];
}

/** What ended so many days ago. */
function longEnded(atMs: number, endedDays: number): Doomed[] {
  const ended = new Date(atMs - endedDays * DAY_MS);
  return [
    ["oneTimeLinks", oneTimeLinks, or(lt(oneTimeLinks.usedAt, ended), lt(oneTimeLinks.expiresAt, ended))],
    ["accessTokens", accessTokens, or(lt(accessTokens.revokedAt, ended), lt(accessTokens.expiresAt, ended))],
    // Their visits go with them.
    ["shareLinks", shareLinks, or(lt(shareLinks.revokedAt, ended), lt(shareLinks.expiresAt, ended))],
    ["wallPasses", wallPasses, and(isNotNull(wallPasses.revokedAt), lt(wallPasses.revokedAt, ended))],
    ["outbox", outbox, lt(outbox.failedAt, ended)],
  ];
}

/**
 * What is lost by keeping things for fewer days than now, counted for the moment at which that begins to hold: rows that
 * are there now, would be kept by what holds now, and would not by what is wanted.
 */
export async function lostBy(
  { database, nowMs }: { database: Database; nowMs: () => number },
  holds: Days,
  wanted: Days,
): Promise<Record<RetentionField, number>> {
  const atMs = nowMs() + SHORTER_AFTER_MS;
  const count = async (doomed: Doomed[]) => {
    const counts = await Promise.all(doomed.map(([, table, condition]) => database.$count(table, condition)));
    return counts.reduce((sum, one) => sum + one, 0);
  };
  const more = async (of: (days: Days) => Promise<number>) => Math.max(0, (await of(wanted)) - (await of(holds)));
  const limitMs = (days: number) => atMs - days * DAY_MS;
  return {
    auditDays: await more(({ auditDays }) => count(oldEntries(atMs, auditDays))),
    endedDays: await more(({ endedDays }) => count(longEnded(atMs, endedDays))),
    talkDays: await more(({ talkDays }) => database.$count(archivedCalls, talkBefore(limitMs(talkDays)))),
    factDays: await more(({ factDays }) => database.$count(archivedCalls, callsBefore(limitMs(factDays)))),
  };
}

/**
 * Deletes what is kept no longer.
 * @param signal it is to end: what is left goes with the next sweep
 * @returns how many rows went, by table
 * @throws DatabaseUnavailableError; the signal's reason
 */
export async function sweep(
  { database, nowMs }: { database: Database; nowMs: () => number },
  { auditDays, endedDays, talkDays, factDays }: Days,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const atMs = nowMs();
  const doomed = [
    ...passed(atMs),
    ...longEnded(atMs, endedDays),
    ...oldEntries(atMs, auditDays),
    ...oldNotes(atMs, talkDays),
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
  gone.archivedCalls = await forgetCalls(database, atMs - factDays * DAY_MS, signal);
  gone.archivedTalk = await forgetTalk(database, atMs - talkDays * DAY_MS, signal);
  return gone;
}
