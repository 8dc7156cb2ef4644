import type { Database } from "@/lib/database/database";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import type { Person, ShareGrant } from "./actor";
import { type Changes, createChanges } from "./change";

/** Test code: changes of this database; what one leaves in the outbox nobody handles. */
export function testChanges({ database, nowMs }: { database: Database; nowMs: () => number }): Changes {
  const onDefect = (error: unknown) => {
    throw error;
  };
  return createChanges({ unitOfWork: createUnitsOfWork({ database, nowMs, onDefect }), nowMs });
}

/** Test code: somebody who signed in here and sees every call. */
export const aPerson = (role: Person["role"]): Person => ({
  kind: "person",
  id: "one",
  name: "One",
  email: null,
  role,
  scope: null,
  via: "session",
  credentialId: null,
  mayAct: true,
});

/** Test code: a link that shows all there is, unmasked. */
export const WHOLE_GRANT: ShareGrant = {
  live: true,
  transcript: true,
  summary: true,
  participants: true,
  metrics: true,
  masked: false,
};
