import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aPerson } from "@/lib/access/testing";
import { keyOf, type View, viewOf } from "@/lib/access/view";
import { createErasureStore } from "@/lib/archive/erasure-store";
import { aCall, aMessage, at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import { MOST_KEPT_EXPORTS, MOST_RUNNING_EXPORTS } from "@/lib/wire/exports-contract";
import { createExportFolder } from "./folder";
import type { TakenCall } from "./many";
import { createExportStore } from "./store";
import { createExportWriter, type Take } from "./writer";

const COUNT = 40;
const A_PIECE = 4;
const POLICY = { supervisorsSeeNumbers: false, redactForSupervisors: false };
const SUPERVISOR = aPerson("supervisor");
const DAY_MS = 86_400_000;

const call = (place: number): TakenCall => ({
  call: aCall({
    id: `call_${place}`,
    transcript: place % 10 === 9 ? null : [aMessage({ content: `Line of ${place} ü.` })],
  }),
  facts: {
    ...{ id: `call_${place}`, status: "completed", direction: null, agent: { id: null, name: null }, campaignId: null },
    ...{ phoneNumber: null, contactName: null, createdAt: null, startedAt: null, endedAt: null, happenedAt: at(0) },
    ...{ duration: null, failureReason: null, summary: null, messageCount: null, attention: null },
    ...{ endedByPerson: false, hasTalk: true, hits: [] },
  },
  measures: null,
});

let open: OpenDatabase;
let dir: string;
let nowMs: number;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), "earshot-exports-")), "exports");
  nowMs = Date.UTC(2026, 0, 5);
});
afterEach(() => rmSync(join(dir, ".."), { recursive: true, force: true }));

type Happening = { onPiece?: (piece: number, id: string) => Promise<unknown>; sliceMs?: number; settleBytes?: number };

/** Everything about exports, with calls that are counted up, and a place at which something happens to it. */
function world({ onPiece = async () => undefined, sliceMs = 0, settleBytes = 1 }: Happening = {}) {
  const exports = createExportStore({ database: open.database, nowMs: () => nowMs });
  const state: {
    view: View;
    person: typeof SUPERVISOR | null;
    asked: unknown[];
    id: string;
    gone: string[];
    unsearched: number;
  } = {
    ...{ view: viewOf(SUPERVISOR, POLICY), person: SUPERVISOR, asked: [], id: "", gone: [], unsearched: 0 },
  };
  const take: Take = async function* (view, { after: reached, ...asked }, signal) {
    state.asked.push({ view, ...asked });
    for (let from = reached === null ? 0 : reached.happenedMs + 1; from < COUNT; from += A_PIECE) {
      signal?.throwIfAborted();
      const to = Math.min(from + A_PIECE, COUNT);
      const all = Array.from({ length: to - from }, (_, place) => call(from + place));
      const calls = all.filter((one) => !state.gone.includes(one.call.id));
      const after = to === COUNT ? null : { happenedMs: to - 1, callId: `call_${to - 1}` };
      yield { calls, after, unsearched: state.unsearched };
      await onPiece(from / A_PIECE, state.id);
    }
  };
  const writer = createExportWriter({
    ...{ exports, folder: createExportFolder(dir), take, keyOf, sliceMs, settleBytes },
    personOf: async () => state.person,
    viewFor: async () => state.view,
  });
  async function begin(ownerId = SUPERVISOR.id) {
    const wanted = { ownerId, ownerRole: "supervisor", format: "training", view: keyOf(state.view) } as const;
    const question = { filters: { agent: ["a"] }, ids: null };
    const row = await transact(open.database, (tx) => exports.add(tx, { ...wanted, question }));
    state.id = row?.id ?? "";
    return row;
  }
  /** Attempt after attempt, as jobs are tried again. */
  async function untilOver(id: string, signal = new AbortController().signal) {
    for (let attempts = 1; attempts < 200; attempts += 1) {
      const outcome = await writer.write(id, signal).catch((error: Error) => error);
      if (outcome === "over") return attempts;
    }
    throw new Error("it never ends");
  }
  return { exports, writer, state, begin, untilOver };
}

const WHOLE = [
  ...Array.from({ length: COUNT }, (_, place) => place)
    .filter((place) => place % 10 !== 9)
    .map((place) => `call_${place}`),
  { _skipped: 4 },
];
function written(id: string) {
  return readFileSync(join(dir, id), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))
    .map((record) => record.call_id ?? record);
}

describe("an export that is written in the background", () => {
  test("has every call once, in slices, and is kept for a week for whom it was written", async () => {
    const { begin, untilOver, exports, state } = world();
    const row = await begin();
    if (row === null) throw new Error("refused");
    expect(await untilOver(row.id)).toBe(COUNT / A_PIECE);
    expect(written(row.id)).toEqual(WHOLE);
    const done = await exports.find(row.id);
    expect(done).toMatchObject({ state: "done", calls: 36, skipped: 4, expiresAt: new Date(nowMs + 7 * DAY_MS) });
    expect(statSync(join(dir, row.id)).size).toBe(done?.bytes);
    expect(statSync(join(dir, row.id)).mode & 0o077).toBe(0);
    expect(state.asked[0]).toMatchObject({ question: { agent: ["a"] }, withTalk: true, view: state.view });
  });

  test("that breaks off anywhere goes on where it was sure: nothing is missing and nothing is there twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(COUNT / A_PIECE - 2), { minLength: 1, maxLength: 5 }), async (places) => {
        const due = new Set(places);
        const { begin, untilOver } = world({
          sliceMs: 60_000,
          async onPiece(piece) {
            if (due.delete(piece)) throw new Error("killed");
          },
        });
        const row = await begin("breaks");
        if (row === null) throw new Error("refused");
        expect(await untilOver(row.id)).toBe(places.length + 1);
        expect(written(row.id)).toEqual(WHOLE);
        await open.database.execute("delete from call_exports");
      }),
      { numRuns: 12 },
    );
  });

  test("counts over all slices what could not be searched, says it in the file, and goes on saying it", async () => {
    const { begin, untilOver, exports, state } = world();
    state.unsearched = 3;
    const row = await begin("unsearched");
    if (row === null) throw new Error("refused");
    expect(await untilOver(row.id)).toBe(COUNT / A_PIECE);
    const unsearched = (3 * COUNT) / A_PIECE;
    expect(written(row.id).at(-1)).toEqual({ _skipped: 4, _unsearched: unsearched });
    expect((await exports.find(row.id))?.question).toEqual({ filters: {}, ids: null, unsearched });
  });

  test("that is deleted while it is written ends, and leaves no file", async () => {
    const { begin, untilOver, exports } = world({
      sliceMs: 60_000,
      onPiece: (piece, id) =>
        piece === 3 ? transact(open.database, (tx) => exports.remove(tx, id, "cancels")) : Promise.resolve(),
    });
    const row = await begin("cancels");
    await untilOver(row?.id ?? "");
    expect(readdirSync(dir)).toEqual([]);
  });

  test.each<[what: string, change: (state: ReturnType<typeof world>["state"]) => object]>([
    ["may no longer", () => ({ person: aPerson("viewer") })],
    ["is gone", () => ({ person: null })],
    ["sees less than before", ({ view }) => ({ view: { ...view, redacted: true } })],
    ["sees other calls", ({ view }) => ({ view: { ...view, scope: { agents: [], agentNames: [], campaigns: [] } } })],
  ])("of somebody who %s meanwhile is given up, and its file goes", async (_, change) => {
    const { begin, writer, untilOver, exports, state } = world();
    const id = (await begin("rights"))?.id ?? "";
    expect(await writer.write(id, new AbortController().signal)).toBe("more");
    expect(existsSync(join(dir, id))).toBe(true);
    Object.assign(state, change(state));
    await untilOver(id);
    expect(await exports.find(id)).toMatchObject({ state: "failed", fault: "rights" });
    expect(readdirSync(dir)).toEqual([]);
    await open.database.execute("delete from call_exports");
  });

  test("whose file is on another server is given up and says so", async () => {
    const { begin, writer, untilOver, exports } = world();
    const id = (await begin("elsewhere"))?.id ?? "";
    await writer.write(id, new AbortController().signal);
    rmSync(join(dir, id));
    await untilOver(id);
    expect(await exports.find(id)).toMatchObject({ state: "failed", fault: "gave_up" });
  });

  test("goes with its week, and files that belong to none go with it", async () => {
    const { begin, untilOver, writer, exports } = world();
    const id = (await begin("week"))?.id ?? "";
    await untilOver(id);
    await writer.sweep();
    expect(readdirSync(dir)).toEqual([id]);
    nowMs += 8 * DAY_MS;
    await writer.sweep();
    expect([readdirSync(dir), await exports.find(id)]).toEqual([[], null]);
  });
});

describe("a call that is erased", () => {
  const erasures = () => createErasureStore({ database: open.database, nowMs: () => nowMs });
  const erase = (callId: string) => transact(open.database, (tx) => erasures().erase(tx, { callId }));
  const filesWith = (callId: string) =>
    (existsSync(dir) ? readdirSync(dir) : []).filter((name) =>
      readFileSync(join(dir, name), "utf8").includes(`"${callId}"`),
    );
  afterEach(() => open.database.execute("truncate call_exports, archive_tombstones cascade"));

  test("takes the files that hold it, says so, and leaves all others", async () => {
    const { begin, untilOver, exports, writer } = world();
    const holding = (await begin("erases"))?.id ?? "";
    await untilOver(holding);
    const other = (await begin("erases"))?.id ?? "";
    await untilOver(other);
    // As if the second had been of other calls.
    await open.database.execute(
      `update call_export_pieces set call_numbers = array_fill(7, array[cardinality(call_numbers)]) where export_id = '${other}'`,
    );
    expect(await erasures().count({ callId: "call_12" })).toEqual({ calls: 0, exports: 1 });
    expect(await erase("call_12")).toEqual({ calls: 0, exports: 1 });
    await writer.sweep();
    expect(readdirSync(dir)).toEqual([other]);
    expect(await exports.find(holding)).toMatchObject({ state: "failed", fault: "erased", bytes: 0 });
    expect(await exports.find(other)).toMatchObject({ state: "done" });
    expect(await erase("call_nowhere")).toEqual({ calls: 0, exports: 0 });
  });

  test("takes a file of which it is not known what it holds, as an earlier version wrote it", async () => {
    const { begin, untilOver, exports } = world();
    const id = (await begin("earlier"))?.id ?? "";
    await untilOver(id);
    await open.database.execute("delete from call_export_pieces");
    expect(await erase("call_nowhere")).toEqual({ calls: 0, exports: 1 });
    expect(await exports.find(id)).toMatchObject({ state: "failed", fault: "erased" });
  });

  test("is in no file that may be fetched, whenever it is erased while one is written", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(COUNT / A_PIECE - 2),
        fc.nat(COUNT - 1),
        fc.boolean(),
        async (at, place, isSettledRarely) => {
          const { begin, untilOver, exports, writer, state } = world({
            sliceMs: 60_000,
            ...(isSettledRarely && { settleBytes: 1e9 }),
            onPiece: async (piece) => {
              if (piece !== at) return;
              state.gone.push(`call_${place}`);
              await erase(`call_${place}`);
            },
          });
          const id = (await begin("meanwhile"))?.id ?? "";
          await untilOver(id);
          await writer.sweep();
          const row = await exports.find(id);
          const wasRead = place < (at + 1) * A_PIECE;
          expect(row).toMatchObject(wasRead ? { state: "failed", fault: "erased" } : { state: "done" });
          if (wasRead) expect(filesWith(`call_${place}`)).toEqual([]);
          await open.database.execute("truncate call_exports, archive_tombstones cascade");
        },
      ),
      { numRuns: 20 },
    );
  });
});

test("what was asked for, which may name a caller, is forgotten once the file is written or given up", async () => {
  const { begin, untilOver, exports } = world();
  const id = (await begin("forgets"))?.id ?? "";
  await untilOver(id);
  expect((await exports.find(id))?.question).toEqual({ filters: {}, ids: null });
});

describe("how many somebody may have", () => {
  test("at once: a few, however many are asked for at the same moment; others are not held up by them", async () => {
    const { begin } = world();
    const rows = await Promise.all(Array.from({ length: MOST_RUNNING_EXPORTS + 4 }, () => begin("many")));
    expect(rows.filter((row) => row !== null)).toHaveLength(MOST_RUNNING_EXPORTS);
    expect(await begin("another")).not.toBeNull();
  });

  test("kept: as many as there is room for", async () => {
    const { begin, untilOver } = world();
    for (let place = 0; place < MOST_KEPT_EXPORTS; place += 1) await untilOver((await begin("keeps"))?.id ?? "");
    expect(await begin("keeps")).toBeNull();
  });
});
