import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { archivedCalls } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { type Transaction, transact } from "@/lib/database/transaction";
import { readQuery } from "./query";
import { createRemaking, type RemakingProgress } from "./remaking";
import type { WordMaking } from "./store";
import { createArchiveStores } from "./stores";
import { anEnded, aTalk } from "./testing";
import { type Form, wordsOf } from "./words";

const READ_AT_MS = Date.UTC(2026, 0, 5, 9);
/** What each version of a redaction takes out of talk. */
const TAKEN_OUT: Record<number, readonly string[]> = {
  1: [],
  2: ["zanzibar"],
  3: ["zanzibar", "lighthouse"],
  4: ["lighthouse"],
};

function redactionOf(version: number): WordMaking {
  const out = new RegExp((TAKEN_OUT[version] ?? []).join("|") || "(?!)", "g");
  return {
    version,
    wordsOf(archived) {
      const words = wordsOf(archived);
      if (words === null) return null;
      const text = { ...words.plain, lines: words.plain.lines.map((line) => line.replace(out, "[code]")) };
      const other = text.lines.join() === words.plain.lines.join() ? null : text;
      return { ...words, masked: other, redacted: other };
    },
  };
}

let open: OpenDatabase;
let nowMs = Date.UTC(2026, 0, 5, 10);
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
afterEach(() => open.database.delete(archivedCalls));

/** A program with this redaction on the one database. */
function program(version: number) {
  const making = redactionOf(version);
  const stores = createArchiveStores({ database: open.database, nowMs: () => nowMs++, making });
  const told: RemakingProgress[] = [];
  const commit = <T>(work: (tx: Transaction) => Promise<T>) => transact(open.database, work);
  return {
    told,
    stores,
    store: (id: string, lines: readonly string[], readAtMs = READ_AT_MS) =>
      commit((tx) => stores.archive.put(tx, anEnded(aTalk(lines, { id }), { readAtMs }), { keepsTalk: true })),
    async find(q: string, form: Form, sort: "best" | "newest" = "newest") {
      const asked = { query: readQuery(q), filters: {}, scope: null, form, sort, limit: 50, after: null };
      const { callIds, count, unsearched } = await stores.archiveSearch.search(asked);
      return { ids: callIds.toSorted(), count: count.value, unsearched: unsearched.value };
    },
    /** @param most so many calls, then the process is killed */
    async remake(most = Number.POSITIVE_INFINITY, lookThrough = async () => {}) {
      let left = most;
      const killed = new Error("killed");
      const { run } = createRemaking({
        ...stores,
        ...{ making, lookThrough, nowMs: () => nowMs, sleep: async () => {}, onProgress: (one) => told.push(one) },
        transact: async (work) => {
          if (left-- <= 0) throw Object.assign(killed, { name: "DatabaseUnavailableError" });
          return commit(work);
        },
      });
      await run(new AbortController().signal).catch((error: unknown) => {
        if (error !== killed) throw error;
      });
    },
  };
}

const FORMS = ["masked", "redacted"] as const;

describe("words that another redaction has made", () => {
  test.each(FORMS)(
    "are found by nobody who reads %s talk, counted, and found once they are made anew",
    async (form) => {
      const before = program(1);
      await before.store("told", ["the code is zanzibar", "thank you, it is noted"]);
      await before.store("other", ["no code here", "all is noted"]);
      expect((await before.find("zanzibar", form)).ids).toEqual(["told"]);

      const after = program(2);
      for (const sort of ["newest", "best"] as const) {
        expect(await after.find("zanzibar", form, sort)).toEqual({ ids: [], count: 0, unsearched: 2 });
        expect(await after.find("noted", form, sort)).toEqual({ ids: [], count: 0, unsearched: 2 });
        expect((await after.find('"the code"', form, sort)).ids).toEqual([]);
        expect((await after.find("noted -zanzibar", form, sort)).ids).toEqual([]);
      }
      expect((await after.find("zanzibar", "plain")).ids).toEqual(["told"]);

      await after.remake();
      expect(await after.find("zanzibar", form)).toEqual({ ids: [], count: 0, unsearched: 0 });
      expect(await after.find("noted", form)).toEqual({ ids: ["other", "told"], count: 2, unsearched: 0 });
      expect((await after.find("zanzibar", "plain")).ids).toEqual(["told"]);
      expect(after.told.map(({ left, isDone }) => [left, isDone])).toEqual([
        [2, false],
        [0, true],
      ]);
    },
  );

  test("go on being made where a process was killed, and are made once", async () => {
    const before = program(1);
    for (let place = 0; place < 5; place += 1) await before.store(`call_${place}`, ["zanzibar", "noted by all of us"]);
    const after = program(2);
    await after.remake(2);
    expect((await after.find("noted", "redacted")).unsearched).toBe(3);
    await after.remake();
    expect(await after.find("noted", "redacted")).toMatchObject({ count: 5, unsearched: 0 });
    const untold = after.told.length;
    await after.remake();
    expect(after.told).toHaveLength(untold);
  });

  test("do not come in the place of those of a call that was stored anew meanwhile", async () => {
    await program(1).store("told", ["the code is zanzibar"]);
    const after = program(2);
    await after.remake(Number.POSITIVE_INFINITY, async () => {
      await after.store("told", ["the code is zanzibar", "and a lighthouse"], READ_AT_MS + 1);
    });
    expect((await after.find("lighthouse", "redacted")).ids).toEqual(["told"]);
    expect((await after.find("zanzibar", "redacted")).ids).toEqual([]);
  });

  test("stay as they are where the talk is gone or the call was erased meanwhile", async () => {
    const before = program(1);
    await before.store("purged", ["the code is zanzibar"]);
    await before.store("erased", ["the code is zanzibar"]);
    const after = program(2);
    await after.remake(Number.POSITIVE_INFINITY, async () => {
      await open.database
        .update(archivedCalls)
        .set({ sent: null, words: null })
        .where(eq(archivedCalls.callId, "purged"));
      await open.database.delete(archivedCalls).where(eq(archivedCalls.callId, "erased"));
    });
    const rows = await open.database.select({ words: archivedCalls.words }).from(archivedCalls);
    expect(rows).toEqual([{ words: null }]);
  });

  test("of a call that fails keep no other waiting, and are counted", async () => {
    const before = program(1);
    await before.store("bad", ["nothing of it can be read"]);
    await before.store("good", ["all is noted"]);
    await open.database
      .update(archivedCalls)
      .set({ happenedAt: sql`happened_at + interval '1 day'` })
      .where(eq(archivedCalls.callId, "bad"));
    const after = program(2);
    let first = true;
    await after.remake(Number.POSITIVE_INFINITY, async () => {
      const isFirst = first;
      first = false;
      if (isFirst) throw new Error("It cannot be looked through.");
    });
    expect(await after.find("noted", "redacted")).toMatchObject({ ids: ["good"], unsearched: 1 });
    expect(after.told.at(-1)).toEqual({ remade: 1, left: 1, failed: 1, isDone: true });
  });

  test("tell nobody of calls out of their scope or filters", async () => {
    await program(1).store("told", ["the code is zanzibar"]);
    const { archiveSearch } = program(2).stores;
    const asked = { query: readQuery("code"), form: "redacted", sort: "newest", limit: 5, after: null } as const;
    const { unsearched } = await archiveSearch.search({ ...asked, filters: { statuses: ["failed"] }, scope: null });
    expect(unsearched.value).toBe(0);
  });

  test("never let a redacted reader find what their program's redaction takes out, in whatever order programs write and remake", async () => {
    const act = fc.record({
      what: fc.constantFrom("store" as const, "remake" as const, "some" as const),
      version: fc.integer({ min: 1, max: 4 }),
      call: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
        await open.database.delete(archivedCalls);
        for (const [place, { what, version, call }] of acts.entries()) {
          const one = program(version);
          if (what === "store")
            await one.store(`call_${call}`, ["zanzibar and a lighthouse", "noted"], READ_AT_MS + place);
          else await one.remake(what === "some" ? 1 : undefined);
          for (const reader of [1, 2, 3, 4].map((asked) => ({ asked, program: program(asked) }))) {
            for (const word of TAKEN_OUT[reader.asked] ?? []) {
              expect((await reader.program.find(word, "redacted")).ids).toEqual([]);
            }
          }
          if (what !== "remake") continue;
          const stored = (await open.database.select({ id: archivedCalls.callId }).from(archivedCalls)).length;
          expect(await one.find("noted", "redacted")).toMatchObject({ count: stored, unsearched: 0 });
        }
      }),
      { numRuns: 15 },
    );
  });
});
