import type { CallLife } from "./call-life";
import type { Demand } from "./demand";
import type { Work } from "./due-work";
import type { Holds } from "./holds";
import type { Lives } from "./lives";
import { nextReadMs } from "./pace";
import { boardWeight, openWeight, WEIGHTS } from "./weights";

/** The keys of the board's demand, and of every call's; no call has such an id. */
export const BOARD = "#board";
export const CALLS = "#calls";
/** What is read in one sequence each, likewise. */
export const SEQUENCES = ["#list", "#today", "#pages", "#contacts", "#agents", "#background"] as const;
type Sequence = (typeof SEQUENCES)[number];

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
  list: { next: (intervalMs: number, nowMs: number) => DueRead | null };
  pages: { next: () => DueRead | null };
  contacts: { next: () => DueRead | null };
  agents: { next: () => DueRead | null };
  background: { next: (nowMs: number) => DueRead | null };
  today: { nextMs: (nowMs: number) => number | null; start: () => void };
  calls: Pick<Lives, "get">;
  readCall: (life: CallLife, wantedMs: number) => void;
}): { workOf: (key: string, nowMs: number) => Work | null } {
  const { demand, holds, wants, settings, list, pages, contacts, agents, background, today, calls, readCall } = parts;

  function weightOf(life: CallLife, nowMs: number): number {
    const { id } = life;
    const asked = demand.intervalMs(id) === null ? 0 : openWeight(demand.fewestWanted(id));
    const held = holds.intervalMs(id) === null ? 0 : WEIGHTS.open;
    const onBoard = wants.isOnBoard(id) ? boardWeight(life, nowMs) : 0;
    // What is read on to its end for whoever wants every call is wanted by nobody in particular.
    return Math.max(asked, held, onBoard) || WEIGHTS.background;
  }

  const foreground = (read: DueRead | null, intervalMs: number, weight: number): Work | null =>
    read && { ...read, intervalMs, weight, isBackground: false };

  const behind = (read: DueRead | null): Work | null =>
    read && { ...read, intervalMs: 60_000, weight: WEIGHTS.background, isBackground: true };

  const sequences: Record<Sequence, (nowMs: number) => Work | null> = {
    "#list"(nowMs) {
      const intervalMs = wants.boardIntervalMs();
      return intervalMs === null ? null : foreground(list.next(intervalMs, nowMs), intervalMs, WEIGHTS.list);
    },
    "#today"(nowMs) {
      const dueMs = wants.boardIntervalMs() === null ? null : today.nextMs(nowMs);
      return behind(dueMs === null ? null : { dueMs, start: today.start });
    },
    "#pages": () => foreground(pages.next(), settings.boardIntervalMs, WEIGHTS.page),
    "#contacts": () => foreground(contacts.next(), settings.callIntervalMs, WEIGHTS.contact),
    "#agents": () => foreground(agents.next(), settings.boardIntervalMs, WEIGHTS.page),
    "#background": (nowMs) => behind(background.next(nowMs)),
  };

  function callWork(id: string, nowMs: number): Work | null {
    const life = calls.get(id);
    const wantedMs = life === undefined ? null : wants.callIntervalMs(life);
    if (life === undefined || wantedMs === null) return null;
    const dueMs = nextReadMs(life, wantedMs, nowMs);
    if (dueMs === null) return null;
    const start = () => readCall(life, wantedMs);
    return { dueMs, intervalMs: wantedMs, weight: weightOf(life, nowMs), isBackground: false, start };
  }

  const isSequence = (key: string): key is Sequence => Object.hasOwn(sequences, key);

  return {
    workOf: (key, nowMs) => (isSequence(key) ? sequences[key](nowMs) : callWork(key, nowMs)),
  };
}
