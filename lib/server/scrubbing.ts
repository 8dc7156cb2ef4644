import "server-only";
import { eq } from "drizzle-orm";
import type { Database, OpenDatabase } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";

/** Of which tables deleted rows may not go on lying in files. */
const TABLES = [
  "archived_calls",
  "call_figures",
  "stored_settings",
  "quality_scores",
  "quality_reviews",
  "quality_notes",
  "external_scores",
];
const ASKED = "scrub.asked";
/** Hours of the night, by this machine's clock, in which the database may be busy for a minute. */
const QUIET_FROM = 2;
const QUIET_UNTIL = 5;

const isQuiet = (now: Date) => now.getHours() >= QUIET_FROM && now.getHours() < QUIET_UNTIL;

/** Does what was asked for and has not been done yet, if it can be now. @throws DatabaseUnavailableError */
export async function scrubWhatIsLeft(parts: Parts): Promise<void> {
  const asked = await parts.database.$count(storedSettings, eq(storedSettings.key, ASKED));
  if (asked > 0) await scrubNow(parts);
}

type Parts = { database: Database; open: Pick<OpenDatabase, "scrub"> };

/** Has it done at once where that is quick, else in the next quiet hour. @throws DatabaseUnavailableError */
export async function scrub(parts: Parts): Promise<boolean> {
  await remember(parts.database);
  return scrubNow(parts);
}

const remember = (database: Database) =>
  database.insert(storedSettings).values({ key: ASKED, value: true, updatedAt: new Date() }).onConflictDoNothing();

async function scrubNow({ database, open }: Parts): Promise<boolean> {
  const isDone = await open.scrub(TABLES, { isQuiet: isQuiet(new Date()) });
  if (isDone) await database.delete(storedSettings).where(eq(storedSettings.key, ASKED));
  return isDone;
}
