import fc from "fast-check";
import { expect, test } from "vitest";
import { visible } from "./visible";

test.each([
  ["Ada Lovelace", "Ada Lovelace"],
  ["  Ada\t\r\n Lovelace ", "Ada Lovelace"],
  ["Ada\u2028Lovelace\u2029", "Ada Lovelace"],
  ["\u001b[31mAda\u001b[0m", "[31mAda[0m"],
  ["\u202eecalevoL\u202c Ada", "ecalevoL Ada"],
  ["\u2066Ada\u2069\u200f\u200e\u061c", "Ada"],
  ["A\u200bd\u2060a\ufeff\u00ad", "Ada"],
  ["\u3164", ""],
  ["\u200d\u200c", ""],
  ["Ada\u{e0041}\u{e007f}", "Ada"],
  ["\ud83d", ""],
  ["نیم\u200cفاصله", "نیم\u200cفاصله"],
  ["👩\u200d💻 Ops", "👩\u200d💻 Ops"],
  ["Zoë\u0301 Ångström 李雷", "Zoë\u0301 Ångström 李雷"],
])("%j is seen as %j", (text, seen) => {
  expect(visible(text)).toBe(seen);
});

test("whatever somebody is called, nothing is left that ends a line, turns the direction or hides", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const seen = visible(text);
      expect(seen).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u);
      expect(seen).toBe(seen.trim());
      expect(visible(seen)).toBe(seen);
    }),
  );
});
