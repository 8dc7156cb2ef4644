import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { vectorsOf } from "./word-vectors";
import type { CallWords, FormText } from "./words";

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());

const line = fc.array(fc.constantFrom("refund", "parcel", "jane", "4155", "the", "running"), { maxLength: 4 });
const lines = fc.array(
  line.map((words) => words.join(" ")),
  { maxLength: 6 },
);
const aForm = fc.record({ summary: fc.constantFrom("", "summarised"), lines, rest: fc.constantFrom("", "zeppelin") });
const someWords: fc.Arbitrary<CallWords | null> = fc.option(
  fc
    .record({
      plain: aForm,
      masked: fc.option(aForm),
      redacted: fc.option(aForm),
      rest: fc.constantFrom("", "armadillo"),
    })
    .map((words) => ({ ...words, language: "english", unindexedCharacters: 0 })),
);

/** The words of a form as one text, as if nothing were shared. */
const wholeOf = ({ summary, lines, rest }: FormText, shared: string) =>
  [summary, ...lines, rest, shared].join("\nearshotendofline\n");

test("lines that forms have in common are made once, and each form has its own words and no other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someWords, { minLength: 1, maxLength: 3 }), async (all) => {
      const { common, values } = vectorsOf(all);
      const asked: Record<string, SQL<boolean>> = {};
      for (const [place, words] of all.entries()) {
        const made = values[place];
        for (const [form, vector] of [
          ["plain", made?.words],
          ["masked", made?.wordsMasked],
          ["redacted", made?.wordsRedacted],
        ] as const) {
          const text = words?.[form] ?? null;
          expect(vector === null).toBe(text === null);
          if (text === null || words === null || !vector) continue;
          const whole = sql`to_tsvector('english', ${wholeOf(text, words.rest)})`;
          const mark = sql`array['earshotendofline', 'earshotendoflin']`;
          asked[`${place} ${form}`] =
            sql<boolean>`ts_delete(strip(${vector}), ${mark}) = ts_delete(strip(${whole}), ${mark})`;
        }
      }
      if (Object.keys(asked).length === 0) return;
      const [row] = await open.database.with(common).select(asked).from(sql`(select 1) as one`);
      expect(Object.values(row ?? {}).every((isSame) => isSame)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
