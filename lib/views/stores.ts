import type { Database } from "@/lib/database/database";
import { createViewStore, type ViewStore } from "./store";

export type ViewStores = { views: ViewStore };

/** What is kept of views, over this database. */
export function createViewStores(parts: { database: Database; nowMs: () => number }): ViewStores {
  return { views: createViewStore(parts) };
}
