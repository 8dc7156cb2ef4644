import { openEmbedded } from "./embedded";
import type { OpenDatabase } from "./pool";
import { openOnServer } from "./server";

export type { Database, OpenDatabase } from "./pool";

/**
 * Opens the database with its tables up to date: on a Postgres server when there is a `url`, else in `dataDir`, which one
 * process can hold. Never call it while a module loads, and once a process.
 * @throws DatabaseUnavailableError in one sentence; a later call may succeed
 */
export function openDatabase({ url, dataDir }: { url: string | null; dataDir: string }): Promise<OpenDatabase> {
  return url === null ? openEmbedded(dataDir) : openOnServer(url);
}
