import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { escapeText, unescapeText } from "./any-text";
import type { OpenDatabase } from "./pool";
import { storedSettings } from "./schema";
import { openTestDatabase } from "./testing";

/** Every kind of unit in any order: halves of pairs, NUL and our own escape among ordinary text. */
const hostile = fc
  .array(
    fc.constantFrom("\0", "\u0010", "\ud83d", "\ude00", "\u00100", "\u0010ud83d", "\\u0000", "a", "é", "😀", "\u202e"),
  )
  .map((units) => units.join(""));
const anyString = fc.oneof(hostile, fc.string({ unit: "binary" }));

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
}, 60_000);
afterAll(() => open.close());

test("leaves ordinary text as it is", () => {
  for (const text of ["", "Zoë O'Neil \\o/", "😀", "a\tb\n"]) expect(escapeText(text)).toBe(text);
});

test("keeps different texts different", () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      expect(unescapeText(escapeText(one))).toBe(one);
      expect(escapeText(one) === escapeText(other)).toBe(one === other);
    }),
  );
});

describe("in the database", () => {
  const at = new Date(0);

  test("every string survives as a text, a JSON text and a JSON key", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyString, { minLength: 1, maxLength: 20 }), async (texts) => {
        await open.database.delete(storedSettings);
        const rows = texts.map((text) => ({
          key: text,
          value: { text, [text]: [text, { deep: text }], number: -1.5, none: null },
          updatedAt: at,
        }));
        await open.database.insert(storedSettings).values(rows);
        const read = await open.database.select().from(storedSettings);
        const byKey = new Map(read.map((row) => [row.key, row.value]));
        for (const { key, value } of rows) expect(byKey.get(key)).toEqual(value);
      }),
      { numRuns: 25 },
    );
  });

  test.each(["5", "null", '"quoted"', "", "[]"])("a JSON text that looks like JSON stays a text: %j", async (text) => {
    await open.database.delete(storedSettings);
    await open.database.insert(storedSettings).values({ key: "look", value: text, updatedAt: at });
    expect((await open.database.select().from(storedSettings))[0]?.value).toBe(text);
  });
});
