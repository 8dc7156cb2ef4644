import type { Database } from "@/lib/database/database";
import { type BackfillStore, createBackfillStore } from "./backfill-store";
import { type ArchiveChoicesStore, createArchiveChoices } from "./choices";
import { createErasureStore, type ErasureStore } from "./erasure-store";
import { createPendingStore, type PendingStore } from "./pending-store";
import { createRemakingStore, type RemakingStore } from "./remaking-store";
import { type ArchiveSearch, createArchiveSearch } from "./search";
import { type ArchiveStore, createArchiveStore, type WordMaking } from "./store";

export type ArchiveStores = {
  archive: ArchiveStore;
  archiveSearch: ArchiveSearch;
  archiveRemaking: RemakingStore;
  archivePending: PendingStore;
  archiveBackfills: BackfillStore;
  erasures: ErasureStore;
  archiveChoices: ArchiveChoicesStore;
};

/** What is kept of calls that are over, over this database. */
export function createArchiveStores(parts: {
  database: Database;
  nowMs: () => number;
  making?: WordMaking;
}): ArchiveStores {
  const erasures = createErasureStore(parts);
  return {
    erasures,
    archive: createArchiveStore({ ...parts, erasures }),
    archiveSearch: createArchiveSearch(parts),
    archiveRemaking: createRemakingStore(parts),
    archiveChoices: createArchiveChoices(parts),
    archivePending: createPendingStore(parts),
    archiveBackfills: createBackfillStore(parts),
  };
}
