import fc from "fast-check";
import { expect, test } from "vitest";
import { plainQuery } from "./query-text";

test.each([
  ["nothing", "", ""],
  ["a question mark in front", "?q=refund", "q=refund"],
  ["another order", "status=active&agent=a1", "agent=a1&status=active"],
  ["empty parts", "q=&agent=a1", "agent=a1"],
  ["the call that was peeked at", "peek=call_1&q=x", "q=x"],
  ["the line and the page of a list that were looked at", `after=${"x".repeat(600)}&line=4&q=x`, "q=x"],
  ["a part that is named twice", "q=one&q=two", "q=one"],
  ["blanks and quotation marks", 'q="my order" &view=table', "q=%22my+order%22+&view=table"],
])("an address with %s is brought into its one form", (_, given, plain) => expect(plainQuery(given)).toBe(plain));

test.each([
  ["a name that no page has", "https://elsewhere.example/=1"],
  ["a path instead of a query", "/calls/x"],
  ["a control character", "q=a%00b"],
  ["a very long part", `q=${"a".repeat(501)}`],
  ["very many parts", Array.from({ length: 21 }, (_, place) => `p${place}=1`).join("&")],
])("%s is no page's query", (_, given) => expect(plainQuery(given)).toBeNull());

test("what has its one form keeps it, and says what it said", () => {
  const part = fc.tuple(fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,8}$/), fc.string({ maxLength: 20 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const plain = plainQuery(new URLSearchParams(parts).toString());
      if (plain === null) return;
      expect(plainQuery(plain)).toBe(plain);
      for (const [name, value] of new URLSearchParams(plain)) {
        expect(new URLSearchParams(parts).get(name) || value).toBe(value);
      }
    }),
  );
});
