import { archivedCallOf, createArchiveStores, inScope } from "@/lib/archive";
import { openEmbedded } from "@/lib/database/embedded";
import { qualityOver } from "@/lib/quality/testing";

/**
 * Test code: has what waits in an archive judged, until it is done or killed: `judging-writer.ts <data directory>`. Says
 * "judged <id>" for what was acknowledged, "done" at its end.
 */
const [, , dataDir = ""] = process.argv;
const open = await openEmbedded(dataDir);
const { archive } = createArchiveStores({ database: open.database, nowMs: Date.now });
const { judging } = qualityOver(open.database, {
  ...{ nowMs: Date.now, inScope },
  readCalls: async (ids) =>
    (await archive.findMany(ids)).map((row) => {
      const { agentId, agentName, happenedAt } = row;
      return { ...archivedCallOf(row), agentId, agentName, happenedAt };
    }),
  onSettled: (callId) => console.log(`judged ${callId}`),
});
await judging.run(new AbortController().signal);
console.log("done");
await open.close();
