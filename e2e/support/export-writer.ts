import { setTimeout as pause } from "node:timers/promises";
import { createChanges } from "@/lib/access/change";
import { createMemory } from "@/lib/access/memory";
import { createAccessStores } from "@/lib/access/stores";
import { aPerson } from "@/lib/access/testing";
import { keyOf, viewOf } from "@/lib/access/view";
import { createArchiveStores, createTaking } from "@/lib/archive";
import { openEmbedded } from "@/lib/database/embedded";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import { createExportFolder, createExportStores, createExportWriter, exportJob } from "@/lib/exports";
import { createJobs } from "@/lib/jobs/jobs";

/**
 * Test code: writes the training records of every kept call as a background export, until it is done or killed:
 * `export-writer.ts <data directory>`. Says "wrote <calls>" for what the row calls sure, "done <id>" at its end.
 */
const [, , dataDir = ""] = process.argv;
const person = aPerson("admin");
const view = viewOf(person, { supervisorsSeeNumbers: true, redactForSupervisors: false });
const open = await openEmbedded(dataDir);
const { database } = open;
const unitOfWork = createUnitsOfWork({ database, nowMs: Date.now, onDefect: () => undefined });
const change = createChanges({ unitOfWork, nowMs: Date.now });
const parts = createAccessStores({ database, nowMs: Date.now, memory: createMemory(open.changes), change });
const stores = { ...parts, ...createArchiveStores(parts), ...createExportStores(parts) };
const jobs = createJobs({
  database,
  isAlone: true,
  faults: { away: () => undefined, well: () => undefined, failed: ({ error }) => console.error(error) },
});
createExportWriter({
  exports: stores.exports,
  folder: createExportFolder(`${dataDir}/exports`),
  take: createTaking({ stores: async () => stores, lookThrough: async () => undefined }).take,
  ...{ personOf: async () => person, viewFor: async () => view, keyOf, settleBytes: 64 * 1_024 },
}).on(jobs);
jobs.start();

/** The one that there is, or a new one once jobs have begun. */
async function begun(): Promise<string> {
  for (;;) {
    const [known] = await stores.exports.list(person.id);
    if (known !== undefined) return known.id;
    const wanted = { ownerId: person.id, ownerRole: "admin", format: "training", view: keyOf(view) } as const;
    const made = await unitOfWork(async (unit) => {
      const row = await stores.exports.add(unit.tx, { ...wanted, question: { filters: {}, ids: null } });
      if (row !== null) await jobs.send(exportJob, { exportId: row.id }, unit);
      return row;
    }).catch(() => null);
    if (made !== null) return made.id;
    await pause(20);
  }
}

const id = await begun();
for (let known = -1; ; await pause(5)) {
  const row = await stores.exports.find(id);
  if (row === null || row.state === "failed") throw new Error(`given up: ${row?.fault}`);
  if (row.calls !== known) console.log(`wrote ${row.calls}`);
  known = row.calls;
  if (row.state === "done") break;
}
console.log(`done ${id}`);
await jobs.stop(0);
await open.close();
