import "server-only";
import { inArray } from "drizzle-orm";
import type { StoredAuditEntry } from "@/lib/access/audit";
import type { Database } from "@/lib/database/database";
import { accessTokens, shareLinks, users, wallPasses } from "@/lib/database/schema";
import type { AuditEntry } from "@/lib/wire/settings-contract";

type Named = NonNullable<AuditEntry["target"]>;
type Facts = Omit<Named, "kind" | "id">;

/**
 * What the trail's entries were about, by the name it has now: the trail itself keeps ids only. What is gone has no name.
 * @returns the target of an entry as it is told
 */
export async function namedTargets(
  database: Database,
  entries: readonly Pick<StoredAuditEntry, "target">[],
): Promise<(target: StoredAuditEntry["target"]) => Named | null> {
  const idsOf = (kind: string) => [
    ...new Set(entries.flatMap(({ target }) => (target?.kind === kind ? [target.id] : []))),
  ];
  const [people, links, screens, tokens] = await Promise.all([
    named(idsOf("user"), (ids) =>
      database.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)),
    ),
    named(idsOf("share"), (ids) =>
      database
        .select({ id: shareLinks.id, name: shareLinks.label, callId: shareLinks.callId })
        .from(shareLinks)
        .where(inArray(shareLinks.id, ids)),
    ),
    named(idsOf("wall"), (ids) =>
      database.select({ id: wallPasses.id, name: wallPasses.name }).from(wallPasses).where(inArray(wallPasses.id, ids)),
    ),
    named(idsOf("token"), (ids) =>
      database
        .select({ id: accessTokens.id, name: accessTokens.name })
        .from(accessTokens)
        .where(inArray(accessTokens.id, ids)),
    ),
  ]);
  const known = new Map([
    ["user", people],
    ["share", links],
    ["wall", screens],
    ["token", tokens],
  ]);
  return (target) =>
    target && { ...target, ...(known.get(target.kind)?.get(target.id) ?? { name: null, callId: null }) };
}

type Row = { id: string; name: string; callId?: string };

async function named(ids: string[], read: (ids: string[]) => Promise<Row[]>): Promise<ReadonlyMap<string, Facts>> {
  if (ids.length === 0) return new Map();
  const rows = await read(ids);
  return new Map(rows.map(({ id, name, callId = null }) => [id, { name: name.trim() || null, callId }]));
}
