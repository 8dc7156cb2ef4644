import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { longPartOfCall } from "@/lib/access/visibility";
import { at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { archivedCalls, qualityNotes } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import type { ArchiveSort, Place } from "./cursor";
import type { ArchiveFilters } from "./filters";
import { readQuery } from "./query";
import { type ArchiveSearch, createArchiveSearch } from "./search";
import { anEnded, aTalk, keepAll } from "./testing";
import type { Form } from "./words";

let open: OpenDatabase;
let search: ArchiveSearch;

const JANE = "Jane Appleseed";
const CALLS = [
  anEnded(
    aTalk(["Hello, thank you for calling support.", "My parcel never arrived and I would like a refund please."], {
      id: "refund",
      startedAt: at(0),
      summary: "The customer asked for a refund of a lost parcel.",
    }),
    { campaignId: "spring" },
  ),
  anEnded(
    aTalk(
      [
        "Hello, how can I help?",
        "This is Jane Appleseed, my number is 4155552671.",
        "We are refunding the parcel now.",
      ],
      {
        id: "jane",
        startedAt: at(60_000),
        agent: { id: "agent-2", name: "Second" },
        duration: 600,
      },
    ),
    {
      contactName: JANE,
      watched: {
        participants: [],
        reasons: [
          {
            reason: "stuck",
            severity: "critical",
            sentence: "It is stuck.",
            openedAtMs: Date.parse(at(61_000)),
            clearedAtMs: null,
            line: null,
          },
        ],
      },
    },
  ),
  anEnded(
    aTalk(
      [
        "Guten Tag, wie kann ich Ihnen helfen?",
        "Ich möchte meine Bestellungen stornieren, bitte. Das Paket ist nicht da.",
      ],
      {
        id: "german",
        startedAt: at(120_000),
      },
    ),
  ),
  anEnded(
    aTalk(["Would you like to pay now", "arrived safely, thank you very much indeed my friend"], {
      id: "other",
      startedAt: at(180_000),
      status: "failed",
      duration: null,
    }),
  ),
];

beforeAll(async () => {
  open = await openTestDatabase();
  await keepAll(open.database, CALLS);
  const by = { madeById: "usr_ada", madeByName: "Ada", madeAt: new Date() };
  await open.database.insert(qualityNotes).values({ id: "note", callId: "jane", kind: "flag", text: "Listen.", ...by });
  search = createArchiveSearch({ database: open.database });
});
afterAll(() => open.close());

async function found(
  q: string,
  {
    sort = "newest",
    form = "plain",
    filters = {},
    scope = null,
  }: {
    sort?: ArchiveSort;
    form?: Form;
    filters?: ArchiveFilters;
    scope?: Parameters<ArchiveSearch["search"]>[0]["scope"];
  } = {},
) {
  return search.search({ query: readQuery(q), filters, scope, form, sort, limit: 10, after: null });
}
const ids = async (...args: Parameters<typeof found>) => (await found(...args)).callIds;

describe("words", () => {
  test.each([
    ["refund", ["jane", "refund"]],
    ["refunds parcel", ["jane", "refund"]],
    ["refund -jane", ["refund"]],
    ['"lost parcel"', ["refund"]],
    ['"parcel lost"', []],
    ['refund -"lost parcel"', ["jane"]],
    ['refund -"parcel lost"', ["jane", "refund"]],
    ["refun*", ["jane", "refund"]],
    ["bestellung", ["german"]],
    ["pakete", ["german"]],
    ["pakete OR refund", ["german", "jane", "refund"]],
    ['"pay now arrived"', []],
    ["nothing-like-it", []],
    ["it's refund'); drop table archived_calls; --", []],
  ])("%s finds %j", async (q, expected) => {
    expect(await ids(q)).toEqual(expected);
    expect((await ids(q, { sort: "best" })).sort()).toEqual([...expected].sort());
  });

  test("are none where nobody typed any: every call is there", async () => {
    for (const q of ["", "' & | ! ( ) : * <-> \\", '""', "OR"]) expect(await ids(q)).toHaveLength(CALLS.length);
  });

  test.each(["newest", "best"] as const)("that are only left out leave all other calls, the %s first", async (sort) => {
    const without = (await ids('-"lost parcel"', { sort })).toSorted();
    expect(without).toEqual((await ids("")).filter((id) => id !== "refund").toSorted());
  });

  test("weigh more in the summary", async () => {
    expect(await ids("refund", { sort: "best" })).toEqual(["refund", "jane"]);
  });

  test.each(["newest", "best"] as const)(
    "too common in a language that is spoken here find nothing in it, and that is said, by %s",
    async (sort) => {
      // "the" means nothing in German, and is looked for there.
      expect(await found("the", { sort })).toMatchObject({ callIds: [], isTooCommon: true });
      expect(await found("the", { sort, filters: { agents: ["agent-2"] } })).toMatchObject({ isTooCommon: true });
      expect(await found("the refund", { sort })).toMatchObject({ isTooCommon: false });
      expect(await found("nothing-like-it", { sort })).toMatchObject({ callIds: [], isTooCommon: false });
    },
  );

  test("too common for one language are found where nobody knows the language, and are too common where none is", async () => {
    await keepAll(open.database, [anEnded(aTalk(["The 1 2 3", "ok"], { id: "short", startedAt: at(-60_000) }))]);
    expect(await found("the")).toMatchObject({ callIds: ["short"], isTooCommon: false });
    await open.database.delete(archivedCalls).where(eq(archivedCalls.callId, "short"));
    expect(await found("the")).toMatchObject({ callIds: [], isTooCommon: true });
  });
});

test("an archive that holds nothing has no word in it that is too common", async () => {
  const empty = await openTestDatabase();
  const asked = { query: readQuery("zebra"), filters: {}, scope: null, form: "plain", limit: 10, after: null } as const;
  const answer = await createArchiveSearch({ database: empty.database }).search({ ...asked, sort: "newest" });
  await empty.close();
  expect(answer).toMatchObject({ callIds: [], count: { value: 0 }, isTooCommon: false });
});

describe("what the reader may not see", () => {
  test.each<[Form, string, string[]]>([
    ["plain", "appleseed", ["jane"]],
    ["masked", "appleseed", []],
    ["redacted", "appleseed", []],
    ["plain", "4155552671", ["jane"]],
    ["redacted", "4155552671", []],
    ["redacted", "refund", ["jane", "refund"]],
    ["masked", "refund", ["jane", "refund"]],
    ["redacted", "refund -appleseed", ["jane", "refund"]],
    ["redacted", "appl*", []],
    ["redacted", '"jane appleseed"', []],
  ])("as %s, %s finds %j", async (form, q, expected) => {
    expect(await ids(q, { form })).toEqual(expected);
    expect((await ids(q, { form, sort: "best" })).sort()).toEqual([...expected].sort());
  });

  test("is outside a scope by id, by name and by campaign", async () => {
    const scope = { agents: [], agentNames: [], campaigns: [] };
    expect(await ids("", { scope })).toEqual([]);
    expect(await ids("", { scope: { ...scope, agents: ["agent-2"] } })).toEqual(["jane"]);
    expect(await ids("", { scope: { ...scope, agentNames: ["Second"] } })).toEqual(["jane"]);
    expect(await ids("refund", { scope: { ...scope, campaigns: ["spring"] } })).toEqual(["refund"]);
  });
});

describe("filters", () => {
  test.each<[string, ArchiveFilters, string[]]>([
    ["status", { statuses: ["failed"] }, ["other"]],
    ["agent", { agents: ["agent-2"] }, ["jane"]],
    ["campaign", { campaigns: ["spring"] }, ["refund"]],
    ["range", { fromMs: Date.parse(at(60_000)), toMs: Date.parse(at(180_000)) }, ["german", "jane"]],
    ["length", { leastSeconds: 600 }, ["jane"]],
    ["attention", { attention: "any" }, ["jane"]],
    ["reason", { attention: ["stuck"] }, ["jane"]],
    ["another reason", { attention: ["dead_air"] }, []],
    ["part of a name", { who: { text: "APPLE", onlyIds: false } }, ["jane"]],
    ["part of a name for whoever sees none", { who: { text: "APPLE", onlyIds: true } }, []],
    ["part of an id", { who: { text: "erm", onlyIds: true } }, ["german"]],
    ["signs of a pattern", { who: { text: "%", onlyIds: false } }, []],
    ["part of a number", { who: { text: "(415) 555", onlyIds: false } }, ["other", "german", "jane", "refund"]],
    ["ended by a person", { endedByPerson: true }, []],
    ["shared", { shared: false }, ["other", "german", "jane", "refund"]],
    ["with notes", { hasNotes: true }, ["jane"]],
    ["without notes", { hasNotes: false }, ["other", "german", "refund"]],
  ])("by %s", async (_, filters, expected) => {
    expect(await ids("", { filters })).toEqual(expected);
  });
});

describe("pages", () => {
  test.each<[ArchiveSort, string]>([
    ["newest", ""],
    ["oldest", ""],
    ["longest", ""],
    ["best", "refund OR bestellung OR arrived"],
    ["newest", '"lost parcel" OR bestellung OR arrived'],
    ["longest", "refund OR bestellung OR arrived"],
  ])("in order %s of %j follow each other without a gap or a double", async (sort, q) => {
    const asked = { query: readQuery(q), filters: {}, scope: null, form: "plain" as const, sort };
    const whole = await search.search({ ...asked, limit: 10, after: null });
    const paged: string[] = [];
    let after: Place | null = null;
    do {
      const page = await search.search({ ...asked, limit: 1, after });
      paged.push(...page.callIds);
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(whole.callIds);
    expect(paged).toHaveLength(whole.count.value);
  });
});

test("talk that was looked through elsewhere is not looked through again when it is stored", async () => {
  const call = aTalk(["x".repeat(1_000), "A pangolin came by."], { id: "looked_through", startedAt: at(240_000) });
  const whole = { call, contactName: null, campaignId: null, roster: [] };
  const part = longPartOfCall({ masked: true, redacted: true, lines: true, raw: false }, whole, 100);
  // Somewhere else has failed, which shows in what is found: doing it here would have found the word.
  part?.settle(null);
  await keepAll(open.database, [anEnded(call)]);
  expect(await ids("pangolin")).toEqual(["looked_through"]);
  expect(await ids("pangolin", { form: "redacted" })).toEqual([]);
  const [row] = await open.database.select().from(archivedCalls).where(eq(archivedCalls.callId, call.id));
  expect(row?.redactionVersion).toBe(0);
});
