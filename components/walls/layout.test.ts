import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_TILES, wallLayout } from "./layout";

const tilesOf = (critical: number, warning: number, calm: number) =>
  [...Array(critical).fill(3), ...Array(warning).fill(2), ...Array(calm).fill(1)].map((weight, index) => ({
    id: `c${index}`,
    weight: weight as number,
  }));

const SCREENS = [
  { name: "1080p", widthPx: 1920, heightPx: 980, minTextPx: 52 },
  { name: "4K", widthPx: 3840, heightPx: 1960, minTextPx: 104 },
  { name: "a phone", widthPx: 390, heightPx: 740, minTextPx: 18.8 },
  { name: "a portrait screen", widthPx: 1080, heightPx: 1820, minTextPx: 52 },
  { name: "an ultrawide", widthPx: 3440, heightPx: 1300, minTextPx: 69 },
];

const anyWall = fc.record({
  widthPx: fc.integer({ min: 300, max: 4000 }),
  heightPx: fc.integer({ min: 300, max: 2200 }),
  minTextPx: fc.integer({ min: 12, max: 120 }),
  tiles: fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 200 }))
    .map(([critical, warning, calm]) => tilesOf(critical, warning, calm)),
});

type Placed = { id: string; x: number; y: number; width: number; height: number };
const areaOf = (tile: Placed) => tile.width * tile.height;
const overlap = (a: Placed, b: Placed) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.01 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.01;

describe("on any screen, with any calls", () => {
  test("every page is filled exactly and nothing overlaps", () => {
    fc.assert(
      fc.property(anyWall, (wall) => {
        for (const { tiles } of wallLayout(wall).pages) {
          const sum = tiles.reduce((total, tile) => total + areaOf(tile), 0);
          expect(sum).toBeCloseTo(wall.widthPx * wall.heightPx, 0);
          for (const [index, tile] of tiles.entries()) {
            expect(tile.x).toBeGreaterThanOrEqual(-0.01);
            expect(tile.y).toBeGreaterThanOrEqual(-0.01);
            expect(tile.x + tile.width).toBeLessThanOrEqual(wall.widthPx + 0.01);
            expect(tile.y + tile.height).toBeLessThanOrEqual(wall.heightPx + 0.01);
            expect(tiles.slice(index + 1).some((other) => overlap(tile, other))).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("every call has its place, and no page holds one twice", () => {
    fc.assert(
      fc.property(anyWall, (wall) => {
        const pages = wallLayout(wall).pages.map((page) => page.tiles.map((tile) => tile.id));
        expect(new Set(pages.flat())).toEqual(new Set(wall.tiles.map((tile) => tile.id)));
        for (const ids of pages) {
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.length).toBeLessThanOrEqual(MAX_TILES);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("calls that need somebody come first, are on the first page, and are never smaller than calm ones", () => {
    fc.assert(
      fc.property(anyWall, (wall) => {
        const weights = new Map(wall.tiles.map((tile) => [tile.id, tile.weight]));
        const weightOf = (tile: Placed) => weights.get(tile.id) ?? 0;
        const { pages } = wallLayout(wall);
        const inOrder = pages.map((page) => page.tiles.map(weightOf));
        for (const page of inOrder) expect(page).toEqual([...page].sort((a, b) => b - a));
        for (const { tiles } of pages) {
          for (const heavy of tiles) {
            for (const light of tiles) {
              if (weightOf(heavy) > weightOf(light)) {
                expect(areaOf(heavy)).toBeGreaterThanOrEqual(areaOf(light) * 0.999);
              }
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("no tile is too small for its text, nor for its reason, unless the screen is too small for any", () => {
    fc.assert(
      fc.property(anyWall, (wall) => {
        const weights = new Map(wall.tiles.map((tile) => [tile.id, tile.weight]));
        fc.pre(wall.widthPx >= 10 * wall.minTextPx && wall.heightPx >= 3.1 * wall.minTextPx);
        for (const { tiles } of wallLayout(wall).pages) {
          for (const tile of tiles) {
            const width = tile.width / wall.minTextPx + 0.001;
            const height = tile.height / wall.minTextPx + 0.001;
            expect(width).toBeGreaterThanOrEqual(5);
            expect(height).toBeGreaterThanOrEqual(1.7);
            if ((weights.get(tile.id) ?? 0) > 1) expect(height >= 2.45 || width >= 10).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("equal input gives an equal picture", () => {
    fc.assert(
      fc.property(anyWall, (wall) => {
        expect(wallLayout(structuredClone(wall))).toEqual(wallLayout(wall));
      }),
      { numRuns: 20 },
    );
  });
});

describe.each(SCREENS)("on $name", (screen) => {
  test.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    "%i calls fit one page, while no more than one in seven needs help",
    (count) => {
      for (const critical of [0, 1, Math.floor(count / 10)]) {
        const tiles = tilesOf(critical, Math.floor(critical / 2), 60).slice(0, count);
        expect(wallLayout({ ...screen, tiles }).pages).toHaveLength(1);
      }
    },
  );

  test("61 calls take two even pages", () => {
    const { pages } = wallLayout({ ...screen, tiles: tilesOf(0, 0, 61) });
    expect(pages.map((page) => page.tiles.length)).toEqual([30, 31]);
  });

  test("calls that need somebody stay while the calm ones take turns", () => {
    const { pages } = wallLayout({ ...screen, tiles: tilesOf(2, 3, 195) });
    expect(pages.length).toBeGreaterThanOrEqual(4);
    for (const { tiles } of pages) {
      expect(tiles.slice(0, 5).map((tile) => tile.id)).toEqual(["c0", "c1", "c2", "c3", "c4"]);
    }
  });
});

test.each([4, 6, 8, 9, 12, 15, 20, 24, 30])("%i calm calls on a wide screen stand in even rows", (count) => {
  const { pages } = wallLayout({ widthPx: 1920, heightPx: 980, minTextPx: 52, tiles: tilesOf(0, 0, count) });
  const widths = new Set(pages[0]?.tiles.map((tile) => Math.round(tile.width)));
  const heights = new Set(pages[0]?.tiles.map((tile) => Math.round(tile.height)));
  expect([widths.size, heights.size]).toEqual([1, 1]);
});

test("twice the text height needs more pages", () => {
  const tiles = tilesOf(0, 0, 60);
  const wall = { widthPx: 1920, heightPx: 980, tiles };
  expect(wallLayout({ ...wall, minTextPx: 104 }).pages.length).toBeGreaterThan(
    wallLayout({ ...wall, minTextPx: 52 }).pages.length,
  );
});

test.each([0, 5, 25, 60])("500 calls, %i of them critical, are a matter of a few pages", (critical) => {
  const tiles = tilesOf(critical, critical, 500 - 2 * critical);
  const wall = { widthPx: 1920, heightPx: 980, minTextPx: 52, tiles };
  const { pages } = wallLayout(wall);
  expect(pages.length).toBeLessThanOrEqual(17);
});

test.each([
  { widthPx: 0, heightPx: 900 },
  { widthPx: 900, heightPx: Number.NaN },
])("an unmeasured screen shows nothing rather than nonsense", (size) => {
  expect(wallLayout({ ...size, minTextPx: 52, tiles: tilesOf(0, 0, 3) }).pages).toEqual([]);
});

test("a screen too small for any tile shows one call a page", () => {
  const { pages } = wallLayout({ widthPx: 50, heightPx: 30, minTextPx: 52, tiles: tilesOf(1, 0, 2) });
  expect(pages.map((page) => page.tiles.length)).toEqual([1, 1, 1]);
});
