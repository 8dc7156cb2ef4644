import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordsOf } from "@/components/shell/address-words";
import { ADDRESS, NARROWING, readFilters } from "./filters";
import { draftOf, wordsOfDraft } from "./filters-draft";
import { liveWordsOf, questionOf, reachesNow, spanOf, unkeptQuestionOf } from "./question";
import { filterWords } from "./words";

const READER = { nowMs: Date.parse("2026-11-27T10:00:00Z"), timeZone: "Europe/Helsinki" };
const read = (search: string) => readFilters(wordsOf(search, ADDRESS));
const question = (search: string, after = "") =>
  Object.fromEntries(new URLSearchParams(questionOf(read(search).filters, READER, after)));

describe("an address is asked as", () => {
  test.each<[string, Record<string, string>]>([
    ["", { sort: "newest", limit: "50" }],
    ["q=lost+parcel", { q: "lost parcel", sort: "best", limit: "50" }],
    ["q=x&sort=newest", { q: "x", sort: "newest", limit: "50" }],
    ["q=x&sort=longest", { q: "x", sort: "best", limit: "50" }],
    ["sort=best", { sort: "newest", limit: "50" }],
    ["sort=longest&min=600", { minSeconds: "600", sort: "longest", limit: "50" }],
    ["status=busy,no_answer&direction=inbound", { status: "busy,no_answer", direction: "inbound" }],
    ["agent=a1,,a2,a1&campaign=spring", { agent: "a1,a2", campaign: "spring" }],
    ["when=today", { from: "2026-11-26T22:00:00.000Z" }],
    ["when=yesterday", { from: "2026-11-25T22:00:00.000Z", to: "2026-11-26T22:00:00.000Z" }],
    ["from=2026-11-01&to=2026-11-02", { from: "2026-10-31T22:00:00.000Z", to: "2026-11-02T22:00:00.000Z" }],
    ["from=2026-11-01T09:30", { from: "2026-11-01T07:30:00.000Z" }],
    ["from=2026-11-01T09:30:00Z", { from: "2026-11-01T09:30:00.000Z" }],
    // A preset is what somebody pressed last.
    ["when=today&from=2020-01-01", { from: "2026-11-26T22:00:00.000Z" }],
    [
      "attention=stuck,long_call&ended=person&shared=no&notes=yes",
      { attention: "stuck,long_call", endedByPerson: "true", shared: "false", hasNotes: "true" },
    ],
    [
      "failure=sip_error,timeout&hour=1-9@Europe/Helsinki&reply=500-1000",
      { failure: "sip_error,timeout", weekHour: "1-9@Europe/Helsinki", minResponseMs: "500", belowResponseMs: "1000" },
    ],
    ["reply=20000-", { minResponseMs: "20000" }],
    ["meta=order=A=1&who=%20Ada%20", { metadata: "order=A=1", who: "Ada" }],
  ])("%j: %j", (search, expected) => {
    expect(question(search)).toMatchObject(expected);
    expect(read(search).problems).toEqual([]);
  });

  test("the page after a cursor", () => {
    expect(question("q=x", "abc")).toEqual({ q: "x", sort: "best", limit: "50", cursor: "abc" });
  });
});

describe("what an address has that means nothing", () => {
  test.each<[string, string[]]>([
    ["direction=sideways", ["direction"]],
    ["when=someday&sort=loudest", ["when", "sort"]],
    ["from=tomorrow&to=2026-13-01", ["from", "to"]],
    ["min=abc&max=-4", ["min", "max"]],
    ["attention=sadness,stuck", ["attention"]],
    ["ended=maybe&shared=1&notes=some", ["ended", "shared", "notes"]],
    ["meta=order", ["meta"]],
    [`q=${"x".repeat(301)}`, ["q"]],
    [`who=${"x".repeat(121)}`, ["who"]],
    [`agent=${Array.from({ length: 51 }, (_, place) => `a${place}`).join(",")}`, ["agent"]],
    ["min=60&max=30", ["max"]],
    ["from=2026-11-20&to=2026-11-10", ["to"]],
    ["from=0001-01-01&to=9999-12-31", ["from", "to"]],
    ["hour=8-9@UTC&reply=fast", ["hour", "reply"]],
    ["hour=1-9@Mars", ["hour"]],
  ])("%j is told by name, and everything else holds", (search, names) => {
    const { problems } = read(`${search}&campaign=spring`);
    expect(problems.map(({ name }) => name).sort()).toEqual([...names].sort());
    for (const { words } of problems) expect(words).toMatch(/^(should|can|has|is) /);
    expect(question(`${search}&campaign=spring`)).toMatchObject({ campaign: "spring" });
  });

  test("leaves of a list what can be read, and of two lengths the way round that makes sense", () => {
    expect(read("attention=sadness,stuck").filters.attention).toEqual(["stuck"]);
    expect(read("min=60&max=30").filters).toMatchObject({ minSeconds: 30, maxSeconds: 60 });
    expect(read("from=2026-11-20&to=2026-11-10").filters).toMatchObject({ from: "2026-11-10", to: "2026-11-20" });
    expect(read("from=2026-11-20&to=2026-11-20").problems).toEqual([]);
  });

  test("is always a question that the server takes, whatever it is", () => {
    const value = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom("today", "1,2", "a=b", "2026-02-30", "𝄞", "\u0000"),
    );
    const address = fc.record(Object.fromEntries(Object.keys(ADDRESS).map((name) => [name, value])));
    fc.assert(
      fc.property(address, (given) => {
        const { filters } = readFilters(given as typeof ADDRESS);
        const asked = new URLSearchParams(questionOf(filters, READER, ""));
        expect(["best", "newest", "oldest", "longest"]).toContain(asked.get("sort"));
        for (const name of ["from", "to"]) expect(asked.get(name) ?? "2").toMatch(/^[12]/);
        for (const name of ["minSeconds", "maxSeconds"]) expect(asked.get(name) ?? "0").toMatch(/^\d{1,7}$/);
      }),
    );
  });
});

test("the form of filters says what the address says, and writes it again", () => {
  const search =
    "agent=a1%2Ca2&attention=any&campaign=spring&direction=inbound&ended=person&from=2026-11-01T09%3A30&max=600&meta=order%3DA1&min=90&notes=yes&shared=yes&status=busy&to=2026-11-26&who=Ada";
  const { filters } = read(search);
  const written = wordsOfDraft(draftOf(filters));
  const words = "words" in written ? written.words : {};
  const address = Object.entries(words).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
  expect(new URLSearchParams(address.sort()).toString()).toBe(search);
});

test("a form that cannot be read says so by its field", () => {
  const read = wordsOfDraft({ ...draftOf(null), from: "soon", min: "x", metaValue: "A1", metaKey: "" });
  expect(Object.keys("problems" in read ? read.problems : {}).sort()).toEqual(["from", "metaKey", "min"]);
});

describe("the call service's list", () => {
  const asked = (search: string) => unkeptQuestionOf(read(search).filters, spanOf(read(search).filters, READER));
  test.each([
    ["", ""],
    ["status=busy&direction=inbound", "status=busy&direction=inbound"],
    ["when=yesterday", "from=2026-11-25T22%3A00%3A00.000Z&to=2026-11-26T22%3A00%3A00.000Z"],
    ["min=60", "minSeconds=60"],
    ["q=refund", null],
    ["who=ada", null],
    ["attention=any", null],
    ["meta=a=b", null],
    ["campaign=spring", null],
    ["shared=yes", null],
    ["notes=yes", null],
    ["notes=no", ""],
    ["ended=person", null],
    ["sort=longest", null],
    ["failure=timeout", null],
    ["hour=1-9@UTC", null],
    ["reply=0-500", null],
  ])("is asked for %j as %j", (search, expected) => expect(asked(search)).toBe(expected));
});

test.each<[string, string | null]>([
  ["q=refund", "refund"],
  ['q="lost parcel" refun*', '"lost parcel" refun'],
  ["q=refund&who=Ada", "refund Ada"],
  ["", ""],
  ["q=refund -parcel", null],
  ["q=refund OR parcel", null],
  ["q=well-known", "well-known"],
])("live calls are searched for %j as %j", (search, expected) => {
  expect(liveWordsOf(read(search).filters)).toBe(expected);
});

test.each([
  ["", true],
  ["when=today", true],
  ["when=yesterday", false],
  ["from=2027-01-01", false],
  ["to=2026-11-27", true],
])("a call that goes on may be among %j: %s", (search, expected) => {
  expect(reachesNow(read(search).filters, READER)).toBe(expected);
});

test("every part of the address has words for its chip", () => {
  const search =
    "q=x&when=today&agent=a1&status=busy&direction=inbound&attention=stuck&campaign=c&who=Ada&min=60&max=90&ended=itself&shared=yes&notes=yes&meta=a=b&failure=sip_error&hour=1-9@UTC&reply=500-1000";
  const { filters } = read(search);
  const words = NARROWING.map((name) => filterWords(name, filters, (id) => `Agent ${id}`));
  expect(words.filter((one) => one !== null)).toHaveLength(NARROWING.length - 2);
  expect(filterWords("from", read("from=2026-11-01T09:30").filters, (id) => id)).toBe("From 1 Nov 2026, 09:30");
  expect(filterWords("agent", filters, (id) => `Agent ${id}`)).toBe("Agent a1");
});
