import { auditEvents } from "@/lib/database/schema";
import type { UnitOfWork, UnitsOfWork } from "@/lib/database/unit-of-work";
import { type AuditActor, type AuditEvent, auditRow, type ChangeAction } from "./audit";

/** Writes down what a change does, in its transaction. */
export type AuditWriter = {
  /** @param entry.actor whoever changes it, unless said otherwise */
  record(entry: Omit<AuditEvent<ChangeAction>, "actor"> & { actor?: AuditActor }): void;
};

/** One change: what it writes, its audit entries and what has to follow it are there together, or none of them is. */
export type Change = UnitOfWork & { audit: AuditWriter };

export type Changes = <T>(actor: AuditActor, work: (unit: Change) => Promise<T>) => Promise<T>;

/**
 * @returns the way to change something: stores write with the transaction it hands out, which nothing else makes. It throws
 *   what `work` throws, and DatabaseUnavailableError; then nothing was changed, unless the connection was lost while
 *   committing
 */
export function createChanges({ unitOfWork, nowMs }: { unitOfWork: UnitsOfWork; nowMs: () => number }): Changes {
  return (actor, work) =>
    unitOfWork(async (unit) => {
      const entries: (typeof auditEvents.$inferInsert)[] = [];
      let isOver = false;
      const record: AuditWriter["record"] = (entry) => {
        if (isOver) throw new Error("This change is over.");
        entries.push(auditRow({ actor, ...entry }, "done", new Date(nowMs())));
      };
      const result = await work({ ...unit, audit: { record } });
      isOver = true;
      if (entries.length > 0) await unit.tx.insert(auditEvents).values(entries);
      return result;
    });
}
