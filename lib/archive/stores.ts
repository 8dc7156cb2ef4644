import type { Database } from "@/lib/database/database";
import { createErasureStore, type ErasureStore } from "./erasure-store";
import { type ArchiveSearch, createArchiveSearch } from "./search";
import { type ArchiveStore, createArchiveStore } from "./store";

export type ArchiveStores = { archive: ArchiveStore; archiveSearch: ArchiveSearch; erasures: ErasureStore };

/** What is kept of calls that are over, over this database. */
export function createArchiveStores(parts: { database: Database; nowMs: () => number }): ArchiveStores {
  const erasures = createErasureStore(parts);
  return { archive: createArchiveStore({ ...parts, erasures }), archiveSearch: createArchiveSearch(parts), erasures };
}
