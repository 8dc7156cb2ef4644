import { openEmbedded } from "@/lib/database/embedded";
import { storedSettings } from "@/lib/database/schema";

/** Writes rows until it is killed and says each one that was acknowledged: `database-writer.ts <data directory> <prefix>`. */
const [, , dataDir = "", prefix = ""] = process.argv;
const { database } = await openEmbedded(dataDir);
console.log("open");
for (let n = 0; ; n++) {
  const key = `${prefix}-${n}`;
  await database.insert(storedSettings).values({ key, value: "x".repeat(2_000), updatedAt: new Date(n) });
  console.log(key);
}
