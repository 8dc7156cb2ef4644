import type { BoardCall } from "@/lib/calls/board";
import { type BoardSort, sortCalls } from "./board-order";
import { goesOn, reasonsOf } from "./call-words";

/** Where every card stands, and what that was decided on. */
export type BoardSlots = {
  /** a call's id by its place; null: the place of one that left, which nobody has taken yet */
  places: readonly (string | null)[];
  /** what the reader asked for: filter and sort */
  view: string;
  /** calls that came since the order was made and wait to be asked for (sorted by newest), newest first */
  arrived: readonly string[];
  /** calls that stood as critical when they were last placed */
  critical: readonly string[];
  /** calls that were placed before anything was known of them but that they are there */
  unread: readonly string[];
  /** true: a better order is known, but the reader is at the board */
  waiting: boolean;
};

export type SlotsAsk = {
  sort: BoardSort;
  view: string;
  /** pointer or keys are at work on the board: nothing moves, and what left stays */
  held: boolean;
  /** the cards under the pointer and with the focus: they keep their place whatever happens */
  pinned: ReadonlySet<string>;
};

/** So many empty places, and a quarter of the cards, may stand before the board closes them. */
const EMPTY_PLACES = 6;

/**
 * The next places. Under "attention" a card changes place when it itself turned critical, or turned out to be in trouble
 * when it was first read: it takes the first place of a call in less trouble, which takes its own, or that of a calm one
 * between them. A call that left leaves its place empty for the next that comes. Where the order is one of time, a place
 * says when: nobody takes another's, calls that come stand at the end, and the rest close up when nobody is at the board.
 * Everything is placed anew for another filter or sort, and once too much is empty.
 * @param byId the same calls by their id, for whoever has them
 */
export function nextSlots(
  known: BoardSlots | null,
  calls: readonly BoardCall[],
  ask: SlotsAsk,
  byId: ReadonlyMap<string, BoardCall> = new Map(calls.map((call) => [call.id, call])),
): BoardSlots {
  if (known === null || known.view !== ask.view) return placedAnew(calls, ask);
  let places = known.places.map((id) => (id === null || byId.has(id) || isKept(id, ask) ? id : null));
  const placed = new Set(places);
  const newcomers = sortCalls(
    calls.filter(({ id }) => !placed.has(id)),
    ask.sort,
  ).map(({ id }) => id);
  const isWaitedFor = ask.sort === "newest" && places.some((id) => id !== null);
  if (!isWaitedFor) for (const id of newcomers) settle(places, id, ask.sort);
  const { critical, unread, late } =
    ask.sort === "attention" ? bringForward(places, calls, byId, known, ask) : NO_TROUBLE;
  while (places.at(-1) === null) places.pop();
  const isFree = !ask.held && ask.pinned.size === 0;
  if (ask.sort !== "attention" && isFree) places = places.filter((id) => id !== null);

  const empty = places.filter((id) => id === null).length;
  const tooEmpty = empty > Math.max(EMPTY_PLACES, (places.length - empty) / 4);
  if (tooEmpty && isFree) return placedAnew(calls, ask);
  const next = {
    places: sameIds(known.places, places) ? known.places : places,
    view: ask.view,
    arrived: keepIds(known.arrived, isWaitedFor ? newcomers : []),
    critical: keepIds(known.critical, critical),
    unread: keepIds(known.unread, unread),
    waiting: late || tooEmpty,
  };
  const isSame = (["places", "arrived", "critical", "unread", "waiting"] as const).every(
    (name) => next[name] === known[name],
  );
  return isSame ? known : next;
}

/** Everything in the order the sort asks for, without empty places. */
function placedAnew(calls: readonly BoardCall[], { sort, view }: SlotsAsk): BoardSlots {
  const sorted = sortCalls(calls, sort);
  const byTrouble = sort === "attention" ? sorted : [];
  return {
    places: sorted.map(({ id }) => id),
    view,
    arrived: [],
    critical: byTrouble.filter((call) => troubleOf(call) === 2).map(({ id }) => id),
    unread: byTrouble
      .filter(isUnread)
      .map(({ id }) => id)
      .sort(),
    waiting: false,
  };
}

const isKept = (id: string, { held, pinned }: SlotsAsk) => held || pinned.has(id);

/** A newcomer takes the first empty place that says nothing of time, else one at the end: nobody has to make room. */
function settle(places: (string | null)[], id: string, sort: BoardSort) {
  const empty = sort === "attention" ? places.indexOf(null) : -1;
  if (empty === -1) places.push(id);
  else places[empty] = id;
}

type Trouble = Pick<BoardSlots, "critical" | "unread"> & {
  /** a call had to stay where it was for now */
  late: boolean;
};

const NO_TROUBLE: Trouble = { critical: [], unread: [], late: false };

/** Brings each call forward that has come into trouble since it was placed, the one that began first before others. */
function bringForward(
  places: (string | null)[],
  calls: readonly BoardCall[],
  byId: ReadonlyMap<string, BoardCall>,
  known: BoardSlots,
  ask: SlotsAsk,
): Trouble {
  const trouble = (id: string | null) => (id === null ? -1 : troubleOf(byId.get(id)));
  const wasCritical = new Set(known.critical);
  const wasUnread = new Set(known.unread);
  const critical = known.critical.filter((id) => trouble(id) === 2);
  const unread: string[] = [];
  const turned: BoardCall[] = [];
  for (const call of calls) {
    if (isUnread(call)) unread.push(call.id);
    const level = troubleOf(call);
    if (level === 2 ? !wasCritical.has(call.id) : level === 1 && wasUnread.has(call.id)) turned.push(call);
  }
  let late = false;
  const inTurn = sortCalls(turned, "attention");
  // Those that stay for now are judged when the others stand: where these took the better places, nothing is late any more.
  const stay = inTurn.filter(({ id }) => isKept(id, ask));
  for (const { id } of [...inTurn.filter(({ id }) => !isKept(id, ask)), ...stay]) {
    const from = places.indexOf(id);
    const ahead = (other: string) => firstBelow(places, trouble(other), from, trouble, ask.pinned);
    if (ahead(id) !== -1 && isKept(id, ask)) {
      late = true;
      if (trouble(id) === 1) unread.push(id);
      continue;
    }
    if (trouble(id) === 2) critical.push(id);
    moveAhead(places, id, from, ahead);
  }
  return { critical, unread: unread.sort(), late };
}

/** Puts a call where `ahead` says, the one that stood there likewise, and the last of them at the place left free. */
function moveAhead(places: (string | null)[], id: string | null, free: number, ahead: (id: string) => number) {
  const to = id === null ? -1 : ahead(id);
  if (to === -1) {
    places[free] = id;
    return;
  }
  const displaced = places[to] ?? null;
  places[to] = id;
  moveAhead(places, displaced, free, ahead);
}

/** The first place before `end` with a call in less trouble than this, which may move; an empty place is in least. */
function firstBelow(
  places: readonly (string | null)[],
  level: number,
  end: number,
  trouble: (id: string | null) => number,
  pinned: ReadonlySet<string>,
): number {
  return places.findIndex((id, place) => place < end && trouble(id) < level && !(id !== null && pinned.has(id)));
}

const isUnread = ({ phase }: BoardCall) => phase === "starting";

/** 2: critical, 1: a warning, 0: neither. */
function troubleOf(call: BoardCall | undefined): number {
  const worst = call !== undefined && goesOn(call) ? reasonsOf(call)[0]?.severity : undefined;
  return worst === "critical" ? 2 : worst === "warning" ? 1 : 0;
}

const keepIds = (known: readonly string[], next: readonly string[]) => (sameIds(known, next) ? known : next);

function sameIds(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
