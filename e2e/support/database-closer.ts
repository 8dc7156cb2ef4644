import { openDatabase } from "@/lib/database/database";

/**
 * Test code: uses a Postgres server and closes its connections, with nothing else to keep the process alive:
 * `database-closer.ts <address of the database>`. Says "closed" once they are.
 */
const [, , url = ""] = process.argv;
const open = await openDatabase({ url, dataDir: "" });
await open.ping();
await open.close();
console.log("closed");
