import { openEmbedded } from "@/lib/database/embedded";
import { storedSettings } from "@/lib/database/schema";

/**
 * Writes rows until it is killed and says each one that was acknowledged: `database-writer.ts <data directory> <prefix>`.
 * The database is kept up all the while, so that it is killed in the middle of that too.
 */
const [, , dataDir = "", prefix = ""] = process.argv;
const { database, upkeep } = await openEmbedded(dataDir);
console.log("open");
for (let n = 0; ; n++) {
  if (n % 10 === 0) void upkeep();
  const key = `${prefix}-${n}`;
  await database.insert(storedSettings).values({ key, value: "x".repeat(2_000), updatedAt: new Date(n) });
  console.log(key);
}
