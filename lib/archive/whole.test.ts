import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trimAnswer } from "@/lib/call-api/trim.mjs";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { type Transaction, transact } from "@/lib/database/transaction";
import { createArchive } from "./archive";
import { readQuery } from "./query";
import { type ArchiveStores, createArchiveStores } from "./stores";
import { anEnded, aTalk, keepAll } from "./testing";
import type { Form } from "./words";

let open: OpenDatabase;
let stores: ArchiveStores;
const NOW_MS = Date.UTC(2026, 0, 5, 10);
beforeAll(async () => {
  open = await openTestDatabase();
  stores = createArchiveStores({ database: open.database, nowMs: () => NOW_MS });
});
afterAll(() => open.close());

const LINES = ["The first of all.", "The second.", "The last of all."];

/** An archive whose call service says this of a call that is asked for whole. */
function anArchive(readWhole: Parameters<typeof createArchive>[0]["readWhole"]) {
  const change = <T>(_actor: unknown, work: (unit: { tx: Transaction }) => Promise<T>) =>
    transact(open.database, (tx) => work({ tx }));
  return createArchive({
    stores: async () => ({ ...stores, change }) as never,
    authorize: async () => undefined,
    ...{
      viewFor: async () => ({}) as never,
      lookThrough: async () => "",
      askerOf: () => undefined,
      countSearch: () => {},
    },
    ...{ keeps: async () => true, keptDays: async () => ({ talkDays: 9_999, factDays: 9_999 }), readWhole },
    ...{ endsOf: async () => new Map(), demo: () => false, nowMs: () => NOW_MS },
    ...{ scrub: async () => true, sweepExports: async () => {} },
  });
}

describe("a call with more than is held while it runs", () => {
  const held = (id: string, isSettled = true) => {
    const { call } = whole(id);
    const newest = { ...call, transcript: (call.transcript ?? []).slice(1) };
    return anEnded(newest, { omittedMessages: 1, isSettled, readAtMs: NOW_MS - 2_000 });
  };
  const whole = (id: string, status = "completed") => ({
    ...{ call: aTalk(LINES, { id, status }), omittedMessages: 0, readAtMs: NOW_MS - 1_000 },
  });
  const saidIn = async (id: string) => {
    const kept = await stores.archive.read(id);
    const lines = kept?.archived.call.transcript?.map(({ content }) => content);
    return { lines, omitted: kept?.record.omittedMessages, isSettled: kept?.record.isSettled };
  };

  test("is read once more when it is over for good, and stored whole", async () => {
    const asked: string[] = [];
    const archive = anArchive(async (id) => {
      asked.push(id);
      return whole(id);
    });
    await archive.keep(held("whole", false));
    expect(asked).toEqual([]);
    expect(await saidIn("whole")).toEqual({ lines: LINES.slice(1), omitted: 1, isSettled: false });
    await archive.keep(held("whole"));
    expect(asked).toEqual(["whole"]);
    expect(await saidIn("whole")).toEqual({ lines: LINES, omitted: 0, isSettled: true });
    const keys = (await stores.archive.read("whole"))?.archived.lineKeys;
    // The lines that were known keep their keys.
    expect(keys).toEqual([2, 0, 1]);
  });

  test("stays to be read where it cannot be now, or lives again", async () => {
    await anArchive(async () => "wait").keep(held("later"));
    expect(await saidIn("later")).toEqual({ lines: LINES.slice(1), omitted: 1, isSettled: false });
    await anArchive(async (id) => whole(id, "active")).keep(held("alive"));
    expect(await saidIn("alive")).toEqual({ lines: LINES.slice(1), omitted: 1, isSettled: false });
    expect((await stores.archivePending.unsettled(9)).map(({ callId }) => callId).sort()).toEqual(["alive", "later"]);
  });

  test("is kept as it was held where the call service has it no more", async () => {
    await anArchive(async () => "gone").keep(held("gone"));
    expect(await saidIn("gone")).toEqual({ lines: LINES.slice(1), omitted: 1, isSettled: true });
  });

  test.each(["line", "summary"] as const)("is read whole too where a single %s was cut", async (which) => {
    const long = `${"word ".repeat(5_000)}airship`;
    const text = (id: string, words: string) =>
      which === "line" ? aTalk([...LINES, words], { id }) : aTalk(LINES, { id, summary: words });
    const answer = { data: structuredClone(text("cut", long)) };
    expect(trimAnswer(answer)).toBe(0);
    const asked: string[] = [];
    await anArchive(async (id) => {
      asked.push(id);
      return { call: text(id, long), omittedMessages: 0, readAtMs: NOW_MS - 1_000 };
    }).keep(anEnded(answer.data, { readAtMs: NOW_MS - 2_000, isSettled: true }));
    expect(asked).toEqual(["cut"]);
    const kept = (await stores.archive.read("cut"))?.archived.call;
    expect(which === "line" ? kept?.transcript?.at(-1)?.content : kept?.summary).toBe(long);
  });

  test("and one whose lines are all held is not asked for again", async () => {
    await anArchive(async () => {
      throw new Error("asked");
    }).keep(anEnded(aTalk(LINES, { id: "short" })));
    expect((await saidIn("short")).lines).toEqual(LINES);
  });
});

test("of talk longer than the index takes with its places every word is found, and what is redacted is not", async () => {
  const many = Array.from(
    { length: 6_000 },
    (_, n) => `Line number one of many about topic${n} and some more words to fill it up.`,
  );
  await keepAll(open.database, [
    anEnded(aTalk([...many, "My card number is 4111 1111 1111 1111.", "Finally the zeppelin landed."], { id: "long" })),
  ]);
  const found = async (q: string, form: Form) => {
    const asked = {
      query: readQuery(q),
      filters: {},
      scope: null,
      form,
      sort: "newest",
      limit: 5,
      after: null,
    } as const;
    return (await stores.archiveSearch.search(asked)).callIds;
  };
  for (const form of ["plain", "masked", "redacted"] as const) {
    for (const word of ["topic3", "topic5999", "zeppelin", "zeppelins landing", "topic1 zeppelin"]) {
      expect([form, word, await found(word, form)]).toEqual([form, word, ["long"]]);
    }
  }
  expect(await found("4111", "plain")).toEqual(["long"]);
  expect(await found("4111", "redacted")).toEqual([]);
});
