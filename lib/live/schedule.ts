import type { CallLife } from "./call-life";
import type { Demand } from "./demand";
import type { Holds } from "./holds";
import type { Lives } from "./lives";
import type { Job } from "./loop";
import { nextReadMs } from "./pace";
import { boardWeight, openWeight, WEIGHTS } from "./weights";

/** The keys of the board's demand, and of every call's. */
export const BOARD = "board";
export const CALLS = "calls";

type Intervals = { boardIntervalMs: number; callIntervalMs: number; alwaysOn: boolean };
/** One read that can be begun now or later. */
type DueRead = { dueMs: number; start: () => void };

/** What is wanted, and how often: by whoever asked lately, and by subscriptions as long as they live. */
export type Wants = {
  /** null: nobody looks at the board */
  boardIntervalMs(): number | null;
  /** On a board that somebody looks at. */
  isOnBoard(id: string): boolean;
  /** the shortest interval anybody wants this call at, or null */
  callIntervalMs(life: CallLife): number | null;
  /** Somebody wants `key` (the board's, or a call's id) now and will ask again. True when nobody wanted it before. */
  declare(key: string, intervalMs: number, asker?: string): boolean;
  isWanted(key: string): boolean;
};

export function createWants(parts: {
  demand: Demand;
  holds: Holds;
  settings: Intervals;
  isListed: (id: string) => boolean;
}): Wants {
  const { demand, holds, settings, isListed } = parts;
  const always = settings.alwaysOn ? settings.boardIntervalMs : null;
  const boardIntervalMs = () => shortest(demand.intervalMs(BOARD), holds.intervalMs(BOARD), always);
  const isOnBoard = (id: string) => isListed(id) && boardIntervalMs() !== null;
  return {
    boardIntervalMs,
    isOnBoard,
    declare: (key, intervalMs, asker) => demand.declare(key, intervalMs, asker) && holds.intervalMs(key) === null,
    isWanted: (key) => demand.intervalMs(key) !== null || holds.intervalMs(key) !== null,
    callIntervalMs({ id, stage }) {
      const onBoard = isOnBoard(id) ? boardIntervalMs() : null;
      // Whoever wants every call wants to know how each of them ended.
      const toItsEnd = stage === "ended" ? holds.intervalMs(CALLS) : null;
      return shortest(onBoard, demand.intervalMs(id), holds.intervalMs(id), toItsEnd);
    },
  };
}

function shortest(...intervalsMs: (number | null)[]): number | null {
  const wanted = intervalsMs.filter((ms) => ms !== null);
  return wanted.length === 0 ? null : Math.min(...wanted);
}

/** What is to be read now or later because it is wanted, for the loop. It only decides; reading is the others' part. */
export function createSchedule(parts: {
  demand: Demand;
  holds: Holds;
  wants: Wants;
  settings: Intervals;
  list: { due: (intervalMs: number) => DueRead[] };
  pages: { due: () => DueRead[] };
  contacts: { due: () => DueRead[] };
  today: { nextMs: () => number | null; start: () => void };
  calls: Pick<Lives, "all">;
  readCall: (life: CallLife, wantedMs: number) => void;
}): { jobs: (nowMs: number) => Job[] } {
  const { demand, holds, wants, settings, list, pages, contacts, today, calls, readCall } = parts;

  function weightOf(life: CallLife, nowMs: number): number {
    const { id } = life;
    const asked = demand.intervalMs(id) === null ? 0 : openWeight(demand.fewestWanted(id));
    const held = holds.intervalMs(id) === null ? 0 : WEIGHTS.open;
    const onBoard = wants.isOnBoard(id) ? boardWeight(life, nowMs) : 0;
    // What is read on to its end for whoever wants every call is wanted by nobody in particular.
    return Math.max(asked, held, onBoard) || WEIGHTS.background;
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
      for (const life of calls.all()) {
        const wantedMs = wants.callIntervalMs(life);
        if (wantedMs === null) continue;
        add(nextReadMs(life, wantedMs, nowMs), wantedMs, weightOf(life, nowMs), () => readCall(life, wantedMs));
      }
      return all;
    },
  };
}
