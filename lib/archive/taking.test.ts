import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AccessStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import { at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import type { ArchiveQuestion } from "@/lib/wire/archive-filters";
import type { ScanPlace } from "./scan";
import { createArchiveSearch } from "./search";
import { WORD_MAKING } from "./store";
import type { ArchiveStores } from "./stores";
import { createTaking, type Taken, type Taking } from "./taking";
import { anEnded, aTalk, keepAll } from "./testing";

let open: OpenDatabase;
let taking: Taking;
/** The same archive once another redaction holds, before anything is made anew. */
let later: Taking;

const ALL: View = { masked: false, redacted: false, lines: true, raw: true, scope: null };
const COUNT = 465;
const HEAVY = "word ".repeat(4_000);

const CALLS = Array.from({ length: COUNT }, (_, place) =>
  anEnded(
    aTalk([`Hello, this is line one of ${place}.`, place % 7 === 0 ? "A refund please." : "Thank you."], {
      id: `call_${String(place).padStart(4, "0")}`,
      // Some are of one moment: only the id tells them apart.
      startedAt: at(Math.floor(place / 3) * 1_000),
      agent: { id: place % 2 === 0 ? "even" : "odd", name: "Reception" },
      ...(place % 155 === 0 && { transcript: [{ role: "user", content: `${HEAVY}${place}`, timestamp: at(0) }] }),
    }),
    { contactName: "Jane Appleseed" },
  ),
);

beforeAll(async () => {
  open = await openTestDatabase();
  const archive = await keepAll(open.database, []);
  await transact(open.database, async (tx) => {
    for (const ended of CALLS) await archive.put(tx, ended, { keepsTalk: true });
  });
  const archiveSearch = createArchiveSearch({ database: open.database });
  const stores = { archive, archiveSearch, database: open.database } as unknown as AccessStores & ArchiveStores;
  const parts = { stores: async () => stores, lookThrough: async () => undefined };
  taking = createTaking(parts);
  later = createTaking({ ...parts, making: { version: WORD_MAKING.version + 1 } });
}, 120_000);
afterAll(() => open.close());

type More = { view?: View; ids?: string[] | null; withTalk?: boolean };

async function idsOf(question: ArchiveQuestion, { view = ALL, ids = null, withTalk = true }: More = {}) {
  const found: string[] = [];
  for await (const { calls } of taking.take(view, { question, ids, withTalk, after: null, asker: "a" })) {
    found.push(...calls.map(({ call }) => call.id));
  }
  return found;
}

const NEWEST_FIRST = CALLS.map(({ call }) => call)
  .sort((a, b) => ((b.startedAt ?? "") + b.id < (a.startedAt ?? "") + a.id ? -1 : 1))
  .map(({ id }) => id);

describe("every kept call that matches", () => {
  test("comes once, from the newest to the oldest", async () => {
    expect(await idsOf({})).toEqual(NEWEST_FIRST);
  });

  test.each<[what: string, question: ArchiveQuestion, wanted: (place: number) => boolean]>([
    ["by agent", { agent: ["even"] }, (place) => place % 2 === 0],
    [
      "by a range of time",
      { from: Date.parse(at(10_000)), to: Date.parse(at(20_000)) },
      (place) => place >= 30 && place < 60,
    ],
    ["by what was said", { q: "refund" }, (place) => place % 7 === 0 && place % 155 !== 0],
    [
      "by a phrase, however far back",
      { q: '"a refund please"', agent: ["odd"] },
      (place) => place % 7 === 0 && place % 2 === 1 && place % 155 !== 0,
    ],
    ["by nothing that there is", { agent: ["nobody"] }, () => false],
  ])("%s", async (_, question, wanted) => {
    const ids = CALLS.flatMap(({ call }, place) => (wanted(place) ? [call.id] : []));
    expect((await idsOf(question)).toSorted()).toEqual(ids.toSorted());
  });

  test("chosen one by one, those that are there", async () => {
    expect(await idsOf({}, { ids: ["call_0003", "call_0464", "call_nowhere"] })).toEqual(["call_0464", "call_0003"]);
  });

  test("within the reader's scope alone, also where they were chosen one by one", async () => {
    const view: View = { ...ALL, scope: { agents: ["odd"], agentNames: [], campaigns: [] } };
    expect(await idsOf({}, { view, ids: ["call_0003", "call_0004"] })).toEqual(["call_0003"]);
    expect(await idsOf({}, { view })).toHaveLength((COUNT - 1) / 2);
  });

  test("masked as the view is, and found by nothing that it does not show", async () => {
    const view: View = { ...ALL, masked: true, redacted: true, raw: false };
    for await (const { calls } of taking.take(view, {
      question: {},
      ids: ["call_0001"],
      withTalk: true,
      after: null,
      asker: "a",
    })) {
      expect(JSON.stringify(calls)).not.toMatch(/Appleseed|Jane/);
    }
    expect(await idsOf({ who: "Appleseed" }, { view })).toEqual([]);
    expect(await idsOf({ who: "Appleseed" })).toHaveLength(COUNT);
    await expect(idsOf({ metadata: { key: "a", value: "b" } }, { view })).rejects.toMatchObject({
      reason: "not_permitted",
    });
  });

  test("without its talk where that is not wanted", async () => {
    for await (const { calls } of taking.take(ALL, {
      question: {},
      ids: ["call_0001"],
      withTalk: false,
      after: null,
      asker: "a",
    })) {
      expect(calls.map(({ call, facts }) => [call.transcript, facts.messageCount])).toEqual([[null, 2]]);
    }
  });
});

test("from wherever somebody left off it goes on with the next call, and none comes twice", async () => {
  const asked = { question: {}, ids: null, withTalk: true, asker: "a" };
  const before: string[] = [];
  let pieces = 0;
  for await (const { calls, after } of taking.take(ALL, { ...asked, after: null })) {
    before.push(...calls.map(({ call }) => call.id));
    pieces += 1;
    if (after === null) break;
    const rest: string[] = [];
    for await (const piece of taking.take(ALL, { ...asked, after }))
      rest.push(...piece.calls.map(({ call }) => call.id));
    expect([...before, ...rest]).toEqual(NEWEST_FIRST);
  }
  expect(pieces).toBeGreaterThan(COUNT / 100);
});

test("it ends at once when it is to", async () => {
  const stop = new AbortController();
  const taken = taking.take(ALL, { question: {}, ids: null, withTalk: true, after: null, asker: "a" }, stop.signal);
  await taken.next();
  stop.abort(new Error("stopped"));
  await expect(taken.next()).rejects.toThrow("stopped");
});

describe("calls whose words are not ready for a reader", () => {
  const REDACTED: View = { ...ALL, masked: true, redacted: true, raw: false };

  async function unsearchedOf(of: Taking, view: View, question: ArchiveQuestion, after: ScanPlace | null = null) {
    const asked = { question, ids: null, withTalk: false, after, asker: "a" };
    const all: Taken[] = [];
    for await (const piece of of.take(view, asked)) all.push(piece);
    return {
      found: all.reduce((sum, { calls }) => sum + calls.length, 0),
      unsearched: all.reduce((sum, one) => sum + one.unsearched, 0),
    };
  }

  test.each<[who: string, view: View, question: ArchiveQuestion, unsearched: number]>([
    ["who reads redacted talk", REDACTED, { q: "refund" }, COUNT],
    ["narrowed by what they may see", REDACTED, { q: "refund", agent: ["even"] }, Math.ceil(COUNT / 2)],
    ["who looks for no words", REDACTED, {}, 0],
    ["who reads all", ALL, { q: "refund" }, 0],
  ])("are counted for one %s", async (_, view, question, unsearched) => {
    expect((await unsearchedOf(later, view, question)).unsearched).toBe(unsearched);
    expect((await unsearchedOf(taking, view, question)).unsearched).toBe(0);
  });

  test("are counted once, wherever the walk goes on", async () => {
    const half: ArchiveQuestion = { q: "refund", to: Date.parse(at(77_000)) };
    const all = await unsearchedOf(later, REDACTED, half);
    const place = { happenedMs: Date.parse(at(40_000)), callId: "call_0121" };
    const behind = await unsearchedOf(later, REDACTED, half, place);
    expect(all.unsearched - behind.unsearched).toBe(
      CALLS.filter(({ call }) => {
        const ms = Date.parse(call.startedAt ?? "");
        return (
          ms < Date.parse(at(77_000)) && (ms > place.happenedMs || (ms === place.happenedMs && call.id >= place.callId))
        );
      }).length,
    );
  });
});
