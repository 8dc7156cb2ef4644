import { join, resolve } from "node:path";

/** Where in EARSHOT_DATA_DIR the embedded database and its lock lie. */
export function places(dataDir: string): { folder: string; directory: string; lockPath: string } {
  const folder = resolve(/* turbopackIgnore: true */ dataDir);
  const inFolder = (name: string) => join(/* turbopackIgnore: true */ folder, name);
  return { folder, directory: inFolder("database"), lockPath: inFolder("database.lock") };
}
