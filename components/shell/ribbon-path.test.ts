import { describe, expect, test } from "vitest";
import { baselinePath, lanePath, ribbonWindow } from "./ribbon-path";

const segments = [
  { speaker: "agent", startMs: 0, endMs: 4000 },
  { speaker: "caller", startMs: 6500, endMs: 8000 },
] as const;

describe("the strip", () => {
  test("draws the agent above the line and the caller below it, at their own times", () => {
    expect(lanePath(segments, "agent")).toBe("M0 1h4v8h-4z");
    expect(lanePath(segments, "caller")).toBe("M6.5 11h1.5v8h-1.5z");
    expect(lanePath(segments, "other")).toBe("");
  });

  test("draws a share of the time as high as it is large, from the middle, and the smallest one so that it is seen", () => {
    const both = [
      { speaker: "agent", startMs: 0, endMs: 4000, share: 0.5 },
      { speaker: "caller", startMs: 0, endMs: 4000, share: 0.25 },
      { speaker: "other", startMs: 4000, endMs: 8000, share: 0.01 },
    ] as const;
    expect(lanePath(both, "agent")).toBe("M0 5h4v4h-4z");
    expect(lanePath(both, "caller")).toBe("M0 11h4v2h-4z");
    expect(lanePath(both, "other")).toBe("M4 9.5h4v1h-4z");
  });

  test("of a running call grows to now, so that silence is a gap at its end", () => {
    const strip = { startMs: 1_000_000, endMs: null, segments };
    expect(ribbonWindow(strip, 1_040_000)).toEqual({ widthS: 40, nowS: 40 });
    expect(ribbonWindow(strip, 1_050_000)).toEqual({ widthS: 50, nowS: 50 });
  });

  test("of a running call moves with whole seconds, of a very long one with two and more, never by more than a card's pixel or so, and never back", () => {
    const at = (offsetMs: number) =>
      ribbonWindow({ startMs: 1_000_000, endMs: null, segments }, 1_000_000 + offsetMs).nowS;
    expect([at(40_000), at(40_999), at(41_000)]).toEqual([40, 40, 41]);
    expect([at(640_000), at(641_999), at(642_000)]).toEqual([640, 640, 642]);
    let before = 0;
    for (let offsetMs = 0; offsetMs < 3_600_000; offsetMs += 250) {
      const nowS = at(offsetMs);
      expect(nowS).toBeGreaterThanOrEqual(before);
      expect(offsetMs / 1000 - nowS).toBeLessThan(Math.max(1, offsetMs / 1000 / 320));
      before = nowS;
    }
  });

  test("of a young call does not fill its width", () => {
    expect(ribbonWindow({ startMs: 1_000_000, endMs: null, segments: [] }, 1_003_000)).toEqual({ widthS: 30, nowS: 3 });
  });

  test("of an ended call stands still where the call ended", () => {
    const strip = { startMs: 1_000_000, endMs: 1_012_000, segments };
    expect(ribbonWindow(strip, 9_999_999)).toEqual({ widthS: 12, nowS: 12 });
  });

  test("survives a call without a start and a clock that lies before it", () => {
    expect(ribbonWindow({ startMs: null, endMs: null, segments: [] }, 0).widthS).toBeGreaterThan(0);
    expect(ribbonWindow({ startMs: 1_000_000, endMs: null, segments: [] }, 0)).toEqual({ widthS: 30, nowS: 0 });
  });

  test("ends its line with a tick where now is", () => {
    expect(baselinePath(12.34)).toBe("M0 10H12.3M12.3 5v10");
  });
});
