import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoardCall } from "@/lib/calls/board";
import { aBoardCall, anAttention, at } from "@/lib/calls/build";
import { BOARD_SORTS } from "./board-order";
import { type BoardSlots, nextSlots, type SlotsAsk } from "./board-slots";

const call = (id: string, overrides: Parameters<typeof aBoardCall>[0] = {}) => aBoardCall({ id, ...overrides });
const critical = [anAttention({ severity: "critical" })];
const warning = [anAttention({ severity: "warning" })];
const over: Parameters<typeof aBoardCall>[0] = { status: "completed", phase: "ended", attention: [] };
const ask: SlotsAsk = { sort: "attention", view: "v", held: false, pinned: new Set() };
const held: SlotsAsk = { ...ask, held: true };
const pinning = (...ids: string[]): SlotsAsk => ({ ...ask, pinned: new Set(ids) });

const ABCD = ["a", "b", "c", "d"].map((id, index) => call(id, { startedAt: at(index * 1000) }));
const first = nextSlots(null, ABCD, ask);
const without = (...gone: string[]) => ABCD.filter(({ id }) => !gone.includes(id));
const changed = (id: string, fields: Parameters<typeof aBoardCall>[0]) =>
  ABCD.map((one) => (one.id === id ? { ...one, ...fields } : one));

describe("a card keeps its place", () => {
  test("while calls only change inside, a new warning and an end included", () => {
    expect(nextSlots(first, changed("c", { attention: warning, messageCount: 9 }), ask)).toBe(first);
    expect(nextSlots(first, changed("b", over), ask)).toBe(first);
  });

  test("when another leaves: that one's place stays empty", () => {
    expect(nextSlots(first, without("b"), ask).places).toEqual(["a", null, "c", "d"]);
  });

  test("when another comes, which takes the first empty place, or one at the end", () => {
    const gap = nextSlots(first, without("b"), ask);
    expect(nextSlots(gap, [...without("b"), call("e")], ask).places).toEqual(["a", "e", "c", "d"]);
    expect(nextSlots(first, [...ABCD, call("e")], ask).places).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("when what was critical calms down", () => {
    const alarmed = nextSlots(first, changed("c", { attention: critical }), ask);
    expect(nextSlots(alarmed, ABCD, ask).places).toEqual(alarmed.places);
  });

  test("through a critical alarm when the sort is not by attention", () => {
    const longest = { ...ask, sort: "longest" } as const;
    const order = nextSlots(null, ABCD, longest);
    expect(nextSlots(order, changed("d", { attention: critical }), longest)).toBe(order);
  });

  test("places at the end that nobody has are no places", () => {
    expect(nextSlots(first, without("c", "d"), ask).places).toEqual(["a", "b"]);
  });
});

describe("a call that turns critical", () => {
  test("changes places with the first that is not, and moves no other", () => {
    expect(nextSlots(first, changed("c", { attention: critical }), ask).places).toEqual(["c", "b", "a", "d"]);
  });

  test("leaves the ones that were critical before it where they are", () => {
    const one = changed("c", { attention: critical });
    const both = one.map((other) => (other.id === "d" ? { ...other, attention: critical } : other));
    const order = nextSlots(nextSlots(first, one, ask), both, ask);
    expect(order.places).toEqual(["c", "d", "a", "b"]);
    expect(nextSlots(order, both, ask)).toBe(order);
  });

  test("as it comes stands in front, too", () => {
    const order = nextSlots(first, [...ABCD, call("e", { attention: critical })], ask);
    expect(order.places).toEqual(["e", "b", "c", "d", "a"]);
  });

  test("takes an empty place in front and leaves one behind", () => {
    const gap = nextSlots(first, without("a"), ask);
    const alarmed = without("a").map((one) => (one.id === "c" ? { ...one, attention: critical } : one));
    expect(nextSlots(gap, alarmed, ask).places).toEqual(["c", "b", null, "d"]);
  });

  test("waits while it is under the pointer or has the focus, and comes forward after", () => {
    const alarmed = changed("c", { attention: critical });
    const waits = nextSlots(first, alarmed, pinning("c"));
    expect(waits).toMatchObject({ places: ["a", "b", "c", "d"], waiting: true });
    expect(nextSlots(waits, alarmed, ask)).toMatchObject({ places: ["c", "b", "a", "d"], waiting: false });
  });

  test("takes the place of none that is under the pointer", () => {
    const order = nextSlots(first, changed("c", { attention: critical }), pinning("a"));
    expect(order.places).toEqual(["a", "c", "b", "d"]);
  });
});

describe("calls of which nothing was known when they were placed", () => {
  const unread = ABCD.map((one) => ({ ...one, phase: "starting" as const }));
  const order = nextSlots(null, unread, ask);

  test("come forward once they are read and in trouble, critical before warnings before the rest", () => {
    const read = ABCD.map((one) =>
      one.id === "d" ? { ...one, attention: critical } : one.id === "a" ? { ...one, attention: warning } : one,
    );
    const next = nextSlots(order, read, ask);
    expect(next.places).toEqual(["d", "a", "c", "b"]);
    expect(nextSlots(next, read, ask)).toBe(next);
  });

  test("come forward once only: a later warning moves nothing", () => {
    const calm = nextSlots(order, ABCD, ask);
    expect(calm.places).toEqual(["a", "b", "c", "d"]);
    expect(nextSlots(calm, changed("d", { attention: warning }), ask)).toBe(calm);
  });
});

describe("while somebody is at the board", () => {
  test("a call that left keeps its place, a new one stands at the end, and an alarm waits", () => {
    const order = nextSlots(first, [...without("b"), call("e", { attention: critical })], held);
    expect(order).toMatchObject({ places: ["a", "b", "c", "d", "e"], waiting: true });
  });

  test("letting go lets the alarm come forward, and who makes room takes the place that became free", () => {
    const calls = [...without("b"), call("e", { attention: critical })];
    expect(nextSlots(nextSlots(first, calls, held), calls, ask)).toMatchObject({
      places: ["e", "a", "c", "d"],
      waiting: false,
    });
  });

  test("another filter or sort is the reader's own wish", () => {
    expect(nextSlots(first, without("b"), { ...held, view: "w" }).places).toEqual(["a", "c", "d"]);
  });
});

describe("sorted by newest", () => {
  const newest: SlotsAsk = { ...ask, sort: "newest" };
  const born = (id: string, bornMs: number) => call(id, { createdAt: at(bornMs) });
  const two = [born("old", 0), born("young", 1000)];
  const order = nextSlots(null, two, newest);

  test("calls that come are told and push nobody, until they are asked for", () => {
    const calls = [...two, born("x", 2000), born("y", 3000)];
    const next = nextSlots(order, calls, newest);
    expect(next).toMatchObject({ places: ["young", "old"], arrived: ["y", "x"] });
    expect(nextSlots(next, calls, newest)).toBe(next);
    const asked = nextSlots(next, calls, { ...newest, view: "asked" });
    expect(asked).toMatchObject({ places: ["y", "x", "young", "old"], arrived: [] });
  });

  test("one that came and left before anybody asked is told no more", () => {
    const next = nextSlots(order, [...two, born("x", 2000)], newest);
    expect(nextSlots(next, two, newest).arrived).toEqual([]);
  });

  test("on an empty board they are simply there", () => {
    expect(nextSlots(nextSlots(null, [], newest), two, newest)).toMatchObject({
      places: ["young", "old"],
      arrived: [],
    });
  });
});

describe("sorted by time", () => {
  const longest: SlotsAsk = { ...ask, sort: "longest" };
  const order = nextSlots(null, ABCD, longest);

  test("what leaves leaves no gap once nobody is at the board, and until then everything stays", () => {
    const busy = nextSlots(order, without("b"), { ...longest, pinned: new Set(["c"]) });
    expect(busy.places).toEqual(["a", null, "c", "d"]);
    expect(nextSlots(busy, without("b"), longest).places).toEqual(["a", "c", "d"]);
  });

  test("the youngest call never stands among the longest, whatever place is free", () => {
    const pinned = { ...longest, pinned: new Set(["c"]) };
    const gap = nextSlots(order, without("a"), pinned);
    expect(nextSlots(gap, [...without("a"), call("e", { startedAt: at(9000) })], pinned).places).toEqual([
      null,
      "b",
      "c",
      "d",
      "e",
    ]);
  });
});

describe("a board with too many empty places", () => {
  const twelve = Array.from({ length: 12 }, (_, index) => call(`n${index}`, { startedAt: at(index * 1000) }));
  const order = nextSlots(null, twelve, ask);
  const last = twelve.slice(7);

  test("closes them when nobody is at it", () => {
    expect(nextSlots(order, last, ask).places).toEqual(last.map(({ id }) => id));
  });

  test("offers to, while a card is under the pointer", () => {
    const next = nextSlots(order, last, pinning("n9"));
    expect(next.waiting).toBe(true);
    expect(next.places.indexOf("n9")).toBe(9);
  });
});

type Step = { calls: BoardCall[]; ask: SlotsAsk };

const IDS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] as const;
const aCall = fc.record({
  id: fc.constantFrom(...IDS),
  severity: fc.constantFrom("none", "warning", "critical"),
  phase: fc.constantFrom("starting", "running", "ended"),
});
const steps: fc.Arbitrary<Step[]> = fc
  .record({
    sort: fc.constantFrom(...BOARD_SORTS),
    polls: fc.array(
      fc.record({
        calls: fc.uniqueArray(aCall, { selector: ({ id }) => id, maxLength: IDS.length }),
        held: fc.boolean(),
        pinned: fc.subarray([...IDS], { maxLength: 2 }),
      }),
      { minLength: 2, maxLength: 12 },
    ),
  })
  .map(({ sort, polls }) =>
    polls.map(({ calls, held, pinned }) => ({
      calls: calls.map(({ id, severity, phase }) =>
        call(id, {
          startedAt: at(IDS.indexOf(id) * 1000),
          createdAt: at(IDS.indexOf(id) * 1000),
          status: phase === "ended" ? "completed" : "active",
          phase: phase as BoardCall["phase"],
          attention: severity === "none" ? [] : severity === "critical" ? critical : warning,
        }),
      ),
      ask: { sort, view: "v", held, pinned: new Set(pinned) },
    })),
  );

/** Runs the polls one after another and looks at each step. */
function eachStep(given: Step[], look: (before: BoardSlots, after: BoardSlots, step: Step) => void) {
  let order: BoardSlots | null = null;
  for (const step of given) {
    const next: BoardSlots = nextSlots(order, step.calls, step.ask);
    if (order !== null) look(order, next, step);
    order = next;
  }
}

const movedCalls = (before: BoardSlots, after: BoardSlots) =>
  before.places.filter(
    (id) => id !== null && after.places.includes(id) && after.places.indexOf(id) !== before.places.indexOf(id),
  );

describe("whatever comes", () => {
  test("every call on the board has exactly one place, or is told as new", () => {
    fc.assert(
      fc.property(steps, (given) =>
        eachStep(given, (_, after, { calls }) => {
          const placed = after.places.filter((id) => id !== null);
          expect(new Set(placed).size).toBe(placed.length);
          expect([...placed, ...after.arrived]).toEqual(expect.arrayContaining(calls.map(({ id }) => id)));
          expect(after.arrived.filter((id) => placed.includes(id))).toEqual([]);
        }),
      ),
    );
  });

  test("the same calls in another order move nothing", () => {
    fc.assert(
      fc.property(steps, (given) =>
        eachStep(given, (_, after, { calls, ask: asked }) => {
          expect(nextSlots(after, [...calls].reverse(), asked)).toBe(after);
        }),
      ),
      { numRuns: 1_000 },
    );
  });

  test("a card under the pointer or with the focus, and any card of a board that is held, stays", () => {
    fc.assert(
      fc.property(steps, (given) =>
        eachStep(given, (before, after, { ask: asked }) => {
          const moved = movedCalls(before, after);
          expect(asked.held ? moved : moved.filter((id) => id !== null && asked.pinned.has(id))).toEqual([]);
        }),
      ),
    );
  });

  test("sorted by time, no call passes another, and nobody at the board sees no gap", () => {
    fc.assert(
      fc.property(steps, (given) =>
        eachStep(given, (before, after, { calls, ask: asked }) => {
          const free = before.places.filter((id) => id === null || !calls.some((one) => one.id === id)).length;
          if (asked.sort === "attention" || free > 6) return;
          const stayed = before.places.filter((id) => id !== null && after.places.includes(id));
          expect(after.places.filter((id) => stayed.includes(id) && id !== null)).toEqual(stayed);
          if (!asked.held && asked.pinned.size === 0) expect(after.places).not.toContain(null);
        }),
      ),
    );
  });

  test("for each call that came into trouble at most two others move, and for nothing else any", () => {
    fc.assert(
      fc.property(steps, (given) =>
        eachStep(given, (before, after, { calls, ask: asked }) => {
          // A board with too many empty places has placed everything anew.
          const ids = new Set(calls.map(({ id }) => id));
          const free = before.places.filter((id) => id === null || !ids.has(id)).length;
          if (free > 6 && !asked.held && asked.pinned.size === 0) return;
          if (asked.sort !== "attention") return;
          const cameUp = (id: string) =>
            (after.critical.includes(id) && !before.critical.includes(id)) ||
            (before.unread.includes(id) && !after.unread.includes(id));
          const turned = calls.map(({ id }) => id).filter(cameUp);
          const moved = movedCalls(before, after);
          const others = moved.filter((id) => id !== null && !turned.includes(id));
          expect(others.length).toBeLessThanOrEqual(2 * turned.length);
          if (turned.length === 0) expect(moved).toEqual([]);
        }),
      ),
    );
  });
});
