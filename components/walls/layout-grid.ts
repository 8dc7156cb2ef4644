export type Tile = { id: string; weight: number };
/** Least size of a tile; of several, one has to be met. */
export type Need = { width: number; height: number };
export type Rect = { x: number; y: number; width: number; height: number };

/** Rows of equal length line up in columns, which is easier to scan: worth a tile's shape being this far off. */
const UNEVEN = 0.25;

/**
 * Every way to fill `area` with rows of tiles in their order, each meeting one of `needs`, none larger than `below` square
 * pixels, and no lighter tile larger than a heavier one. Badness tells how far shapes are from `shape` (width over height).
 */
export function gridCandidates(
  tiles: Tile[],
  area: Rect,
  needs: Need[],
  shape: number,
  below = Number.POSITIVE_INFINITY,
): { rects: (Rect & { id: string })[]; badness: number }[] {
  const candidates: { rects: (Rect & { id: string })[]; badness: number }[] = [];
  const mostRows = Math.min(tiles.length, Math.floor(area.height / Math.min(...needs.map((need) => need.height))));
  for (let count = 1; count <= mostRows; count += 1) {
    const rows = balancedRows(tiles, count);
    // Rows of equal height look calmest; rows as high as they are heavy make every area exact.
    for (const exact of [false, true]) {
      const rects = rowRects(rows, area, exact);
      if (!rects.every((rect) => needs.some((need) => rect.width >= need.width && rect.height >= need.height)))
        continue;
      if (!isOrdered(tiles, rects) || rects.some((rect) => rect.width * rect.height > below * 1.0001)) continue;
      const badness = rects.reduce((sum, rect) => sum + Math.log(rect.width / rect.height / shape) ** 2, 0);
      const even = rows.every((row) => row.length === rows[0]?.length);
      candidates.push({ rects, badness: badness + (even ? 0 : UNEVEN * tiles.length) });
      if (rows.every((row) => weightOf(row) === weightOf(rows[0] ?? []))) break;
    }
  }
  return candidates;
}

const weightOf = (row: Tile[]) => row.reduce((sum, tile) => sum + tile.weight, 0);

/** Deals tiles to rows of about equal weight, in order, none empty; of equal tiles the first rows are the shorter ones. */
function balancedRows(tiles: Tile[], count: number): Tile[][] {
  const rows: Tile[][] = [];
  let rest = tiles;
  for (let left = count; left > 0; left -= 1) {
    const share = weightOf(rest) / left;
    let taken = 1;
    let weight = rest[0]?.weight ?? 0;
    // Take what keeps within the share, and leave one for every row to come.
    while (taken < rest.length - (left - 1)) {
      weight += rest[taken]?.weight ?? 0;
      if (left > 1 && weight > share + 1e-9) break;
      taken += 1;
    }
    rows.push(rest.slice(0, taken));
    rest = rest.slice(taken);
  }
  return rows;
}

function rowRects(rows: Tile[][], area: Rect, exact: boolean): (Rect & { id: string })[] {
  const total = rows.reduce((sum, row) => sum + weightOf(row), 0);
  const rects: (Rect & { id: string })[] = [];
  let y = area.y;
  for (const row of rows) {
    const height = area.height * (exact ? weightOf(row) / total : 1 / rows.length);
    let x = area.x;
    for (const tile of row) {
      const width = (area.width * tile.weight) / weightOf(row);
      rects.push({ id: tile.id, x, y, width, height });
      x += width;
    }
    y += height;
  }
  return rects;
}

/** Tiles come heaviest first, so every area must be at least that of the lighter ones after it. */
function isOrdered(tiles: Tile[], rects: Rect[]): boolean {
  const areas = new Map<number, { least: number; most: number }>();
  for (const [index, tile] of tiles.entries()) {
    const rect = rects[index];
    const size = rect ? rect.width * rect.height : 0;
    const known = areas.get(tile.weight) ?? { least: size, most: size };
    areas.set(tile.weight, { least: Math.min(known.least, size), most: Math.max(known.most, size) });
  }
  const byWeight = [...areas].sort(([a], [b]) => b - a);
  return byWeight.every(([, { least }], index) => least * 1.0001 >= (byWeight[index + 1]?.[1].most ?? 0));
}
