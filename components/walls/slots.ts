/**
 * Where calls stand in the room of their agent. A call keeps its slot until it ends, a new one takes a free one. When none
 * is free every slot is halved, and each call stays where its slot began: nothing but its width or height changes.
 */
export type Grid = {
  columns: number;
  rows: number;
  /** ids of calls, row by row */
  slots: readonly (string | null)[];
};

/** Pixels, and the least a slot may have of them. */
export type Room = { widthPx: number; heightPx: number; leastWidthPx: number; leastHeightPx: number };

export const EMPTY_GRID: Grid = { columns: 1, rows: 1, slots: [null] };

/** As long as a slot is this many times wider than high, it is its width that is halved. */
const STILL_LONG = 5;

/**
 * The grid with these calls in it, oldest first. Those in it stay; of new ones those that go on come in, into free slots,
 * else into that of a call that has ended.
 * @param openFor an empty grid begins with this many slots, as far as there is room
 * @returns the same grid where nothing changes; null where there is no room for all
 */
export function settled(
  grid: Grid,
  calls: readonly { id: string; goesOn: boolean }[],
  room: Room,
  openFor: number,
): Grid | null {
  const goesOn = new Map(calls.map((call) => [call.id, call.goesOn]));
  const isSame = grid.slots.every((id) => id === null || goesOn.has(id));
  let next = isSame ? grid : { ...grid, slots: grid.slots.map((id) => (id !== null && goesOn.has(id) ? id : null)) };
  if (!fits(next, room)) next = EMPTY_GRID;
  if (next.slots.every((id) => id === null)) {
    const living = calls.filter((call) => call.goesOn).length;
    next = opened(next, room, Math.max(openFor, living));
  }
  const here = new Set(next.slots);
  for (const call of calls) {
    if (here.has(call.id) || !call.goesOn) continue;
    let at = next.slots.indexOf(null);
    if (at < 0) at = next.slots.findIndex((id) => id !== null && goesOn.get(id) !== true);
    if (at < 0) {
      const larger = halved(next, room);
      if (larger === null) return null;
      next = larger;
      at = next.slots.indexOf(null);
    }
    next = { ...next, slots: next.slots.map((id, slot) => (slot === at ? call.id : id)) };
  }
  return next;
}

/** How many calls a room holds at most. */
export function capacityOf(room: Room): number {
  const grid = opened(EMPTY_GRID, room, Number.POSITIVE_INFINITY);
  return grid.columns * grid.rows;
}

function fits({ columns, rows }: Grid, room: Room): boolean {
  return (
    (columns === 1 || room.widthPx / columns >= room.leastWidthPx) &&
    (rows === 1 || room.heightPx / rows >= room.leastHeightPx)
  );
}

/** An empty grid of as many slots, or as many as there is room for. One that has them already stays as it is. */
function opened(grid: Grid, room: Room, slots: number): Grid {
  if (grid !== EMPTY_GRID && grid.slots.length === opened(EMPTY_GRID, room, slots).slots.length) return grid;
  let next = EMPTY_GRID;
  while (next.slots.length < slots) {
    const larger = halved(next, room);
    if (larger === null) break;
    next = larger;
  }
  return next;
}

/** Twice the slots; null where they would be too small. */
function halved({ columns, rows, slots }: Grid, room: Room): Grid | null {
  const [widthPx, heightPx] = [room.widthPx / columns, room.heightPx / rows];
  const canBeNarrower = widthPx / 2 >= room.leastWidthPx;
  const canBeLower = heightPx / 2 >= room.leastHeightPx;
  if (!canBeNarrower && !canBeLower) return null;
  if (canBeNarrower && (widthPx >= STILL_LONG * heightPx || !canBeLower)) {
    return { columns: columns * 2, rows, slots: slots.flatMap((id) => [id, null]) };
  }
  const none = Array<null>(columns).fill(null);
  const lines = Array.from({ length: rows }, (_, row) => slots.slice(row * columns, (row + 1) * columns));
  return { columns, rows: rows * 2, slots: lines.flatMap((line) => [...line, ...none]) };
}
