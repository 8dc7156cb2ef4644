import { describe, expect, it } from "vitest";
import { formatValue, markdownTable, median, meets, percentile } from "./figures";

describe("what the benchmarks say of their samples", () => {
  it("takes percentiles by the nearest rank, in any order of the samples", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile(hundred, 1)).toBe(100);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([7])).toBe(7);
  });

  it("refuses to make a figure out of nothing", () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  it("holds a figure against its target from the right side", () => {
    expect(meets(1.05, { id: "P1", atMost: 1.05 })).toBe(true);
    expect(meets(1.06, { id: "P1", atMost: 1.05 })).toBe(false);
    expect(meets(0.89, { id: "P3", atLeast: 0.9 })).toBe(false);
  });

  it("prints a missed target as missed and an unmeasured figure as a dash", () => {
    const table = markdownTable([
      { what: "ratio", value: 0.5, unit: "", target: { id: "P3", atLeast: 0.9 } },
      { what: "unknown", value: null, unit: "ms", target: { id: "P4", atMost: 1 } },
    ]);
    expect(table).toContain("| ratio | 0.500 |  | P3 ≥ 0.9 | **missed** |");
    expect(table).toContain("| unknown | — | ms | P4 ≤ 1 |  |");
    expect(formatValue(1234.4)).toBe("1,234");
  });
});
