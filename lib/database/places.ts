import { join, resolve } from "node:path";

/** Where in EARSHOT_DATA_DIR the embedded database lies, its lock, and the socket at which its process is asked for a backup. */
export function places(dataDir: string) {
  const folder = resolve(/* turbopackIgnore: true */ dataDir);
  const inFolder = (name: string) => join(/* turbopackIgnore: true */ folder, name);
  return {
    folder,
    directory: inFolder("database"),
    lockPath: inFolder("database.lock"),
    backupPath: inFolder("database.ask"),
  };
}
