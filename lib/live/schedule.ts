import { type CallWatch, nextReadMs } from "./call-watch";
import type { Demand } from "./demand";
import type { Entry } from "./list-watch";
import type { Job } from "./loop";
import { boardWeight, openWeight, WEIGHTS } from "./weights";

/** The key of the board's demand. */
export const BOARD = "board";

type Intervals = { boardIntervalMs: number; callIntervalMs: number; alwaysOn: boolean };
/** One read that can be begun now or later. */
type DueRead = { dueMs: number; start: () => void };

/** What is wanted, and how often. */
export type Wants = {
  /** null: nobody looks at the board */
  boardIntervalMs(): number | null;
  /** On a board that somebody looks at. */
  isOnBoard(id: string): boolean;
  /** the shortest interval anybody wants this call at, or null */
  callIntervalMs(id: string): number | null;
};

export function createWants(parts: { demand: Demand; settings: Intervals; isListed: (id: string) => boolean }): Wants {
  const { demand, settings, isListed } = parts;
  const boardIntervalMs = () => demand.intervalMs(BOARD) ?? (settings.alwaysOn ? settings.boardIntervalMs : null);
  const isOnBoard = (id: string) => isListed(id) && boardIntervalMs() !== null;
  return {
    boardIntervalMs,
    isOnBoard,
    callIntervalMs(id) {
      const onBoard = isOnBoard(id) ? boardIntervalMs() : null;
      const open = demand.intervalMs(id);
      return onBoard === null || open === null ? (onBoard ?? open) : Math.min(open, onBoard);
    },
  };
}

/** What is to be read now or later because it is wanted, for the loop. It only decides; reading is the others' part. */
export function createSchedule(parts: {
  demand: Demand;
  wants: Wants;
  settings: Intervals;
  list: { due: (intervalMs: number) => DueRead[]; entry: (id: string) => Entry | undefined };
  pages: { due: () => DueRead[] };
  contacts: { due: () => DueRead[] };
  today: { nextMs: () => number | null; start: () => void };
  calls: {
    all: () => CallWatch[];
    hasAttention: (id: string) => boolean;
    read: (watch: CallWatch, wantedMs: number) => void;
  };
}): { jobs: (nowMs: number) => Job[] } {
  const { demand, wants, settings, list, pages, contacts, today, calls } = parts;

  function weightOf(watch: CallWatch, nowMs: number): number {
    const { id } = watch;
    const open = demand.intervalMs(id) === null ? 0 : openWeight(demand.fewestWanted(id));
    if (!wants.isOnBoard(id)) return open;
    const onBoard = { watch, entry: list.entry(id), hasAttention: calls.hasAttention(id) };
    return Math.max(open, boardWeight(onBoard, nowMs));
  }

  return {
    jobs(nowMs) {
      const all: Job[] = [];
      const add = (
        dueMs: number | null,
        intervalMs: number,
        weight: number,
        start: () => void,
        isBackground = false,
      ) => {
        if (dueMs === null) return;
        all.push({ dueMs, urgency: (1 + (nowMs - dueMs) / intervalMs) * weight, isBackground, start });
      };
      const intervalMs = wants.boardIntervalMs();
      if (intervalMs !== null) {
        for (const { dueMs, start } of list.due(intervalMs)) add(dueMs, intervalMs, WEIGHTS.list, start);
        add(today.nextMs(), 60_000, WEIGHTS.background, today.start, true);
      }
      for (const { dueMs, start } of pages.due()) add(dueMs, settings.boardIntervalMs, WEIGHTS.page, start);
      for (const { dueMs, start } of contacts.due()) add(dueMs, settings.callIntervalMs, WEIGHTS.contact, start);
      for (const watch of calls.all()) {
        const wantedMs = wants.callIntervalMs(watch.id);
        if (wantedMs === null) continue;
        add(nextReadMs(watch, wantedMs, nowMs), wantedMs, weightOf(watch, nowMs), () => calls.read(watch, wantedMs));
      }
      return all;
    },
  };
}
