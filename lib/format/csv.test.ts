import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvLine } from "./csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+44 20", "'+44 20"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "\"'\t'=1\""],
  ["x;=1+1", '"x;\'=1+1"'],
  ["x; =1+1;+2", "\"x;' =1+1;'+2\""],
  ["x\t@SUM(A1)", '"x\t\'@SUM(A1)"'],
  ["x\n=1", '"x\n\'=1"'],
  ["x;\n=1", "\"x;'\n'=1\""],
  ['x;"=1+1"', '"x;\'""=1+1"""'],
  ["x|-1", "x|'-1"],
  ["x\u2028=1", "x\u2028'=1"],
  ["\u200b\ufeff=1", "'\u200b\ufeff=1"],
  ["\u202e\u00a0 +1", "'\u202e\u00a0 +1"],
  ["“=1”", "'“=1”"],
  ["＋1", "'＋1"],
  ["x;－1", '"x;\'－1"'],
  ["＠A1", "'＠A1"],
  ["−1", "'−1"],
  ["a=b; c-d, e+f@g", '"a=b; c-d, e+f@g"'],
  ["2026-11-26T10:00:00.000Z", "2026-11-26T10:00:00.000Z"],
  ['{"role":"admin","days":-1}', '"{""role"":""admin"",""days"":-1}"'],
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

test("no text begins a cell that a spreadsheet would run, wherever it parts cells", () => {
  const sign = fc.constantFrom(..."=+-@＝＋－＠;,|\t\r\n \"'\u200b\u00a0x1");
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: sign }), fc.string({ unit: "binary" })), (text) => {
      const written = csvCell(text);
      for (const separator of [";", "\t", "\n", "\r", "|", ","]) {
        for (const cell of written.split(separator)) {
          expect(cell.replace(/^[\s\p{Cf}"]+/u, "")).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test("a line has one comma fewer than cells, and ends as RFC 4180 wants it", () => {
  expect(csvLine(["a", 1, null])).toBe("a,1,\r\n");
});
