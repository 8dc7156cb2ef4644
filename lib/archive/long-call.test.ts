import { afterAll, beforeAll, expect, test } from "vitest";
import type { Call } from "@/lib/calls/call";
import { readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import { prepareLong } from "./long-call";
import { type ArchiveStores, createArchiveStores } from "./stores";
import { anEnded } from "./testing";

let open: OpenDatabase;
let stores: ArchiveStores;
const NOW_MS = Date.UTC(2026, 0, 5, 10);
beforeAll(async () => {
  open = await openTestDatabase();
  stores = createArchiveStores({ database: open.database, nowMs: () => NOW_MS });
});
afterAll(() => open.close());

const at = (place: number) => new Date(NOW_MS + place * 1_500).toISOString();

/** As it came: lines in the call API's own form, lines in another, texts that no database takes, and a field of nobody's. */
function aLongCall(id: string, lines = 1_501): Call {
  const transcript = Array.from({ length: lines }, (_, place) => {
    const content = `${place} \0 \ud800 \u0010 "said" ${"and so on ".repeat(90)}`;
    const role = place % 2 === 0 ? "user" : "assistant";
    return place % 3 === 0
      ? { speaker: role, text: content, time: at(place) }
      : { role, content, timestamp: at(place) };
  });
  const sent = { id, status: "completed", startedAt: at(0), endedAt: at(lines), odd: { "\0": ["\udfff"] }, transcript };
  const reading = readCall(sent, NOW_MS + 86_400_000);
  if (reading === null) throw new Error("It cannot be read.");
  return withSent(reading, sent);
}

/** Stores them in one transaction. @returns what is stored of each, but its id, and how many pieces came in */
async function keep(calls: readonly Call[], { isPrepared = false, keepsTalk = true } = {}) {
  const asked: string[] = [];
  for (const call of isPrepared ? calls : []) await prepareLong(call, { keepsTalk });
  await transact(open.database, async (tx) => {
    const execute = tx.execute.bind(tx);
    tx.execute = ((query: Parameters<typeof execute>[0]) => {
      asked.push(JSON.stringify(query).slice(0, 400));
      return execute(query);
    }) as typeof tx.execute;
    const puts = calls.map((call) => ({ ended: anEnded(call, { readAtMs: NOW_MS }), keepsTalk }));
    await stores.archive.putAll(tx, puts);
  });
  const kept = await Promise.all(calls.map(({ id }) => stores.archive.find(id)));
  const pieces = asked.filter((query) => query.includes("insert into long_calls")).length;
  return { rows: kept.map((row) => ({ ...row, callId: "", sent: { ...row?.sent, id: "" } })), pieces };
}

test("a long call that was written down in pieces is stored as one that was not, several in one transaction", async () => {
  const atOnce = await keep([aLongCall("plain")]);
  expect(atOnce.pieces).toBe(0);
  expect(atOnce.rows[0]?.sent).toMatchObject({ odd: { "\0": ["\udfff"] } });
  const inPieces = await keep([aLongCall("one"), aLongCall("two")], { isPrepared: true });
  expect(inPieces.pieces).toBeGreaterThanOrEqual(4);
  expect(inPieces.rows).toEqual([atOnce.rows[0], atOnce.rows[0]]);
  // What came stands there field by field, under the names that it came by.
  expect(inPieces.rows[0]?.sent).toMatchObject({ transcript: { 0: { speaker: "user" }, 1: { role: "assistant" } } });
});

test("a long call that is read anew is stored in pieces over what is stored", async () => {
  await keep([aLongCall("again")], { isPrepared: true });
  const { rows, pieces } = await keep([aLongCall("again", 1_600)], { isPrepared: true });
  expect(pieces).toBeGreaterThanOrEqual(2);
  expect(rows[0]?.lineKeys).toHaveLength(1_600);
});

test("of a call whose talk is kept no longer nothing that was said comes into the database", async () => {
  const { rows, pieces } = await keep([aLongCall("old")], { isPrepared: true, keepsTalk: false });
  expect(pieces).toBe(0);
  expect((await stores.archive.find("old"))?.sent).toBeNull();
  expect(rows[0]?.measures?.responses).toBeGreaterThan(0);
});

test("a short call is stored at once", async () => {
  expect((await keep([aLongCall("short", 20)], { isPrepared: true })).pieces).toBe(0);
});
