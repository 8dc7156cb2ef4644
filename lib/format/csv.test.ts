import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvLine } from "./csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+44 20", "'+44 20"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\rx", '"\'\rx"'],
  ["  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0"],
  ["＝1", "'＝1"],
  ["plain", "plain"],
  ["", ""],
  ['say "hi", twice', '"say ""hi"", twice"'],
  ["two\nlines", '"two\nlines"'],
  [-5, "-5"],
  [true, "true"],
  [null, ""],
])("%j is the cell %s", (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test("no text begins a cell that a spreadsheet would run", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(csvCell(text).replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

test("a line has one comma fewer than cells, and ends as RFC 4180 wants it", () => {
  expect(csvLine(["a", 1, null])).toBe("a,1,\r\n");
});
