import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aBoardCall, anAttention, at } from "@/lib/calls/build";
import { BOARD_SORTS, NO_FILTER, nextOrder, passesFilter, sortCalls } from "./board-order";

const call = (id: string, overrides: Parameters<typeof aBoardCall>[0] = {}) => aBoardCall({ id, ...overrides });
const critical = [anAttention({ severity: "critical" })];
const warning = [anAttention({ severity: "warning" })];
const ask = { sort: "attention", view: "v", held: false } as const;

test("what was searched for lets those calls through in which it was found, and all while that is not known", () => {
  const calls = [call("1"), call("2")];
  const passing = (hits: ReadonlySet<string> | null) =>
    calls.filter((one) => passesFilter(one, NO_FILTER, hits)).map(({ id }) => id);
  expect(passing(new Set(["2", "gone"]))).toEqual(["2"]);
  expect(passing(new Set())).toEqual([]);
  expect(passing(null)).toEqual(["1", "2"]);
});

test("every part of the filter must agree", () => {
  const subject = call("1", { status: "ringing", direction: "inbound", agent: { id: "a1", name: null } });
  const filter = { agentId: "a1", direction: "inbound", status: "ringing" };
  expect(passesFilter(subject, filter, null)).toBe(true);
  for (const part of ["agentId", "direction", "status"] as const) {
    expect(passesFilter(subject, { ...filter, [part]: "other" }, null)).toBe(false);
  }
});

test("attention puts critical calls before warnings before the rest, the oldest first among equals", () => {
  const calls = [
    call("calm", { startedAt: at(0) }),
    call("warned", { attention: warning, startedAt: at(0) }),
    call("younger", { attention: critical, startedAt: at(9000) }),
    call("older", { attention: critical, startedAt: at(0) }),
  ];
  expect(sortCalls(calls, "attention").map(({ id }) => id)).toEqual(["older", "younger", "warned", "calm"]);
});

test("calls that are over come after those that run", () => {
  const calls = [call("over", { status: "completed", startedAt: at(0) }), call("runs", { startedAt: at(9000) })];
  for (const sort of BOARD_SORTS) expect(sortCalls(calls, sort).map(({ id }) => id)).toEqual(["runs", "over"]);
});

test("longest puts the earliest start first, newest the latest creation", () => {
  const calls = [
    call("b", { startedAt: at(5000), createdAt: at(0) }),
    call("a", { startedAt: at(1000), createdAt: at(500) }),
  ];
  expect(sortCalls(calls, "longest").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(sortCalls(calls, "newest").map(({ id }) => id)).toEqual(["a", "b"]);
});

describe("cards keep their place", () => {
  const before = [call("a", { startedAt: at(0) }), call("b", { startedAt: at(1000) })];
  const first = nextOrder(null, before, ask);

  test("while calls only change inside, a new warning included", () => {
    const next = nextOrder(first, [call("a"), call("b", { attention: warning })], ask);
    expect(next).toBe(first);
  });

  test("until a call becomes critical, which moves it to the top", () => {
    const next = nextOrder(first, [call("a"), call("b", { attention: critical })], ask);
    expect(next.ids).toEqual(["b", "a"]);
  });

  test("through a critical alarm when the sort is not by attention", () => {
    const longest = { ...ask, sort: "longest" } as const;
    const order = nextOrder(null, before, longest);
    expect(nextOrder(order, [call("a"), call("b", { attention: critical })], longest)).toBe(order);
  });

  test("until a call comes or goes", () => {
    expect(nextOrder(first, [...before, call("c", { attention: warning })], ask).ids).toEqual(["c", "a", "b"]);
    expect(nextOrder(first, before.slice(1), ask).ids).toEqual(["b"]);
  });

  test("when they end: the call stays behind its neighbour until it leaves, whatever else moves", () => {
    const order = nextOrder(null, [call("x", { attention: critical, startedAt: at(-1000) }), ...before], ask);
    expect(order.ids).toEqual(["x", "a", "b"]);
    const ended = call("a", { status: "completed", attention: [] });
    const next = nextOrder(
      order,
      [call("x", { attention: critical, startedAt: at(-1000) }), ended, call("b", { attention: critical })],
      ask,
    );
    expect(next.ids).toEqual(["x", "a", "b"]);
    const alarmEnded = [call("x", { status: "failed" }), ended, call("b"), call("c", { attention: critical })];
    expect(nextOrder(next, alarmEnded, ask).ids).toEqual(["x", "a", "c", "b"]);
  });

  test("until the reader asks for another view", () => {
    expect(nextOrder(first, before.slice(1), { ...ask, view: "w", held: true }).ids).toEqual(["b"]);
  });
});

describe("while the board is held", () => {
  const before = [call("a"), call("b"), call("c")];
  const first = nextOrder(null, before, ask);
  const held = { ...ask, held: true };

  test("a call that left keeps its place and a new one waits at the end", () => {
    const next = nextOrder(first, [call("a"), call("c"), call("d", { attention: critical })], held);
    expect(next.ids).toEqual(["a", "b", "c", "d"]);
    expect(next.waiting).toBe(true);
  });

  test("letting go brings the order that waited, although nothing else changed", () => {
    const calls = [call("a"), call("c"), call("d", { attention: critical })];
    const next = nextOrder(nextOrder(first, calls, held), calls, ask);
    expect(next).toMatchObject({ ids: ["d", "a", "c"], waiting: false });
  });
});

test("whatever comes, every call on the board has exactly one place, and an equal answer moves nothing", () => {
  const aCallArbitrary = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    startMs: fc.integer({ min: 0, max: 9000 }),
    severity: fc.constantFrom("none", "warning", "critical"),
  });
  const aPoll = fc.record({
    calls: fc.uniqueArray(aCallArbitrary, { selector: ({ id }) => id }),
    held: fc.boolean(),
    sort: fc.constantFrom(...BOARD_SORTS),
  });
  fc.assert(
    fc.property(fc.array(aPoll, { minLength: 1 }), (polls) => {
      let order: ReturnType<typeof nextOrder> | null = null;
      for (const { calls, held, sort } of polls) {
        const board = calls.map(({ id, startMs, severity }) =>
          call(id, {
            startedAt: at(startMs),
            attention: severity === "none" ? [] : [anAttention({ severity: severity as "warning" | "critical" })],
          }),
        );
        const options = { sort, view: sort, held };
        order = nextOrder(order, board, options);
        expect(new Set(order.ids).size).toBe(order.ids.length);
        expect(order.ids).toEqual(expect.arrayContaining(board.map(({ id }) => id)));
        expect(nextOrder(order, [...board].reverse(), options)).toBe(order);
        if (!held) expect(order.ids).toHaveLength(board.length);
      }
    }),
  );
});
