import { capacityOf, EMPTY_GRID, type Grid, type Room, settled } from "./slots";

/** A call as lanes see it. */
export type LaneCall = {
  id: string;
  /** what tells agents apart */
  agent: string;
  /** null: not known */
  agentName: string | null;
  goesOn: boolean;
};

/** One agent's place on the wall; `agent` null: all agents that have none of their own. */
export type Lane = { agent: string | null; name: string | null; grid: Grid; dense: boolean };

export type Lanes = {
  /** from top to bottom; null: a free place */
  places: readonly (Lane | null)[];
  /** when an agent last gave its place to another; epoch milliseconds */
  changedMs: number;
  /** calls are strips of a density instead of ribbons */
  dense: boolean;
};

/** What the screen has room for: so many lanes, and in each of so many places for this name room for calls. */
export type LaneRoom = { most: number; roomOf: (places: number, name: string | null) => Room };

export const NO_LANES: Lanes = { places: [], changedMs: Number.NEGATIVE_INFINITY, dense: false };

/** More calls than this are strips of a density; so many or fewer are ribbons again. */
const DENSE_FROM = 60;
const DENSE_UNTIL = 45;
/** Fewer calls than this open into large tiles. */
const FEW_CALLS = 6;
const SLOTS_TO_BEGIN_WITH = 8;
const DENSE_SLOTS_TO_BEGIN_WITH = 16;
const LEAST_BETWEEN_CHANGES_MS = 60_000;

type Agent = { key: string; name: string | null; live: number; onBoard: number };

/**
 * The lanes after what has happened. An agent keeps its lane; a new one takes a free one, else that of an agent without
 * calls, else there are more lanes. Where no more fit, all but one are the busiest agents' and the last is the others':
 * once a minute at most one agent of these takes the lane of a clearly less busy one.
 * @param calls in order of their start
 * @param nowMs epoch milliseconds
 */
export function nextLanes(before: Lanes, calls: readonly LaneCall[], space: LaneRoom, nowMs: number): Lanes {
  if (calls.length === 0) return NO_LANES;
  const agents = agentsOf(calls);
  const isNew = before.places.length === 0 || before.places.length > space.most;
  const { places, changedMs } = isNew
    ? { places: packed(agents, space.most), changedMs: nowMs }
    : followed(before, agents, space.most, nowMs);
  const live = calls.filter((call) => call.goesOn).length;
  const dense = live > (before.dense ? DENSE_UNTIL : DENSE_FROM);
  const own = new Set(places.map((lane) => lane?.agent ?? null));
  const busiest = Math.max(...agents.map((agent) => agent.live));
  const filled = places.map((lane) => {
    if (lane === null) return null;
    const mine = calls.filter(({ agent }) => (lane.agent === null ? !own.has(agent) : agent === lane.agent));
    const name = mine.find(({ agentName }) => agentName !== null)?.agentName ?? lane.name;
    const named = lane.agent === null || name === lane.name ? lane : { ...lane, name };
    return withCalls(named, mine, space.roomOf(places.length, named.name), { dense, few: live < FEW_CALLS, busiest });
  });
  return { places: filled, changedMs, dense };
}

/** Agents by name, and of one name by what tells them apart: the order in which somebody looks for one. */
function agentsOf(calls: readonly LaneCall[]): Agent[] {
  const agents = new Map<string, Agent>();
  for (const { agent: key, agentName, goesOn } of calls) {
    const known = agents.get(key) ?? { key, name: agentName, live: 0, onBoard: 0 };
    agents.set(key, { ...known, live: known.live + Number(goesOn), onBoard: known.onBoard + 1 });
  }
  return [...agents.values()].sort(
    (a, b) => (a.name ?? "~").localeCompare(b.name ?? "~", "en") || compare(a.key, b.key),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const busiestFirst = (agents: readonly Agent[]) => [...agents].sort((a, b) => b.live - a.live);
const replaced = (places: Lanes["places"], at: number, lane: Lane | null) =>
  places.map((known, place) => (place === at ? lane : known));
const laneOf = ({ key, name }: Pick<Agent, "key" | "name">): Lane => ({
  agent: key,
  name,
  grid: EMPTY_GRID,
  dense: false,
});
const OTHERS: Lane = { agent: null, name: null, grid: EMPTY_GRID, dense: false };

/** Every lane from the beginning. */
function packed(agents: readonly Agent[], most: number): (Lane | null)[] {
  if (agents.length <= most) return agents.map(laneOf);
  const chosen = new Set(busiestFirst(agents).slice(0, most - 1));
  return [...agents.filter((agent) => chosen.has(agent)).map(laneOf), OTHERS];
}

type Placed = Pick<Lanes, "places" | "changedMs">;

function followed(before: Lanes, agents: readonly Agent[], most: number, nowMs: number): Placed {
  const byKey = new Map(agents.map((agent) => [agent.key, agent]));
  const own = new Set(before.places.map((lane) => lane?.agent ?? null));
  const without = busiestFirst(agents.filter(({ key, live }) => live > 0 && !own.has(key)));
  const othersAt = before.places.findIndex((lane) => lane?.agent === null);
  if (othersAt < 0) return without.length === 0 ? before : moreLanes(before, without, byKey, most, nowMs);
  const isEmpty = agents.every(({ key, onBoard }) => onBoard === 0 || own.has(key));
  if (isEmpty) return { ...before, places: replaced(before.places, othersAt, null) };
  if (nowMs - before.changedMs < LEAST_BETWEEN_CHANGES_MS) return before;
  return oneChange(before, without, byKey, othersAt, nowMs);
}

/** Every agent that has come gets a lane; where no more fit the least busy agent's becomes the others'. */
function moreLanes(
  before: Placed,
  without: readonly Agent[],
  byKey: ReadonlyMap<string, Agent>,
  most: number,
  nowMs: number,
): Placed {
  let places = [...before.places];
  for (const agent of without) {
    let at = places.indexOf(null);
    if (at < 0) at = places.findIndex((lane) => (byKey.get(lane?.agent ?? "")?.onBoard ?? 0) === 0);
    if (at < 0 && places.length < most) {
      places = widened(places, most);
      at = places.indexOf(null);
    }
    if (at >= 0) places[at] = laneOf(agent);
    else {
      // The calls of its last agent stay where they are.
      const least = leastBusy(places, byKey);
      const lane = places[least] ?? OTHERS;
      places[least] = { ...lane, agent: null, name: null };
      return { places, changedMs: nowMs };
    }
  }
  return { places, changedMs: before.changedMs };
}

/** Twice the places, each lane beginning where it began; or as many as fit, packed anew. */
function widened(places: readonly (Lane | null)[], most: number): (Lane | null)[] {
  if (places.length * 2 <= most) return places.flatMap((lane) => [lane, null]);
  return Array.from({ length: most }, (_, at) => places[at] ?? null);
}

function leastBusy(places: readonly (Lane | null)[], byKey: ReadonlyMap<string, Agent>): number {
  const live = places.map((lane) => (lane?.agent ? (byKey.get(lane.agent)?.live ?? 0) : Number.POSITIVE_INFINITY));
  return live.lastIndexOf(Math.min(...live));
}

/** One agent of the others gets a lane of its own: a free one, the others' if it is the last of them, or a less busy one's. */
function oneChange(
  before: Placed,
  without: readonly Agent[],
  byKey: ReadonlyMap<string, Agent>,
  othersAt: number,
  nowMs: number,
): Placed {
  const [busiest, ...rest] = without;
  const { places } = before;
  if (busiest === undefined) return before;
  const others = places[othersAt] ?? OTHERS;
  if (rest.length === 0) {
    const lane = { ...others, agent: busiest.key, name: busiest.name };
    return { places: replaced(places, othersAt, lane), changedMs: nowMs };
  }
  const free = places.indexOf(null);
  const at = free >= 0 ? free : leastBusy(places, byKey);
  const agent = places[at]?.agent ?? null;
  const liveThere = agent === null ? 0 : (byKey.get(agent)?.live ?? 0);
  const isClearlyBusier = busiest.live >= liveThere * 1.5 + 1;
  if (at === othersAt || !isClearlyBusier) return before;
  return { places: replaced(places, at, laneOf(busiest)), changedMs: nowMs };
}

function withCalls(
  lane: Lane,
  calls: readonly LaneCall[],
  room: Room,
  { dense, few, busiest }: { dense: boolean; few: boolean; busiest: number },
): Lane {
  const live = calls.filter((call) => call.goesOn).length;
  // A lane that had more calls than ribbons fit goes on as it is until half as many would.
  const staysDense = lane.dense && (dense || live > capacityOf(room) / 2);
  if (!dense && !staysDense) {
    const grid = settled(lane.dense ? EMPTY_GRID : lane.grid, calls, room, few ? 1 : SLOTS_TO_BEGIN_WITH);
    if (grid !== null) return grid === lane.grid && !lane.dense ? lane : { ...lane, grid, dense: false };
  }
  const thin = { ...room, leastWidthPx: 0, leastHeightPx: room.heightPx };
  // Begun as wide as the busiest agent's, strips can be compared.
  const begin = Math.max(busiest, DENSE_SLOTS_TO_BEGIN_WITH);
  const grid = settled(lane.dense ? lane.grid : EMPTY_GRID, calls, thin, begin) ?? lane.grid;
  return grid === lane.grid && lane.dense ? lane : { ...lane, grid, dense: true };
}
