/** Below this everything is in the page: find-in-page works and nothing needs measuring. */
export const ALL_UP_TO = 80;
const OVERSCAN_ROWS = 2;

export type RowWindow = {
  /** items from (inclusive) to (exclusive) are in the page */
  from: number;
  to: number;
  /** pixels that stand for the rows left out */
  abovePx: number;
  belowPx: number;
};

/**
 * Which items of a list of equal rows are worth having in the page. `topPx`: where the list begins, relative to the
 * top of the screen (negative once scrolled past). Before anything was measured (`rowPx` 0) the first items stand alone.
 */
export function rowWindow(list: {
  items: number;
  columns: number;
  rowPx: number;
  topPx: number;
  screenPx: number;
}): RowWindow {
  const { items, rowPx, topPx, screenPx } = list;
  if (items <= ALL_UP_TO) return { from: 0, to: items, abovePx: 0, belowPx: 0 };
  if (rowPx <= 0) return { from: 0, to: ALL_UP_TO, abovePx: 0, belowPx: 0 };
  const columns = Math.max(1, list.columns);
  const rows = Math.ceil(items / columns);
  const inRows = (row: number) => Math.min(rows, Math.max(0, row));
  const first = inRows(Math.floor(-topPx / rowPx) - OVERSCAN_ROWS);
  const last = Math.max(first, inRows(Math.ceil((screenPx - topPx) / rowPx) + OVERSCAN_ROWS));
  return {
    from: first * columns,
    to: Math.min(items, last * columns),
    abovePx: first * rowPx,
    belowPx: (rows - last) * rowPx,
  };
}

/**
 * Where the selection is: at the chosen call, or once that has left at the place it had or the nearest that is taken; at
 * first on the first call. Null in `ids`: an empty place.
 */
export function selectedIndex(ids: readonly (string | null)[], chosen: { id: string; index: number } | null): number {
  const place = chosen === null ? -1 : ids.indexOf(chosen.id);
  if (place >= 0) return place;
  const from = Math.min(chosen?.index ?? 0, Math.max(0, ids.length - 1));
  const after = ids.findIndex((id, index) => index >= from && id !== null);
  return after >= 0
    ? after
    : Math.max(
        0,
        ids.findLastIndex((id) => id !== null),
      );
}

/**
 * Where a key moves the selection in a grid of `columns`, over places that are empty; -1 when the key moves nothing.
 * @param isEmpty whether nothing stands at a place
 */
export function movedIndex(
  key: string,
  index: number,
  items: number,
  columns: number,
  isEmpty: (index: number) => boolean = () => false,
): number {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  if (items === 0) return -1;
  if (key === "Home") return nextTaken(0, 1, items, isEmpty) ?? index;
  if (key === "End") return nextTaken(items - 1, -1, items, isEmpty) ?? index;
  const step = steps[key];
  if (step === undefined || (columns === 1 && (key === "ArrowRight" || key === "ArrowLeft"))) return -1;
  const next = index + step;
  if (next < 0) return index;
  // Below a short last row there is nothing; its last card is what was meant.
  if (next >= items) return Math.floor(index / columns) < Math.floor((items - 1) / columns) ? items - 1 : index;
  return nextTaken(next, step, items, isEmpty) ?? nextTaken(next, Math.sign(step), items, isEmpty) ?? index;
}

/** The first place from `index` on, in steps, where something stands; null: none before the list's end. */
function nextTaken(index: number, step: number, items: number, isEmpty: (index: number) => boolean): number | null {
  for (let at = index; at >= 0 && at < items; at += step) if (!isEmpty(at)) return at;
  return null;
}
