import { describe, expect, it } from "vitest";
import { formatValue, markdownTable, median, meets, percentile, standings } from "./figures";

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
    expect(meets(1.02, "upstreamRequests")).toBe(true);
    expect(meets(1.03, "upstreamRequests")).toBe(false);
    expect(meets(0.89, "knownAnswer")).toBe(false);
    expect(meets(0.9, "knownAnswer")).toBe(true);
  });

  it("prints a missed target as missed and an unmeasured figure as a dash", () => {
    const table = markdownTable([
      { what: "ratio", value: 0.5, unit: "", limit: "knownAnswer" },
      { what: "unknown", value: null, unit: "ms", limit: "toPixelPolled" },
    ]);
    expect(table).toContain("| ratio | 0.500 |  | P3 ≥ 0.9 | **missed** |");
    expect(table).toContain("| unknown | — | ms | P4 ≤ 1 |  |");
    expect(formatValue(1234.4)).toBe("1,234");
  });

  it("says of every target whether it was met, missed or not measured, and takes the worst of several figures", () => {
    const { rows, missed } = standings([
      { what: "most ÷ one", value: 1.01, unit: "", limit: "upstreamRequests" },
      { what: "again", value: 1.2, unit: "", limit: "upstreamRequests" },
      { what: "errors", value: 0, unit: "", limit: "crowdErrors" },
      { what: "unmeasurable", value: null, unit: "", limit: "memory" },
    ]);
    const of = (id: string, what: string) => rows.find((row) => row[0] === id && row[4]?.includes(what));
    expect(of("P1", "1 viewer")).toEqual(["P1", "1.20", "≤ 1.02", "missed", expect.any(String)]);
    expect(of("P22", "errors")?.slice(1, 4)).toEqual(["0.000", "≤ 0", "met"]);
    expect(of("P10", "300 messages")?.slice(1, 4)).toEqual(["—", "≤ 300", "not run"]);
    expect(of("P2", "Redis")?.slice(1, 4)).toEqual(["—", "≤ 1.05", "not measured: one instance so far"]);
    expect(missed).toBe(1);
  });
});
