import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPerson } from "@/lib/access/testing";
import { viewOf } from "@/lib/access/view";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { archiveCallsApi } from "@/lib/wire/api/archive";
import { filtersOf } from "./archive";
import { type Place, readCursor, writeCursor } from "./cursor";
import { readQuery } from "./query";
import { scanWindow } from "./scan";
import { type ArchiveSearch, createArchiveSearch } from "./search";
import { anEnded, aTalk, keepAll } from "./testing";

let open: OpenDatabase;
let search: ArchiveSearch;
const VIEW = viewOf(aPerson("admin"), { supervisorsSeeNumbers: true, redactForSupervisors: false });
const { schema } = archiveCallsApi.methods.GET.query;

beforeAll(async () => {
  open = await openTestDatabase();
  await keepAll(open.database, [
    anEnded(
      aTalk(["Hello, it's the O'Neil parcel.", "A refund, please."], { id: "one", metadata: { 'a"b': "=%_\\" } }),
    ),
  ]);
  search = createArchiveSearch({ database: open.database });
});
afterAll(() => open.close());

/** What this question comes to: how many are found, or how it is refused. Anything else throws. */
async function asked(question: Record<string, string>): Promise<number | "refused"> {
  const read = schema.safeParse(question);
  if (!read.success) return "refused";
  const { q, sort, limit = 25, cursor, ...more } = read.data;
  const after = cursor === undefined ? null : readCursor(cursor);
  if (cursor !== undefined && after === null) return "refused";
  const query = q === undefined ? null : readQuery(q);
  try {
    const filters = filtersOf(more, VIEW, true);
    const usual = query === null ? "newest" : "best";
    const common = { filters, scope: null, form: "plain" } as const;
    await scanWindow(open.database, { ...common, languages: null, ids: null, after: null });
    return (await search.search({ ...common, query, sort: after?.sort ?? sort ?? usual, limit, after })).callIds.length;
  } catch (error) {
    if ((error as Error).name === "RequestError") return "refused";
    throw error;
  }
}

const ODD_TEXTS = [
  ...[
    "-",
    "--",
    "-*",
    '"',
    '"""',
    "'",
    "''';drop table archived_calls;--",
    "\\",
    "*",
    "a*b*",
    "OR",
    "OR OR",
    "|",
    "!",
    "&",
    "a & | !",
  ],
  ...[
    "(",
    ":*",
    "<->",
    "a:b",
    "\0",
    "a\0b",
    "\u0010",
    "\u202eabc",
    "\u200b",
    "👩‍👩‍👧‍👦",
    "مرحبا بالعالم",
    "日本語",
    "ﬁ",
    "e\u0301",
    "\ufffd",
  ],
  ...[
    "%",
    "_",
    "a%b_c",
    "-refund",
    '-"a refund"',
    '"refund -parcel',
    "'refund",
    "a".repeat(300),
    "é".repeat(300),
    "👍".repeat(150),
  ],
  ...["a-b-c-d*", "http://a.b/c?d=e*", "x@y.z*", "1e9", "0x10", "-1", "NaN", "null", `${"a ".repeat(149)}b`],
];

describe("whatever is asked, the archive answers or refuses", () => {
  test.each(ODD_TEXTS)("words, part of a name, metadata, campaign: %j", async (text) => {
    const questions: Record<string, string>[] = [
      { q: text },
      { q: `${text} refund` },
      { q: text, sort: "newest" },
      { who: text },
      { campaign: text },
      { agent: text },
      { status: text },
      { attention: text },
      { metadata: `${text.replaceAll("=", "")}=x` },
      { metadata: `a"b=${text}` },
    ];
    for (const question of questions) {
      expect(["refused", 0, 1]).toContain(await asked(question));
    }
  });

  test("ten thousand characters are refused and never looked for", async () => {
    for (const name of ["q", "who", "metadata", "cursor"]) {
      expect(await asked({ [name]: `a=${"a".repeat(10_000)}` })).toBe("refused");
    }
  });

  test.each<[from: string, to: string, found: number | "refused"]>([
    ["0000-01-01", "2100-01-01", 1],
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 1],
    ["0001-01-01", "0001-01-02", 0],
    ["9999-12-30", "9999-12-31", 0],
    ["2100-01-01", "2000-01-01", "refused"],
    ["2000-02-30", "2100-01-01", "refused"],
    ["2000-13-01", "2100-01-01", "refused"],
    ["yesterday", "2100-01-01", "refused"],
    ["-271821-04-20", "2100-01-01", "refused"],
    ["+275760-09-13", "2100-01-01", "refused"],
  ])("from %s to %s", async (from, to, found) => {
    expect(await asked({ from, to })).toBe(found);
  });

  test.each<[Record<string, string>, number | "refused"]>([
    [{ minSeconds: "9", maxSeconds: "3" }, "refused"],
    [{ minSeconds: "0", maxSeconds: "1000000" }, 1],
    [{ minSeconds: "1000001" }, "refused"],
    [{ minSeconds: "-1" }, "refused"],
    [{ minSeconds: "1e3" }, "refused"],
    [{ metadata: 'a"b==%_\\' }, 1],
    [{ metadata: "=x" }, "refused"],
    [{ metadata: "key" }, "refused"],
    [{ shared: "maybe" }, "refused"],
    [{ shared: "false" }, 1],
    [{ endedByPerson: "1" }, "refused"],
    [{ endedByPerson: "false" }, 1],
    [{ attention: "any" }, 0],
    [{ attention: "no_such_reason" }, 0],
    [{ agent: "," }, "refused"],
    [{ limit: "0" }, "refused"],
    [{ cursor: "" }, "refused"],
    [{ cursor: "bm90aGluZw" }, "refused"],
    [{ cursor: "!!!" }, "refused"],
    [{ q: "--", sort: "best" }, 1],
    [{ unknown: "1" }, "refused"],
  ])("%j", async (question, found) => {
    expect(await asked(question)).toBe(found);
  });

  test("a place in the list that somebody made up is one, or is none", async () => {
    const ms = fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.constantFrom(-8.64e15, 8.64e15, -6.3e13));
    const callId = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom("\0", "\ud800", "one"));
    const place = fc.record(
      {
        sort: fc.constantFrom("best", "newest", "oldest", "longest"),
        ...{ happenedMs: ms, callId, asOf: fc.record({ happenedMs: ms, callId }) },
        rank: fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(1e-320, 1e-45, 1e38, 1e300)),
        seconds: fc.oneof(fc.maxSafeInteger(), fc.constant(null)),
      },
      { requiredKeys: ["sort", "happenedMs", "callId"] },
    );
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async (made, hasWords) => {
        const cursor = writeCursor(made as Place);
        const words: Record<string, string> = hasWords || made.sort === "best" ? { q: "refund" } : {};
        expect(["refused", 0, 1]).toContain(await asked({ ...words, cursor }));
      }),
      { numRuns: 150 },
    );
  });
});
