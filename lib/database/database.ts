import { openEmbedded } from "./embedded";
import type { OpenDatabase } from "./pool";
import { openOnServer } from "./server";

export type { Database, OpenDatabase } from "./pool";

export type DatabasePlace = {
  url: string | null;
  dataDir: string;
  /** hears how each upkeep of the embedded database ended; null: well */
  onUpkeep?: (error: Error | null) => void;
};

/**
 * Opens the database with its tables up to date: on a Postgres server when there is a `url`, else in `dataDir`, which one
 * process can hold. Never call it while a module loads, and once a process.
 * @throws DatabaseUnavailableError in one sentence; a later call may succeed
 */
export function openDatabase({ url, dataDir, onUpkeep }: DatabasePlace): Promise<OpenDatabase> {
  return url === null ? openEmbedded(dataDir, undefined, undefined, onUpkeep) : openOnServer(url);
}
