import { openDatabase } from "@/lib/database/database";
import { createJobs } from "@/lib/jobs/jobs";
import { numberJob } from "./background";

/**
 * Test code: has one job in hand for as long as it lives, on a Postgres server: `job-writer.ts <address of the database>`.
 * Says "has <n>" once it is at it.
 */
const [, , url = ""] = process.argv;
const open = await openDatabase({ url, dataDir: "" });
const faults = { away: () => undefined, well: () => undefined, failed: () => undefined };
const jobs = createJobs({ database: open.database, faults });
jobs.on({ ...numberJob, limitSeconds: 600 }, async ({ n }) => {
  console.log(`has ${n}`);
  await new Promise(() => undefined);
});
jobs.start();
for (;;) {
  const sent = await jobs.send(numberJob, { n: 1 }).then(
    () => true,
    () => false,
  );
  if (sent) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
