import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aMessage, at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { archivedCalls, callFigures } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { anEnded, aTalk, keepAll } from "./testing";

const MIGRATION = join(import.meta.dirname, "../database/migrations/0014_figures.sql");

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());

const seen = (kind: "agent" | "caller" | "other", sentences: string[]) => ({
  participants: [
    { identity: kind, name: null, kind, joinedAt: at(0), joinedTold: true, leftAt: null, leftTold: false } as const,
  ],
  reasons: sentences.map((sentence, place) => ({
    ...{ reason: "caller_upset", severity: "warning" as const, sentence },
    ...{ openedAtMs: Date.parse(at(place)), clearedAtMs: null, line: null },
  })),
});
const transcript = [
  aMessage({ role: "user", timestamp: at(0) }),
  aMessage({ role: "assistant", timestamp: at(2_500) }),
];

test("figures of calls that were kept before there were any are those that are written with a call", async () => {
  const { database } = open;
  await keepAll(database, [
    anEnded(aTalk([], { id: "plain", transcript })),
    anEnded(aTalk([], { id: "asked", transcript: null, failureReason: "timeout" }), {
      ...{ campaignId: "spring", endedBy: { name: "Somebody", reason: null } },
      watched: seen("other", ["The caller asked for a person and swore"]),
    }),
    anEnded(aTalk(["Hello."], { id: "calm" }), {
      watched: seen("agent", ["The caller complained", "The caller swore"]),
    }),
  ]);
  const rows = () => database.select().from(callFigures).orderBy(callFigures.callId);
  const written = await rows();
  expect(written).toMatchObject([
    { callId: "asked", personJoined: true, askedForPerson: true, endedByPerson: true, responseMedianMs: null },
    { callId: "calm", personJoined: false, askedForPerson: false, reasons: ["caller_upset"] },
    { callId: "plain", wasWatched: false, responseMedianMs: 2_500, reasons: [] },
  ]);
  await database.delete(callFigures);
  const fill = readFileSync(MIGRATION, "utf8").split("--> statement-breakpoint").at(-1) ?? "";
  await database.execute(sql.raw(fill));
  expect(await rows()).toEqual(written);
});

test("what a forgotten sentence told stays told, and a call that goes takes its figures along", async () => {
  const { database } = open;
  const one = aTalk(["Hello."], { id: "told" });
  await keepAll(database, [anEnded(one, { watched: seen("caller", ["The caller asked for a person"]) })]);
  const found = () => database.select().from(callFigures).where(eq(callFigures.callId, "told"));
  await keepAll(database, [anEnded(one, { readAtMs: Date.UTC(2026, 0, 6), watched: seen("caller", [""]) })]);
  expect(await found()).toMatchObject([{ askedForPerson: true }]);
  await database.delete(archivedCalls).where(eq(archivedCalls.callId, "told"));
  expect(await found()).toEqual([]);
});
