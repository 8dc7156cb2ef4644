import "server-only";
import { createChanges } from "@/lib/access/change";
import { createMemory } from "@/lib/access/memory";
import { createAccessStores } from "@/lib/access/stores";
import { createArchiveStores } from "@/lib/archive";
import { type OpenDatabase, openDatabase } from "@/lib/database/database";
import type { DatabaseUnavailableError } from "@/lib/database/errors";
import { onDatabaseOutcome } from "@/lib/database/outcomes";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import { createExportStores } from "@/lib/exports";
import { createIdentityStores } from "@/lib/identity";
import { sayDefect } from "@/lib/log/defect.mjs";
import { createQualityStores } from "@/lib/quality";
import { databasePlace } from "@/lib/settings/database-place";
import { type Settings, settings } from "@/lib/settings/settings";
import { createSharingStores } from "@/lib/sharing";
import { createViewStores } from "@/lib/views";
import { createWallStores } from "@/lib/walls";
import { resolveAgentNames } from "./agent-names";
import { createBackground } from "./background";
import { earshot } from "./earshot";
import { startExports } from "./export-writing";
import { kindOf, states, watchDatabase, watchDisk } from "./states";

/** The stores of people, passes and links over this process's database, and the one way to change something. */
export type Access = ReturnType<typeof createAccess>;

async function assemble(): Promise<Access> {
  const options = settings();
  const place = databasePlace(options);
  const open = await openDatabase({ ...place, onUpkeep });
  onDatabaseOutcome(watchDatabase(open.ping));
  states().database.well();
  if (place.url === null) watchDisk(place.dataDir);
  const parts = createAccess(open, Date.now, options);
  startExports(parts);
  parts.background.start({
    retention: async () => (await parts.storedSettings.current()).retention,
    resolveNames: () => resolveAgentNames(parts, () => earshot().live.agents()),
  });
  return parts;
}

const onUpkeep = (error: Error | null) =>
  error === null ? states().upkeep.well() : states().upkeep.failing(kindOf(error), { isPlain: true });

/** Everything over an open database; nothing of it works by itself yet. Every feature's stores have their line here. */
export function createAccess(
  open: OpenDatabase,
  nowMs: () => number,
  { auth, sessionLifeMs }: Pick<Settings, "auth" | "sessionLifeMs">,
) {
  const { database } = open;
  const background = createBackground({ open, nowMs });
  const onDefect = (error: unknown) =>
    sayDefect("change.defect", "A change was done, and what follows it in memory failed.", error);
  const unitOfWork = createUnitsOfWork({ database, nowMs, onDefect, onOutbox: background.outbox.wake });
  const memory = createMemory(open.changes);
  const parts = createAccessStores({ database, nowMs, memory, change: createChanges({ unitOfWork, nowMs }) });
  const isDemo = auth === "demo";
  return {
    ...parts,
    ...createIdentityStores(parts, { sessionLifeMs }),
    ...createSharingStores({ ...parts, isDemo }),
    ...createWallStores({ ...parts, isDemo }),
    ...createViewStores(parts),
    ...createArchiveStores(parts),
    ...createExportStores(parts),
    ...createQualityStores(parts),
    background,
    open,
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
