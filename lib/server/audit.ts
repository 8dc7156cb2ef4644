import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { AuditFilter, StoredAuditEntry } from "@/lib/access/audit";
import { csvLine } from "@/lib/format/csv";
import type { AuditAnswer } from "@/lib/wire/settings-contract";
import { access } from "./access";
import { namedTargets } from "./audit-names";
import { authorize } from "./authorize";
import { changeLimits } from "./change-limits";

const PAGE_ENTRIES = 100;

/** One page of the audit trail, newest first. @param before the id of the last entry seen; null: from the newest */
export async function readAudit(
  actor: Actor,
  filter: AuditFilter,
  before: number | null,
): Promise<AuditAnswer["data"]> {
  await authorize(actor, "audit.read");
  const { audit, database } = await access();
  const { entries, nextBeforeId } = await audit.list(filter, { beforeId: before, limit: PAGE_ENTRIES });
  const targetOf = await namedTargets(database, entries);
  return {
    entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString(), target: targetOf(entry.target) })),
    nextBefore: nextBeforeId,
  };
}

const COLUMNS = [
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "target_kind",
  "target_id",
  "result",
  "detail",
];

/** Everything that passes the filter as CSV, piece by piece. The export itself is the first thing it records. */
export async function exportAudit(actor: Actor, filter: AuditFilter): Promise<ReadableStream<Uint8Array>> {
  await authorize(actor, "audit.read");
  const { audit } = await access();
  const over = changeLimits().exporting(actor.kind === "person" ? actor.id : actor.kind);
  await audit.happened({ actor, action: "audit.exported" }).catch((error: unknown) => {
    over();
    throw error;
  });
  const entries = audit.export(filter);
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(COLUMNS))),
    async pull(controller) {
      const next = await entries.next().catch((error: unknown) => {
        over();
        throw error;
      });
      if (next.done) {
        over();
        controller.close();
      } else controller.enqueue(encoder.encode(csvOf(next.value)));
    },
    cancel: async () => {
      over();
      await entries.return(undefined);
    },
  });
}

function csvOf({ at, actor, action, target, result, detail }: StoredAuditEntry): string {
  const words = Object.keys(detail).length === 0 ? null : JSON.stringify(detail);
  return csvLine([
    at.toISOString(),
    actor.kind,
    actor.id,
    actor.name,
    action,
    target?.kind ?? null,
    target?.id ?? null,
    result,
    words,
  ]);
}
