import { aBackfill, fakeReads, pastCourses } from "@/lib/archive/testing";
import { openEmbedded } from "@/lib/database/embedded";

/**
 * Test code: brings so many calls of a fake call service into an archive, until it is done or killed:
 * `backfill-writer.ts <data directory> <how many>`. Says "kept <id>" for what was acknowledged, "done" at its end.
 */
const [, , dataDir = "", count = "0"] = process.argv;
const BEFORE_MS = Date.UTC(2026, 0, 5);
const open = await openEmbedded(dataDir);
const { reads } = fakeReads(pastCourses(Number(count), BEFORE_MS), Date.now);
const { backfills, commit, run } = aBackfill(open.database, reads, (callId) => console.log(`kept ${callId}`));
await commit(async (tx) => {
  if (!(await backfills.isFirst(tx))) return;
  await backfills.begin(tx, { fromAt: null, toAt: new Date(BEFORE_MS), planned: null, startedByName: null }, 10);
});
await run(new AbortController().signal);
console.log("done");
await open.close();
