import type { Database } from "@/lib/database/database";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import { type Changes, createChanges } from "./change";

/** Test code: changes of this database; what one leaves in the outbox nobody handles. */
export function testChanges({ database, nowMs }: { database: Database; nowMs: () => number }): Changes {
  const onDefect = (error: unknown) => {
    throw error;
  };
  return createChanges({ unitOfWork: createUnitsOfWork({ database, nowMs, onDefect }), nowMs });
}
