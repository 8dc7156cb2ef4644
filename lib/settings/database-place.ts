import { join } from "node:path";
import type { Settings } from "./settings";

/** Everybody is an admin of the demo: what it keeps must never be the people, links and passes of a real Earshot. */
export function databasePlace({ auth, databaseUrl, dataDir }: Pick<Settings, "auth" | "databaseUrl" | "dataDir">) {
  return auth === "demo"
    ? { url: null, dataDir: join(/* turbopackIgnore: true */ dataDir, "demo") }
    : { url: databaseUrl, dataDir };
}
