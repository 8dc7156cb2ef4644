import { and, desc, eq, gte, ilike, inArray, lt, or, type SQL } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { auditEvents } from "@/lib/database/schema";
import type { Actor } from "./actor";
import type { Action } from "./can";

/** What changes something that is stored: its entry stands in the same transaction (change.ts). */
export type ChangeAction =
  | "session.started"
  | "session.ended"
  | "account.renamed"
  | "password.changed"
  | "link.used"
  | "user.created"
  | "user.invited"
  | "user.changed"
  | "user.removed"
  | "user.link_made"
  | "token.created"
  | "token.revoked"
  | "settings.changed"
  | "call.reveal"
  | "call.hidden"
  | "share.made"
  | "share.opened"
  | "share.revoked"
  | "wall.paired"
  | "wall.changed"
  | "wall.reload"
  | "wall.revoked"
  | "view.saved"
  | "view.changed"
  | "view.deleted"
  | "caller.erased"
  | "backfill.begun"
  | "backfill.changed"
  | "rubric.made"
  | "rubric.changed"
  | "rubric.retired"
  | "review.queued"
  | "review.assigned"
  | "review.given"
  | "review.skipped"
  | "sampling.changed"
  | "scorer.changed"
  | "scorer.tried"
  | "scorer.retried"
  | "call.noted"
  | "note.deleted"
  | "export.begun"
  | "export.deleted";

/** What was done and left nothing stored: there is no transaction for its entry to stand in. */
type DeedAction = "call.cancel" | "audit.exported" | "call.exported" | "archive.exported" | "export.fetched";

/** What is written down; an action of can() stands for its denials. */
type AuditAction = Action | ChangeAction | DeedAction;

type AuditResult = "done" | "denied" | "failed";
/** Ids, counts, roles, kinds, and the reason somebody gave: nothing that a call said, no number, no address. */
type AuditDetail = Record<string, string | number | boolean | null>;
export type AuditTarget = { kind: string; id: string };

/** Who did it; Earshot itself, where nobody asked for it. */
export type AuditActor = Actor | { kind: "system" };

/** What is written down of one action. */
export type AuditEvent<OfActions extends AuditAction> = {
  actor: AuditActor;
  action: OfActions;
  target?: AuditTarget | null;
  detail?: AuditDetail;
};

/** As it is read back. Ids grow with time. */
export type StoredAuditEntry = {
  id: number;
  at: Date;
  actor: { kind: "person" | "share" | "wall" | "anonymous" | "system"; id: string | null; name: string };
  action: string;
  target: AuditTarget | null;
  result: AuditResult;
  detail: AuditDetail;
};

/**
 * Who ended a call, and why where they said so; as it was written down then. `confirmed` false: who asked for it last, where
 * the call service did not say that it was done.
 */
export type CallEnd = { at: Date; name: string; reason: string | null; confirmed: boolean };

/** Every field narrows; left out or null: does not. */
export type AuditFilter = {
  action?: string | null;
  actorId?: string | null;
  result?: AuditResult | null;
  /** from this moment on, ms since the epoch */
  fromMs?: number | null;
  /** before this moment, ms since the epoch */
  toMs?: number | null;
  /** part of the actor's name or of the target's id, in any case */
  text?: string | null;
};

export type Audit = ReturnType<typeof createAudit>;

const MINUTE_MS = 60_000;
const EXPORT_PAGE = 500;
const MOST_REMEMBERED_DENIALS = 10_000;
/** Several may have pressed, and only one of them ended it. */
const MOST_ENDS_OF_A_CALL = 20;

/** The row of an entry. */
export function auditRow(
  { actor, action, target = null, detail = {} }: AuditEvent<AuditAction>,
  result: AuditResult,
  at: Date,
): typeof auditEvents.$inferInsert {
  return {
    at,
    actorKind: actor.kind,
    actorId: "id" in actor ? actor.id : null,
    actorName: "name" in actor ? actor.name : "",
    action,
    targetKind: target?.kind ?? null,
    targetId: target?.id ?? null,
    result,
    detail,
  };
}

/**
 * Who did what, to what, and how it ended. Entries are only ever added. Whatever changes something is written down by
 * `change` alone, in its transaction; here is what changed nothing.
 */
export function createAudit({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const denials = new Map<string, number>();

  async function write(entry: AuditEvent<AuditAction>, result: AuditResult): Promise<void> {
    await database.insert(auditEvents).values(auditRow(entry, result, new Date(nowMs())));
  }

  /** Somebody tried, and nothing changed. */
  const failed = (entry: AuditEvent<ChangeAction | DeedAction>) => write(entry, "failed");

  /** Something was done that left nothing stored. */
  const happened = (entry: AuditEvent<DeedAction>) => write(entry, "done");

  /** A page that polls is denied again and again: the same denial is written once a minute. */
  async function denied(actor: Actor, action: Action, target: AuditTarget | null): Promise<void> {
    const key = JSON.stringify([actor.kind, "id" in actor ? actor.id : null, action, target]);
    const before = denials.get(key);
    if (before !== undefined && nowMs() - before < MINUTE_MS) return;
    if (denials.size >= MOST_REMEMBERED_DENIALS) denials.clear();
    denials.set(key, nowMs());
    await write({ actor, action, target }, "denied");
  }

  /**
   * Newest first.
   * @param page.beforeId only entries older than this one; null: from the newest
   * @returns `nextBeforeId` for the next page; null: this was the last
   */
  async function list(
    filter: AuditFilter,
    page: { beforeId: number | null; limit: number },
  ): Promise<{ entries: StoredAuditEntry[]; nextBeforeId: number | null }> {
    const older = page.beforeId === null ? undefined : lt(auditEvents.id, page.beforeId);
    const rows = await database
      .select()
      .from(auditEvents)
      .where(and(older, ...conditions(filter)))
      .orderBy(desc(auditEvents.id))
      .limit(page.limit + 1);
    const entries = rows.slice(0, page.limit).map(entryOf);
    const isMore = rows.length > page.limit;
    return { entries, nextBeforeId: isMore ? (entries.at(-1)?.id ?? null) : null };
  }

  /** Who ended this call last, as the call service confirmed, else who asked for it last. Null: nobody that is known. */
  async function endOf(callId: string): Promise<CallEnd | null> {
    return (await endsOf([callId])).get(callId) ?? null;
  }

  /** The same of many calls; those that nobody is known to have ended are not in it. */
  async function endsOf(callIds: readonly string[]): Promise<Map<string, CallEnd>> {
    const rows = await database
      .select({ id: auditEvents.targetId, at: auditEvents.at, name: auditEvents.actorName, detail: auditEvents.detail })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.action, "call.cancel"),
          inArray(auditEvents.targetId, [...callIds]),
          eq(auditEvents.result, "done"),
        ),
      )
      .orderBy(desc(auditEvents.id))
      .limit(MOST_ENDS_OF_A_CALL * callIds.length);
    const ends = callIds.map((callId) => [callId, endIn(rows.filter(({ id }) => id === callId))] as const);
    return new Map(ends.flatMap(([callId, end]) => (end === null ? [] : [[callId, end]])));
  }

  /** Everything that passes the filter, newest first, read a page at a time. */
  async function* all(filter: AuditFilter): AsyncGenerator<StoredAuditEntry> {
    let beforeId: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(filter, { beforeId, limit: EXPORT_PAGE });
      yield* page.entries;
      beforeId = page.nextBeforeId;
    } while (beforeId !== null);
  }

  return { denied, failed, happened, list, endOf, endsOf, export: all };
}

/** Of entries of one call, the newest first. */
function endIn(rows: readonly { at: Date; name: string; detail: AuditDetail }[]): CallEnd | null {
  const by = (outcome: string) => rows.find(({ detail }) => detail.outcome === outcome);
  const done = by("cancelled");
  const found = done ?? by("unconfirmed");
  if (found === undefined) return null;
  const { endReason } = found.detail;
  const reason = typeof endReason === "string" ? endReason : null;
  return { at: found.at, name: found.name, reason, confirmed: done !== undefined };
}

/** NUL is in no text that is searched, and the database takes none. */
const plain = (text: string) => text.replaceAll("\0", "");

function conditions({ action, actorId, result, fromMs, toMs, text }: AuditFilter): (SQL | undefined)[] {
  const pattern = text ? `%${plain(text).replace(/[\\%_]/g, "\\$&")}%` : null;
  return [
    action ? eq(auditEvents.action, plain(action)) : undefined,
    actorId ? eq(auditEvents.actorId, plain(actorId)) : undefined,
    result ? eq(auditEvents.result, result) : undefined,
    typeof fromMs === "number" ? gte(auditEvents.at, new Date(fromMs)) : undefined,
    typeof toMs === "number" ? lt(auditEvents.at, new Date(toMs)) : undefined,
    pattern ? or(ilike(auditEvents.actorName, pattern), ilike(auditEvents.targetId, pattern)) : undefined,
  ];
}

function entryOf(row: typeof auditEvents.$inferSelect): StoredAuditEntry {
  const { id, at, actorKind, actorId, actorName, action, targetKind, targetId, result, detail } = row;
  const target = targetKind === null || targetId === null ? null : { kind: targetKind, id: targetId };
  return { id, at, actor: { kind: actorKind, id: actorId, name: actorName }, action, target, result, detail };
}
