import { openEmbedded } from "@/lib/database/embedded";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import { createJobs } from "@/lib/jobs/jobs";
import { createOutboxWorker } from "@/lib/jobs/outbox";
import { NUMBER, numberJob } from "./background";

/**
 * Sends messages and jobs, each within a change, and handles them, until it is killed: `background-writer.ts <data directory>`.
 * Says "sent n" for what was acknowledged, "message n" and "job n" for what was handled.
 */
const [, , dataDir = ""] = process.argv;
const { database } = await openEmbedded(dataDir);
const faults = { away: () => undefined, well: () => undefined, failed: () => undefined };
const outbox = createOutboxWorker({ database, faults });
outbox.on(NUMBER, async ({ n }) => console.log(`message ${n}`));
const jobs = createJobs({ database, faults });
jobs.on(numberJob, async ({ n }) => console.log(`job ${n}`));
outbox.start();
jobs.start();
const unitOfWork = createUnitsOfWork({ database, nowMs: Date.now, onDefect: () => undefined, onOutbox: outbox.wake });
for (let n = 0; ; ) {
  try {
    await unitOfWork(async (unit) => {
      unit.outbox.put(NUMBER, { n }, { key: "one" });
      await jobs.send(numberJob, { n }, unit);
    });
    console.log(`sent ${n}`);
    n += 1;
  } catch {
    // Jobs have not begun yet.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
