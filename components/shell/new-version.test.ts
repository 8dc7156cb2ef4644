import { describe, expect, test } from "vitest";
import { isChunkError, isOutdated, type ReloadInput, readLastReload, reloadDecision } from "./new-version";

const NOW = 10_000_000;
const deployed: ReloadInput = {
  pageBuild: "old",
  serverBuild: "new",
  broken: false,
  sinceMs: NOW - 60_000,
  nowMs: NOW,
  luck: 0.5,
  free: true,
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

  test("never loads under somebody's hands, however long it waits", () => {
    const forLong = { free: false, sinceMs: NOW - 86_400_000 };
    expect(reloadDecision({ ...deployed, ...forLong })).toEqual({ kind: "wait", sinceMs: forLong.sinceMs });
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
  [new TypeError("error loading dynamically imported module: https://x/y.js"), true],
  [new Error("Loading CSS chunk 7 failed. (/x.css)"), true],
  [
    new Error(
      "Module 12 was instantiated because it was required from module 3, but the module factory is not available.",
    ),
    true,
  ],
  [new TypeError("Failed to fetch"), false],
  ["a text", false],
  [null, false],
])("whether %s is a part of a build that is gone: %s", (reason, expected) => {
  expect(isChunkError(reason)).toBe(expected);
});

test("a thousand pages that notice in the same second come back spread over a minute", () => {
  const perSecond = new Map<number, number>();
  for (let page = 0; page < 1_000; page += 1) {
    const luck = (page * 0.618_033_988_7) % 1;
    let waitedMs = 0;
    while (reloadDecision({ ...deployed, luck, sinceMs: NOW - waitedMs }).kind === "wait") waitedMs += 1_000;
    perSecond.set(waitedMs, (perSecond.get(waitedMs) ?? 0) + 1);
  }
  expect(Math.max(...perSecond.values())).toBeLessThan(30);
});

test("a build is another one only once a server has told", () => {
  expect(isOutdated("old", null)).toBe(false);
  expect(isOutdated("old", { build: "old", atMs: 1 })).toBe(false);
  expect(isOutdated("old", { build: "new", atMs: 1 })).toBe(true);
});

test("what the page before left is read with care", () => {
  expect(readLastReload("123")).toEqual({ atMs: 123 });
  for (const text of [null, "", "x", "Infinity"]) expect(readLastReload(text)).toBeNull();
});
