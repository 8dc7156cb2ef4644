import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { laneLook, wallFrame } from "./frame";
import { type LaneCall, type LaneRoom, type Lanes, NO_LANES, nextLanes } from "./lanes";

const MINUTE_MS = 60_000;
const FULL_HD = wallFrame({ widthPx: 1_905, heightPx: 932, minTextPx: 52 }, false);
const space: LaneRoom = {
  most: FULL_HD.lanes.most,
  roomOf: (places, name) => laneLook(FULL_HD, places, name ?? "Unknown agent").room,
};

const aCall = (id: string, agent: string, goesOn = true): LaneCall => ({
  id,
  agent,
  agentName: `Agent ${agent}`,
  goesOn,
});
/** So many calls of each of these agents. */
const callsOf = (agents: Record<string, number>) =>
  Object.entries(agents).flatMap(([agent, count]) =>
    Array.from({ length: count }, (_, at) => aCall(`${agent}_${at}`, agent)),
  );
const agentsIn = (lanes: Lanes) => lanes.places.map((lane) => (lane === null ? null : (lane.agent ?? "others")));

/** Where each call begins, in fractions of the room for lanes; and in which lane. */
function cornersOf({ places }: Lanes) {
  const corners = new Map<string, { lane: string | null; x: number; y: number }>();
  for (const [at, lane] of places.entries()) {
    const { columns = 1, rows = 1, slots = [] } = lane?.grid ?? {};
    for (const [slot, id] of slots.entries()) {
      if (id === null) continue;
      if (corners.has(id)) throw new Error(`${id} stands twice.`);
      const y = (at + Math.floor(slot / columns) / rows) / places.length;
      corners.set(id, { lane: lane?.agent ?? null, x: (slot % columns) / columns, y });
    }
  }
  return corners;
}

describe("lanes", () => {
  test("every agent has one, by name, as long as there is room: eight at 1080p", () => {
    expect(space.most).toBe(8);
    const lanes = nextLanes(NO_LANES, callsOf({ c: 2, a: 5, b: 1 }), space, 0);
    expect(agentsIn(lanes)).toEqual(["a", "b", "c"]);
    const eight = callsOf({ a: 9, b: 7, c: 5, d: 5, e: 5, f: 4, g: 3, h: 2 });
    const full = nextLanes(NO_LANES, eight, space, 0);
    expect(agentsIn(full)).toEqual(["a", "b", "c", "d", "e", "f", "g", "h"]);
    expect(cornersOf(full).size).toBe(40);
    expect(full.places.every((lane) => lane?.dense === false)).toBe(true);
  });

  test("more agents: the seven busiest, and the others in the last", () => {
    const agents = Object.fromEntries([..."abcdefghijklmnopqrstuvwxyzåäöü"].map((key, at) => [key, (at % 10) + 1]));
    const lanes = nextLanes(NO_LANES, callsOf(agents), space, 0);
    expect(agentsIn(lanes)).toHaveLength(8);
    expect(agentsIn(lanes).at(-1)).toBe("others");
    expect(cornersOf(lanes).size).toBe(callsOf(agents).length);
  });

  test("an agent keeps its lane without calls, until a new agent needs it", () => {
    const eight = { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1 };
    const { c: _, ...seven } = eight;
    const first = nextLanes(NO_LANES, callsOf(eight), space, 0);
    const second = nextLanes(first, callsOf(seven), space, 1_000);
    expect(agentsIn(second)).toEqual(agentsIn(first));
    const third = nextLanes(second, callsOf({ ...seven, x: 1 }), space, 2_000);
    expect(agentsIn(third)).toEqual(["a", "b", "x", "d", "e", "f", "g", "h"]);
  });

  test("one agent more than fit: the least busy one becomes one of the others, its calls stay where they are", () => {
    const eight = { a: 3, b: 3, c: 1, d: 3, e: 3, f: 3, g: 3, h: 3 };
    const before = nextLanes(NO_LANES, callsOf(eight), space, 0);
    const after = nextLanes(before, callsOf({ ...eight, x: 2 }), space, 1_000);
    expect(agentsIn(after)).toEqual(["a", "b", "others", "d", "e", "f", "g", "h"]);
    const [was, is] = [cornersOf(before), cornersOf(after)];
    for (const [id, { x, y }] of was) expect(is.get(id)).toMatchObject({ x, y });
  });

  test("one agent changes a minute at most, and only for one that is clearly less busy", () => {
    const agents = { a: 5, b: 5, c: 5, d: 5, e: 5, f: 5, g: 3, h: 2, i: 1 };
    let lanes = nextLanes(NO_LANES, callsOf(agents), space, 0);
    expect(agentsIn(lanes)).toEqual(["a", "b", "c", "d", "e", "f", "g", "others"]);
    const at = (nowMs: number, counts: Record<string, number>) => {
      lanes = nextLanes(lanes, callsOf(counts), space, nowMs);
      return agentsIn(lanes)[6];
    };
    expect(at(70_000, { ...agents, h: 4 }), "hardly busier").toBe("g");
    expect(at(71_000, { ...agents, h: 6 }), "clearly busier").toBe("h");
    expect(at(90_000, { ...agents, h: 1, i: 9 }), "the minute is not over").toBe("h");
    expect(at(131_500, { ...agents, h: 1, i: 9 })).toBe("i");
    expect(at(600_000, { ...agents, g: 4, i: 3 }), "no way back for as good as nothing").toBe("i");
  });

  test("the last of the others has the lane by itself; none left, the place is free", () => {
    const agents = { a: 5, b: 5, c: 5, d: 5, e: 5, f: 5, g: 5, h: 2, i: 1 };
    const first = nextLanes(NO_LANES, callsOf(agents), space, 0);
    const { i: _, ...eight } = agents;
    expect(agentsIn(nextLanes(first, callsOf(eight), space, 30_000)).at(-1)).toBe("others");
    const second = nextLanes(first, callsOf(eight), space, MINUTE_MS);
    expect(agentsIn(second).at(-1)).toBe("h");
    const { h: __, ...seven } = eight;
    expect(agentsIn(nextLanes(first, callsOf(seven), space, 1_000)).at(-1)).toBeNull();
  });

  test("fewer than six calls have the whole lane, more have slots from the start", () => {
    const [few] = nextLanes(NO_LANES, callsOf({ a: 1 }), space, 0).places;
    expect(few?.grid).toMatchObject({ columns: 1, rows: 1 });
    const [many] = nextLanes(NO_LANES, callsOf({ a: 3, b: 3 }), space, 0).places;
    expect(many?.grid.slots.length).toBeGreaterThanOrEqual(8);
  });

  test("above sixty calls lanes are strips of a density, and ribbons again only well below", () => {
    const with8 = (each: number) => callsOf(Object.fromEntries([..."abcdefgh"].map((key) => [key, each])));
    const ribbons = nextLanes(NO_LANES, with8(7), space, 0);
    const dense = nextLanes(ribbons, with8(8), space, 1_000);
    expect([ribbons, dense, nextLanes(dense, with8(6), space, 2_000)].map((lanes) => lanes.dense)).toEqual([
      false,
      true,
      true,
    ]);
    expect(nextLanes(dense, with8(5), space, 3_000).dense).toBe(false);
  });

  test("one agent's hundred calls are a strip of their own; five hundred of thirty agents all stand somewhere", () => {
    const one = nextLanes(NO_LANES, callsOf({ a: 30, b: 2, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1 }), space, 0);
    expect(one.places.map((lane) => lane?.dense)).toEqual([true, ...Array(7).fill(false)]);
    const thirty = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`agent_${at}`, 10 + (at % 14)]));
    const all = callsOf(thirty);
    expect(all.length).toBeGreaterThanOrEqual(480);
    expect(cornersOf(nextLanes(NO_LANES, all, space, 0)).size).toBe(all.length);
  });

  test("without calls nothing is remembered, and a call whose agent becomes known moves to that agent", () => {
    const lanes = nextLanes(NO_LANES, [aCall("one", "")], space, 0);
    expect(nextLanes(lanes, [], space, 1)).toBe(NO_LANES);
    expect(cornersOf(nextLanes(lanes, [aCall("one", "a")], space, 1)).get("one")?.lane).toBe("a");
  });
});

describe("nothing changes its place without its own cause", () => {
  /** A second in which calls begin and end; agents are eight, calls about forty. */
  const second = fc.record({
    begin: fc.array(fc.constantFrom(..."abcdefgh"), { maxLength: 3 }),
    end: fc.array(fc.nat(99), { maxLength: 3 }),
  });

  test("a minute of arrivals and ends on a wall of forty calls of eight agents: no call that goes on moves", () => {
    fc.assert(
      fc.property(fc.array(second, { minLength: 60, maxLength: 60 }), (minute) => {
        let calls = callsOf({ a: 8, b: 7, c: 6, d: 5, e: 5, f: 4, g: 3, h: 2 });
        let lanes = nextLanes(NO_LANES, calls, space, 0);
        for (const [at, { begin, end }] of minute.entries()) {
          const going = new Set(calls.filter((call) => call.goesOn).map(({ id }) => id));
          const ends = new Set(end.map((which) => calls[which % Math.max(1, calls.length)]?.id));
          calls = calls
            .filter((call) => call.goesOn)
            .map((call) => (ends.has(call.id) ? { ...call, goesOn: false } : call))
            .concat(going.size > 50 ? [] : begin.map((agent, nth) => aCall(`new_${at}_${nth}`, agent)));
          const next = nextLanes(lanes, calls, space, at * 1_000);
          const [before, after] = [cornersOf(lanes), cornersOf(next)];
          // Where one agent's calls no more fit as ribbons, its lane alone is drawn anew.
          const redrawn = new Set(
            next.places.flatMap((lane, place) =>
              lane !== null && lane.dense !== lanes.places[place]?.dense ? [lane.agent] : [],
            ),
          );
          const same = (id: string) => JSON.stringify(after.get(id)) === JSON.stringify(before.get(id));
          const moved = calls.filter((call) => call.goesOn && before.has(call.id) && !same(call.id));
          expect(moved.filter(({ agent }) => !redrawn.has(agent))).toEqual([]);
          const astray = calls.filter((call) => call.goesOn && after.get(call.id)?.lane !== call.agent);
          expect(astray).toEqual([]);
          lanes = next;
        }
      }),
      { numRuns: 40 },
    );
  });

  test("with any number of agents: what an agent's calls do moves no other agent's, but once a minute one agent", () => {
    const step = fc.record({ agent: fc.nat(29), begins: fc.boolean(), waitMs: fc.nat(40_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let calls = callsOf(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}`, 2])));
        let nowMs = 0;
        let lanes = nextLanes(NO_LANES, calls, space, nowMs);
        for (const [at, { agent, begins, waitMs }] of steps.entries()) {
          nowMs += waitMs;
          const key = `${agent}`;
          const first = calls.findIndex((call) => call.agent === key);
          calls = begins ? [...calls, aCall(`new_${at}`, key)] : calls.filter((_, place) => place !== first);
          const next = nextLanes(lanes, calls, space, nowMs);
          if (calls.length === 0) return;
          expect(cornersOf(next).size).toBe(calls.length);
          const changed = agentsIn(next).filter((name, place) => name !== agentsIn(lanes)[place]);
          if (agentsIn(lanes).includes("others") && agentsIn(next).includes("others")) {
            expect(changed.length).toBeLessThanOrEqual(1);
            if (changed.length === 1) expect(nowMs - lanes.changedMs).toBeGreaterThanOrEqual(MINUTE_MS);
          }
          lanes = next;
        }
      }),
      { numRuns: 60 },
    );
  });
});
