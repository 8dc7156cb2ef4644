import { gridCandidates, type Need, type Rect, type Tile } from "./layout-grid";

type WallPage = { tiles: (Rect & { id: string })[] };
export type WallLayout = { pages: WallPage[] };

/** No page holds more: beyond sixty nobody finds a call on a wall. */
export const MAX_TILES = 60;

/**
 * What a tile needs at least, in text heights, from comfortable to tight: a name beside mark and timer, a reason as a
 * sentence; then a reason in a word or two, below the timer or beside it. A reason is never given up for fewer pages.
 */
const NEEDS = [
  {
    heavy: [
      { width: 13, height: 5.6 },
      { width: 9, height: 7.2 },
    ],
    calm: [{ width: 5.4, height: 2.95 }],
  },
  { heavy: [{ width: 8, height: 3.1 }], calm: [{ width: 5, height: 1.7 }] },
  {
    heavy: [
      { width: 5.6, height: 2.45 },
      { width: 10, height: 1.7 },
    ],
    calm: [{ width: 5, height: 1.7 }],
  },
];
type Needs = (typeof NEEDS)[number];

/** Shapes that read best: reasons need room for a sentence. Width over height. */
const CALM_SHAPE = 1.7;
const HEAVY_SHAPE = 2;

type WallInput = {
  widthPx: number;
  heightPx: number;
  /** the heaviest first; a tile heavier than the lightest weight there can be (1) needs somebody */
  tiles: Tile[];
  minTextPx: number;
};

/**
 * Places tiles so that every page is filled exactly. Heavier tiles come first and are larger; they stand on every page, the
 * calm ones take turns. Pages are as few as the text height allows. Equal input gives equal output.
 */
export function wallLayout({ widthPx, heightPx, tiles, minTextPx }: WallInput): WallLayout {
  if (tiles.length === 0 || !(widthPx > 0) || !(heightPx > 0)) return { pages: [] };
  const area = { x: 0, y: 0, width: widthPx, height: heightPx };
  const sorted = tiles.map((tile, index) => ({ tile, index }));
  sorted.sort((a, b) => b.tile.weight - a.tile.weight || a.index - b.index);
  const ordered = sorted.map(({ tile }) => tile);
  const fewest = Math.ceil(ordered.length / MAX_TILES);
  for (let count = fewest; count <= ordered.length; count += 1) {
    const pages = dealt(ordered, count);
    if (pages === null) continue;
    // One page is worth being tight for; where pages turn anyway, one or two more are the better price.
    const tight = count === 1 || count > fewest + 2;
    for (const needs of tight ? NEEDS : NEEDS.slice(0, -1)) {
      const laid = laidOut(pages, area, needs, minTextPx);
      if (laid !== null) return { pages: laid };
    }
  }
  // A screen too small for one tile: a call a page, as large as it gets.
  return { pages: ordered.map((tile) => ({ tiles: [{ id: tile.id, ...area }] })) };
}

/** More than this on every page would leave too little room for turns. */
const MAX_PINNED = MAX_TILES / 3;

/** The tiles of each page: those that need somebody on all of them, the others in turns, evenly. Null: too many a page. */
function dealt(ordered: Tile[], count: number): Tile[][] | null {
  if (count === 1) return ordered.length <= MAX_TILES ? [ordered] : null;
  const heavy = ordered.filter((tile) => tile.weight > 1).length;
  const heaviest = ordered.filter((tile) => tile.weight > 1 && tile.weight === ordered[0]?.weight).length;
  const pinnedCount = [heavy, heaviest].find((some) => some <= MAX_PINNED && ordered.length - some >= count) ?? 0;
  const pinned = ordered.slice(0, pinnedCount);
  const rest = ordered.slice(pinnedCount);
  if (pinnedCount + Math.ceil(rest.length / count) > MAX_TILES) return null;
  return Array.from({ length: count }, (_, page) => {
    const from = Math.floor((page * rest.length) / count);
    const to = Math.floor(((page + 1) * rest.length) / count);
    return [...pinned, ...rest.slice(from, to)];
  });
}

/** Lays every page out; pages of equal weights are one picture, computed once. Null when one of them has no room. */
function laidOut(pages: Tile[][], area: Rect, needs: Needs, minTextPx: number): WallPage[] | null {
  const pictures = new Map<string, WallPage | null>();
  const laid: WallPage[] = [];
  for (const page of pages) {
    const key = page.map((tile) => tile.weight).join();
    const picture = pictures.get(key) ?? placed(page, area, needs, minTextPx);
    if (picture === null) return null;
    pictures.set(key, picture);
    laid.push({ tiles: picture.tiles.map((tile, index) => ({ ...tile, id: page[index]?.id ?? tile.id })) });
  }
  return laid;
}

/** Times its proportion that the heavy part may take: more, so that few among many are readable; less, so that many fit. */
const SHARES = [1, 0.92, 0.85, 0.77, 0.7, 0.62, 0.55, 0.48, 1.1, 1.3, 1.7, 2.2, 3, 4, 6, 9];

function placed(tiles: Tile[], area: Rect, needs: Needs, minTextPx: number): WallPage | null {
  const heavy = tiles.filter((tile) => tile.weight > 1);
  const calm = tiles.filter((tile) => tile.weight <= 1);
  const need = (of: Need[]) =>
    of.map(({ width, height }) => ({ width: width * minTextPx, height: height * minTextPx }));
  if (heavy.length === 0 || calm.length === 0) {
    const of = heavy.length === 0 ? needs.calm : needs.heavy;
    const best = bestOf(gridCandidates(tiles, area, need(of), heavy.length === 0 ? CALM_SHAPE : HEAVY_SHAPE));
    return best && { tiles: best.rects };
  }
  const weightOf = (some: Tile[]) => some.reduce((sum, tile) => sum + tile.weight, 0);
  const proportion = weightOf(heavy) / weightOf(tiles);
  const whole: Candidate[] = [];
  for (const factor of SHARES) {
    const share = proportion * factor;
    if (share > 0.75 && factor > 1) continue;
    for (const [heavyArea, calmArea] of splits(area, share)) {
      const above = bestOf(gridCandidates(heavy, heavyArea, need(needs.heavy), HEAVY_SHAPE));
      const below = above && bestOf(gridCandidates(calm, calmArea, need(needs.calm), CALM_SHAPE, leastArea(above)));
      if (!above || !below) continue;
      const stretch = tiles.length * 0.6 * Math.log(factor) ** 2;
      whole.push({ rects: [...above.rects, ...below.rects], badness: above.badness * 2 + below.badness + stretch });
    }
  }
  const best = bestOf(whole);
  return best && { tiles: best.rects };
}

type Candidate = { rects: (Rect & { id: string })[]; badness: number };

function bestOf(candidates: Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of candidates) if (best === null || candidate.badness < best.badness - 1e-9) best = candidate;
  return best;
}

const leastArea = ({ rects }: Candidate) => Math.min(...rects.map((rect) => rect.width * rect.height));

/** The heavy part on the left, or on top. */
function splits({ x, y, width, height }: Rect, share: number): [Rect, Rect][] {
  const left = width * share;
  const top = height * share;
  return [
    [
      { x, y, width: left, height },
      { x: x + left, y, width: width - left, height },
    ],
    [
      { x, y, width, height: top },
      { x, y: y + top, width, height: height - top },
    ],
  ];
}
