import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnswerShape, applyChanges, BOARD_SHAPE, CALL_SHAPE, changesSince } from "@/lib/wire/changes";
import { type AnswerVersions, createAnswerVersions } from "./answer-versions";

const text = (content: unknown) => JSON.stringify(content);
const read = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

/** The changes between a version and the newest, as a page reads them; the word for it where there are none. */
function changesOf(versions: AnswerVersions, from: string, to: string): unknown {
  const bytes = versions.since(from, to);
  return typeof bytes === "string" ? bytes : read(bytes);
}

type Step = { content: unknown; first?: number };

/** So much that stays makes every change worth telling. */
const STAYS = "and so on ".repeat(300);

/**
 * Pages that each hold what they were told at one step are told every later one, as changes where there are any.
 * @returns in how many answers of how many
 */
function followed(steps: readonly Step[], shape: AnswerShape): { asChanges: number; of: number } {
  let asChanges = 0;
  let of = 0;
  const versions = createAnswerVersions(shape);
  const told: { version: string; content: unknown }[] = [];
  for (const { content, first } of steps) {
    const { plain, version } = versions.next(content, first);
    expect(plain.toString()).toBe(text(content));
    for (const page of told) {
      const body = changesOf(versions, page.version, version);
      of += 1;
      if (typeof body === "string") continue;
      asChanges += 1;
      expect(changesSince(body)).toBe(page.version);
      expect(text(applyChanges(page.content, body, shape))).toBe(text(content));
    }
    told.push({ version, content: read(plain) });
  }
  return { asChanges, of };
}

const word = fc.constantFrom("", "yes", "one moment", "ä€𝄞", "\ud800", '"quoted"\n', "__proto__");
const value = fc.oneof(word, fc.integer(), fc.constant(null), fc.boolean(), fc.array(word, { maxLength: 2 }));
const row = fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e", "f"), status: word, count: fc.nat(3) });
const boards = fc.array(
  fc.record({
    data: fc.record({
      calls: fc.uniqueArray(row, { selector: ({ id }) => id }),
      totals: fc.record({ active: fc.nat(2), history: fc.array(fc.nat(2), { maxLength: 3 }) }),
    }),
    meta: fc.record({ demo: fc.boolean(), budget: fc.record({ allowed: fc.nat(2) }) }),
  }),
  { minLength: 2, maxLength: 8 },
);
const line = fc.record({ role: fc.constantFrom("user", "assistant"), content: word });
/** Calls whose lines come, change, go, and are cut at their start; now and then without lines, or with something else. */
const NAMES = ["status", "agent", "updatedAt", "__proto__", "1"];
const calls = fc.record({
  names: fc.subarray(NAMES),
  steps: fc.array(
    fc.record({
      all: fc.array(line, { maxLength: 12 }),
      first: fc.nat(3),
      odd: fc.option(fc.constantFrom(null, "what came", { lines: [] }), { freq: 1, nil: undefined }),
      values: fc.array(value, { minLength: 5, maxLength: 5 }),
      settled: fc.boolean(),
    }),
    { minLength: 2, maxLength: 8 },
  ),
});

describe("an answer as changes", () => {
  test("leads every page to the board that a whole answer gives, whatever it was told before", () => {
    fc.assert(
      fc.property(boards, (steps) => {
        const told = steps.map((content) => ({ content: { ...content, stays: STAYS } }));
        const { asChanges, of } = followed(told, BOARD_SHAPE);
        expect(asChanges).toBe(of);
      }),
      { numRuns: 400 },
    );
  });

  test("leads every page to the call that a whole answer gives: lines that came, changed, went or were left out", () => {
    let asChanges = 0;
    let of = 0;
    fc.assert(
      fc.property(calls, ({ names, steps }) => {
        const told = steps.map(({ all, first, odd, values, settled }) => {
          const fields = Object.fromEntries(names.map((name, place) => [name, values[place]]));
          const transcript = odd === undefined ? all.slice(first) : odd;
          return { content: { data: { ...fields, transcript }, meta: { settled }, stays: STAYS }, first };
        });
        const counted = followed(told, CALL_SHAPE);
        asChanges += counted.asChanges;
        of += counted.of;
      }),
      { numRuns: 400 },
    );
    // Lines that were put before those told make a whole answer, and so does what is no list of lines any more.
    expect(asChanges).toBeGreaterThan(of / 5);
  });

  const talk = (count: number) => ({
    data: {
      id: "call_1",
      updatedAt: `2026-11-22T10:00:${String(count % 60).padStart(2, "0")}.000Z`,
      transcript: Array.from({ length: count }, (_, at) => ({
        role: at % 2 === 0 ? "assistant" : "user",
        content: `Line ${at}: your parcel left our depot this morning and should be with you before noon tomorrow.`,
        timestamp: new Date(at * 4_000).toISOString(),
      })),
    },
    meta: { settled: false, omittedMessages: 0 },
  });

  test("weighs a fiftieth of the whole answer for a line appended to 300 at most", () => {
    const versions = createAnswerVersions(CALL_SHAPE);
    const { version } = versions.next(talk(300));
    const { plain, version: next } = versions.next(talk(301));
    expect(versions.since(version, next).length / plain.byteLength).toBeLessThanOrEqual(0.02);
    expect(changesOf(versions, version, next)).toMatchObject({ since: version, data: { transcript: { length: 301 } } });
  });

  test("tells an earlier line that reads otherwise now, and nothing of the others", () => {
    const versions = createAnswerVersions(CALL_SHAPE);
    const before = talk(300);
    const { version } = versions.next(before);
    const transcript = before.data.transcript.map((said, at) => (at === 7 ? { ...said, content: "[card]" } : said));
    const { version: next } = versions.next({ ...before, data: { ...before.data, transcript } });
    expect(changesOf(versions, version, next)).toEqual({
      since: version,
      data: { transcript: { dropped: 0, changed: [[7, transcript[7]]], length: 300 } },
      meta: {},
    });
  });

  test("is nothing but empty for the version that stands", () => {
    const versions = createAnswerVersions(CALL_SHAPE);
    const { version } = versions.next(talk(300));
    expect(changesOf(versions, version, version)).toEqual({ since: version, data: {}, meta: {} });
  });

  test("is not told of a version that is too old or of another answer, nor up to one that is not the newest any more", () => {
    const versions = createAnswerVersions(CALL_SHAPE);
    const { version: first } = versions.next(talk(300));
    let newest = first;
    for (let count = 301; count <= 363; count += 1) newest = versions.next(talk(count)).version;
    expect(changesOf(versions, first, newest)).toMatchObject({ since: first });
    const { version: last } = versions.next(talk(364));
    expect(versions.since(first, last)).toBe("unknown");
    expect(versions.since(newest, newest)).toBe("unknown");
    const { version: elsewhere } = createAnswerVersions(CALL_SHAPE).next(talk(299));
    expect(versions.since(elsewhere, last)).toBe("unknown");
  });

  test("is not told where the same parts are not there any more", () => {
    const versions = createAnswerVersions(CALL_SHAPE);
    const { version } = versions.next(talk(300));
    const { version: next } = versions.next({ data: { ...talk(300).data, transcript: null }, meta: {} });
    expect(versions.since(version, next)).toBe("unknown");
  });

  test("is not told where it would hardly be shorter than the whole answer", () => {
    const versions = createAnswerVersions(CALL_SHAPE);
    const { version } = versions.next(talk(10));
    const { version: next } = versions.next(talk(300));
    expect(versions.since(version, next)).toBe("long");
  });
});

describe("changes that do not fit what a page holds", () => {
  const known = { data: { calls: [{ id: "a" }, { id: "b" }], totals: { active: 2 } }, meta: { demo: true } };
  test.each<[string, unknown]>([
    ["a row that is to go and is not there", { data: { calls: { changed: [], removed: ["c"] } } }],
    ["an order that names a row nobody has", { data: { calls: { changed: [], removed: [], order: ["a", "b", "c"] } } }],
    ["an order that leaves a row out", { data: { calls: { changed: [], removed: [], order: ["a"] } } }],
    ["a field that is not there", { data: { more: 1 } }],
    ["a list told as a whole", { data: { calls: [] } }],
    ["an object told as a whole", { data: { totals: 3 } }],
    ["no changes at all", null],
  ])("are not applied: %s", (_, changes) => {
    expect(applyChanges(known, changes, BOARD_SHAPE)).toBeNull();
  });

  test("are not applied: a line behind one that is not there", () => {
    const call = { data: { transcript: ["a"] }, meta: {} };
    const lines = (changed: unknown[], length: number) => ({ data: { transcript: { dropped: 0, changed, length } } });
    expect(applyChanges(call, lines([[2, "c"]], 3), CALL_SHAPE)).toBeNull();
    expect(applyChanges(call, lines([], 2), CALL_SHAPE)).toBeNull();
    expect(applyChanges(call, lines([[1, "b"]], 2), CALL_SHAPE)).toEqual({
      data: { transcript: ["a", "b"] },
      meta: {},
    });
  });

  test("change nothing of what was known, and keep what has not changed as it is", () => {
    const before = JSON.stringify(known);
    const next = applyChanges(known, { data: { calls: { changed: [{ id: "b", n: 1 }], removed: [] } } }, BOARD_SHAPE);
    expect(JSON.stringify(known)).toBe(before);
    expect(next?.data.calls[0]).toBe(known.data.calls[0]);
    expect(next?.data.totals).toBe(known.data.totals);
    expect(next?.meta).toBe(known.meta);
  });
});
