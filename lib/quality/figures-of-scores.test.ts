import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/access/actor";
import { aPerson } from "@/lib/access/testing";
import { inScope } from "@/lib/archive/filters";
import { archivedCallOf } from "@/lib/archive/record";
import { createArchiveStores } from "@/lib/archive/stores";
import { anEnded, aTalk, keepAll } from "@/lib/archive/testing";
import type { OpenDatabase } from "@/lib/database/database";
import { callFigures } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { qualityOver } from "./testing";

const MIGRATION = join(import.meta.dirname, "../database/migrations/0016_external_scores.sql");
const NOW_MS = Date.UTC(2026, 0, 5, 12);
const ADMIN: Person = { ...aPerson("admin"), id: "admin", name: "admin" };
const GOOD = ["Hello, how can I help you?", "Great, I am happy with it.", "Thank you for calling, goodbye."];

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());

function worldOver() {
  const { archive } = createArchiveStores({ database: open.database, nowMs: () => NOW_MS });
  return qualityOver(open.database, {
    ...{ nowMs: () => NOW_MS, inScope },
    readCalls: async (ids) =>
      (await archive.findMany(ids)).map((row) => {
        const { agentId, agentName, happenedAt } = row;
        return { ...archivedCallOf(row), agentId, agentName, happenedAt };
      }),
  });
}

test("a call's score and sentiment stand among its figures while it is judged, as if they had been there from the start", async () => {
  const { database } = open;
  const world = worldOver();
  const run = () => world.judging.run(new AbortController().signal);
  const figures = async () => {
    const [row] = await database.select().from(callFigures).where(eq(callFigures.callId, "one"));
    return [row?.rubricScore, row?.sentiment];
  };
  const one = aTalk(GOOD, { id: "one", summary: "It was resolved." });
  await keepAll(database, [anEnded(one)]);
  expect(await figures()).toEqual([null, null]);
  await run();
  const judged = [expect.closeTo(100, 3), 1];
  expect(await figures()).toEqual(judged);
  // Kept again it keeps them until it is judged again.
  await keepAll(database, [anEnded(one, { readAtMs: NOW_MS })]);
  expect(await figures()).toEqual(judged);
  await run();
  // What an earlier version had judged gets them by the migration.
  await database.update(callFigures).set({ rubricScore: null, sentiment: null });
  const fill = readFileSync(MIGRATION, "utf8").split("--> statement-breakpoint").at(-1) ?? "";
  await database.execute(sql.raw(fill));
  expect(await figures()).toEqual(judged);
  const [rubric] = await world.stores.qualityRubrics.list({ retired: false });
  await world.quality.rubrics.retire(ADMIN, rubric?.id ?? "");
  await run();
  expect(await figures()).toEqual([null, null]);
});
