import type { Database } from "@/lib/database/database";
import { type ArchiveChoicesStore, createArchiveChoices } from "./choices";
import { type ArchiveSearch, createArchiveSearch } from "./search";
import { type ArchiveStore, createArchiveStore } from "./store";

export type ArchiveStores = {
  archive: ArchiveStore;
  archiveSearch: ArchiveSearch;
  archiveChoices: ArchiveChoicesStore;
};

/** What is kept of calls that are over, over this database. */
export function createArchiveStores(parts: { database: Database; nowMs: () => number }): ArchiveStores {
  return {
    archive: createArchiveStore(parts),
    archiveSearch: createArchiveSearch(parts),
    archiveChoices: createArchiveChoices(parts),
  };
}
