import type { BoardVersion } from "./board";
import type { Untold } from "./call-events";
import type { Clock } from "./clock";
import type { BoardEvent } from "./events";

/**
 * Has the board built when it is due, as long as somebody listens to it; whoever only asks has it built by asking.
 * @returns to be called when that may have changed
 */
export function createBoardTeller(parts: {
  clock: Clock;
  isHeard: () => boolean;
  dueMs: () => number;
  build: () => void;
}): { arrange: () => void; stop: () => void } {
  const { clock, isHeard, dueMs, build } = parts;
  let cancel: (() => void) | null = null;
  let armedMs = Number.POSITIVE_INFINITY;

  function disarm(): void {
    cancel?.();
    cancel = null;
    armedMs = Number.POSITIVE_INFINITY;
  }

  function arrange(): void {
    if (!isHeard()) {
      disarm();
      return;
    }
    if (dueMs() <= clock.nowMs()) build();
    const nextMs = dueMs();
    if (nextMs === armedMs) return;
    disarm();
    if (!Number.isFinite(nextMs)) return;
    armedMs = nextMs;
    cancel = clock.after(Math.max(1, nextMs - clock.nowMs()), () => {
      disarm();
      arrange();
    });
  }

  return { arrange, stop: disarm };
}

/** What makes one version of the board of the one before. */
export function boardChange(
  before: BoardVersion | null,
  { board, rows, totals }: BoardVersion,
  asOfMs: number | null,
): Untold<BoardEvent> {
  const known = new Set(before?.rows);
  const ids = new Set(rows.map(({ id }) => id));
  const left = (before?.rows ?? []).filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  const stayed = (before?.rows ?? []).filter(({ id }) => ids.has(id));
  const isOrdered = stayed.length === rows.length && stayed.every(({ id }, index) => id === rows[index]?.id);
  const { droppedRows, budget } = board;
  return {
    type: "board.changed",
    version: { before: before?.board.version ?? null, after: board.version },
    ...{ asOfMs, left, droppedRows, budget, totals },
    put: rows.filter((row) => !known.has(row)),
    order: isOrdered ? null : rows.map(({ id }) => id),
  };
}
