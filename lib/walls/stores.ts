import type { Database } from "@/lib/database/database";
import { createWallLimits, type WallLimits } from "./limits";
import { createWallStore, type WallStore } from "./store";

export type WallStores = { walls: WallStore; wallLimits: WallLimits };

/** What is kept of walls, over this database. */
export function createWallStores(parts: { database: Database; nowMs: () => number; isDemo: boolean }): WallStores {
  return { walls: createWallStore(parts), wallLimits: createWallLimits() };
}
