import { describe, expect, test } from "vitest";
import { driftAt } from "./drift";
import { isChunkError, type ReloadInput, readLastReload, reloadDecision } from "./reload";

const NOW = 10_000_000;
const deployed: ReloadInput = {
  pageBuild: "old",
  serverBuild: "new",
  broken: false,
  sinceMs: NOW - 60_000,
  nowMs: NOW,
  luck: 0.5,
  serverAnswers: true,
  last: null,
};

describe("a page of a build that is gone", () => {
  test("loads itself anew once its turn has come", () => {
    expect(reloadDecision(deployed)).toEqual({ kind: "reload" });
  });

  test("waits for its turn, counted from when the need was seen", () => {
    expect(reloadDecision({ ...deployed, sinceMs: null })).toEqual({ kind: "wait", sinceMs: NOW });
    expect(reloadDecision({ ...deployed, sinceMs: NOW - 29_999 })).toEqual({ kind: "wait", sinceMs: NOW - 29_999 });
    expect(reloadDecision({ ...deployed, sinceMs: NOW - 30_000 })).toEqual({ kind: "reload" });
  });

  test("every screen's turn comes within a minute, and not all at once", () => {
    const turn = (luck: number) => {
      for (let waited = 0; waited <= 61_000; waited += 1_000) {
        if (reloadDecision({ ...deployed, luck, sinceMs: NOW - waited }).kind === "reload") return waited;
      }
      return Number.POSITIVE_INFINITY;
    };
    expect([0, 0.25, 0.999].map(turn)).toEqual([0, 15_000, 60_000]);
  });

  test("never loads into a server that does not answer", () => {
    expect(reloadDecision({ ...deployed, serverAnswers: false }).kind).toBe("wait");
  });

  test("does not load again and again while old and new servers take turns", () => {
    expect(reloadDecision({ ...deployed, last: { atMs: NOW - 599_999 } }).kind).toBe("wait");
    expect(reloadDecision({ ...deployed, last: { atMs: NOW - 600_000 } }).kind).toBe("reload");
  });

  test("a clock that was set back does not lock it out", () => {
    expect(reloadDecision({ ...deployed, last: { atMs: NOW + 86_400_000 } }).kind).toBe("reload");
  });

  test("a part that cannot be loaded is as good as a new build", () => {
    expect(reloadDecision({ ...deployed, serverBuild: "old", broken: true }).kind).toBe("reload");
  });
});

test.each([
  ["same build", { serverBuild: "old" }],
  ["a server that does not tell", { serverBuild: null }],
  ["a page that does not know", { pageBuild: null }],
])("%s: stays", (_name, more) => {
  expect(reloadDecision({ ...deployed, ...more })).toEqual({ kind: "stay" });
});

test.each([
  [{ name: "ChunkLoadError", message: "" }, true],
  [new Error("Loading chunk 42 failed."), true],
  [new Error("Failed to load chunk /_next/static/chunks/1.js from module 2"), true],
  [new TypeError("Failed to fetch dynamically imported module: /x.js"), true],
  [new TypeError("Importing a module script failed."), true],
  [new TypeError("Failed to fetch"), false],
  ["a text", false],
  [null, false],
])("whether %s is a part of a build that is gone: %s", (reason, expected) => {
  expect(isChunkError(reason)).toBe(expected);
});

test("what the page before left is read with care", () => {
  expect(readLastReload("123")).toEqual({ atMs: 123 });
  for (const text of [null, "", "x", "Infinity"]) expect(readLastReload(text)).toBeNull();
});

test("the wall moves every three minutes, a step at a time, and visits every place around its middle", () => {
  const places = Array.from({ length: 9 }, (_, step) => driftAt(step * 180_000));
  expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(9);
  for (const [index, place] of places.entries()) {
    const next = places[(index + 1) % places.length] ?? place;
    expect(Math.max(Math.abs(next.x - place.x), Math.abs(next.y - place.y))).toBe(1);
  }
  expect(driftAt(179_999)).toEqual(driftAt(0));
  expect(driftAt(9 * 180_000)).toEqual(driftAt(0));
});
