import { type CallWatch, nextReadMs } from "./call-watch";
import type { Demand } from "./demand";
import type { Work } from "./due-work";
import type { Entry } from "./list-watch";
import { boardWeight, openWeight, WEIGHTS } from "./weights";

/** The key of the board's demand; no call has such an id. */
export const BOARD = "#board";

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

/** What is read in one sequence each; no call has such an id. */
export const SEQUENCES = ["#list", "#today", "#pages", "#contacts"] as const;
type Sequence = (typeof SEQUENCES)[number];

/** What is to be read now or later because it is wanted, for the loop. It only decides; reading is the others' part. */
export function createSchedule(parts: {
  demand: Demand;
  wants: Wants;
  settings: Intervals;
  list: { next: (intervalMs: number) => DueRead | null; entry: (id: string) => Entry | undefined };
  pages: { next: () => DueRead | null };
  contacts: { next: () => DueRead | null };
  today: { nextMs: () => number | null; start: () => void };
  calls: {
    watch: (id: string) => CallWatch | undefined;
    hasAttention: (id: string) => boolean;
    read: (watch: CallWatch, wantedMs: number) => void;
  };
}): { workOf: (key: string, nowMs: number) => Work | null } {
  const { demand, wants, settings, list, pages, contacts, today, calls } = parts;

  function weightOf(watch: CallWatch, nowMs: number): number {
    const { id } = watch;
    const open = demand.intervalMs(id) === null ? 0 : openWeight(demand.fewestWanted(id));
    if (!wants.isOnBoard(id)) return open;
    const onBoard = { watch, entry: list.entry(id), hasAttention: calls.hasAttention(id) };
    return Math.max(open, boardWeight(onBoard, nowMs));
  }

  const foreground = (read: DueRead | null, intervalMs: number, weight: number): Work | null =>
    read && { ...read, intervalMs, weight, isBackground: false };

  const sequences: Record<Sequence, () => Work | null> = {
    "#list"() {
      const intervalMs = wants.boardIntervalMs();
      return intervalMs === null ? null : foreground(list.next(intervalMs), intervalMs, WEIGHTS.list);
    },
    "#today"() {
      const dueMs = wants.boardIntervalMs() === null ? null : today.nextMs();
      if (dueMs === null) return null;
      return { dueMs, intervalMs: 60_000, weight: WEIGHTS.background, isBackground: true, start: today.start };
    },
    "#pages": () => foreground(pages.next(), settings.boardIntervalMs, WEIGHTS.page),
    "#contacts": () => foreground(contacts.next(), settings.callIntervalMs, WEIGHTS.contact),
  };

  function callWork(id: string, nowMs: number): Work | null {
    const watch = calls.watch(id);
    const wantedMs = watch === undefined ? null : wants.callIntervalMs(id);
    if (watch === undefined || wantedMs === null) return null;
    const dueMs = nextReadMs(watch, wantedMs, nowMs);
    if (dueMs === null) return null;
    const start = () => calls.read(watch, wantedMs);
    return { dueMs, intervalMs: wantedMs, weight: weightOf(watch, nowMs), isBackground: false, start };
  }

  const isSequence = (key: string): key is Sequence => Object.hasOwn(sequences, key);

  return {
    workOf: (key, nowMs) => (isSequence(key) ? sequences[key]() : callWork(key, nowMs)),
  };
}
