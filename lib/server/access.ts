import "server-only";
import { createAccessStores } from "@/lib/access/stores";
import { type Database, openDatabase } from "@/lib/database/database";
import type { DatabaseUnavailableError } from "@/lib/database/errors";
import { onDatabaseOutcome } from "@/lib/database/outcomes";
import { createIdentityStores } from "@/lib/identity";
import { databasePlace } from "@/lib/settings/database-place";
import { type Settings, settings } from "@/lib/settings/settings";
import { createSharingStores } from "@/lib/sharing";
import { createWallStores } from "@/lib/walls";
import { states, watchDatabase, watchDisk } from "./states";
import { keepSwept } from "./sweeping";

/** The stores of people, passes and links over this process's database. */
export type Access = Awaited<ReturnType<typeof assemble>>;

async function assemble() {
  const options = settings();
  const place = databasePlace(options);
  const open = await openDatabase(place);
  onDatabaseOutcome(watchDatabase(open.ping));
  states().database.well();
  if (place.url === null) watchDisk(place.dataDir);
  const parts = { ...stores(open.database, Date.now, options), open };
  keepSwept(parts);
  return parts;
}

/** Every feature's stores have their line here. */
function stores(database: Database, nowMs: () => number, { auth, sessionLifeMs }: Settings) {
  const parts = createAccessStores({ database, nowMs });
  const isDemo = auth === "demo";
  return {
    ...parts,
    ...createIdentityStores(parts, { sessionLifeMs }),
    ...createSharingStores({ ...parts, isDemo }),
    ...createWallStores({ ...parts, isDemo }),
  };
}

const SINGLETON = Symbol.for("earshot.access");

/**
 * Opened at the first use, once a process; after a failure the next call tries again.
 * @throws DatabaseUnavailableError, which `route()` answers with 503 database_unavailable
 */
export function access(): Promise<Access> {
  const store = globalThis as { [SINGLETON]?: Promise<Access> };
  store[SINGLETON] ??= assemble().catch((error: unknown) => {
    delete store[SINGLETON];
    if (error instanceof Error && error.name === "DatabaseUnavailableError") {
      const { fault, message } = error as DatabaseUnavailableError;
      states().database.failing(fault, { isPlain: true, why: message });
    }
    throw error;
  });
  return store[SINGLETON];
}
