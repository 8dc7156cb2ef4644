import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDemand } from "./demand";

const LAPSE_MS = 15_000;

function world() {
  let nowMs = 1_000_000;
  const demand = createDemand(() => nowMs);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { demand, pass };
}

describe("demand", () => {
  test("lapses fifteen seconds after the last ask, or four intervals where those are longer", () => {
    const { demand, pass } = world();
    expect(demand.declare("call", 1_000)).toBe(true);
    expect(demand.declare("slow", 10_000)).toBe(true);
    pass(LAPSE_MS - 1);
    expect(demand.intervalMs("call")).toBe(1_000);
    expect(demand.declare("call", 1_000)).toBe(false);
    pass(LAPSE_MS);
    expect(demand.intervalMs("call")).toBeNull();
    expect(demand.intervalMs("slow")).toBe(10_000);
    pass(10_001);
    expect(demand.intervalMs("slow")).toBeNull();
    expect(demand.declare("slow", 10_000)).toBe(true);
  });

  test("counts for each asker what they want at the same time, and takes the one who wants fewest", () => {
    const { demand, pass } = world();
    for (let at = 0; at < 10; at += 1) demand.declare(`call_${at}`, 1_000, "loud");
    expect(demand.fewestWanted("call_0")).toBe(10);
    demand.declare("call_0", 1_000, "kim");
    expect([demand.fewestWanted("call_0"), demand.fewestWanted("call_1")]).toEqual([1, 10]);
    pass(LAPSE_MS / 2);
    for (let at = 0; at < 4; at += 1) demand.declare(`call_${at}`, 1_000, "loud");
    pass(LAPSE_MS / 2);
    expect([demand.fewestWanted("call_0"), demand.fewestWanted("call_7")]).toEqual([4, 1]);
    demand.declare("call_0", 1_000);
    expect(demand.fewestWanted("call_0")).toBe(1);
  });

  test("is told as counting everything anew would tell it, whoever asks for what and when", () => {
    const asks = fc.array(
      fc.record({
        key: fc.constantFrom("a", "b", "c", "d"),
        asker: fc.constantFrom("kim", "lee", undefined),
        passedMs: fc.integer({ min: 0, max: 9_000 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(asks, (all) => {
        const { demand, pass } = world();
        const until = new Map<string, { key: string; asker: string | undefined; untilMs: number }>();
        let nowMs = 0;
        for (const { key, asker, passedMs } of all) {
          pass(passedMs);
          nowMs += passedMs;
          demand.declare(key, 1_000, asker);
          until.set(`${key} ${asker}`, { key, asker, untilMs: nowMs + LAPSE_MS });
          const now = [...until.values()].filter(({ untilMs }) => untilMs > nowMs);
          const counted = now
            .filter((one) => one.key === key)
            .map(({ asker: who }) => {
              return who === undefined ? 1 : now.filter((one) => one.asker === who).length;
            });
          expect(demand.fewestWanted(key)).toBe(Math.min(...counted));
          for (const other of ["a", "b", "c", "d"]) {
            expect(demand.intervalMs(other)).toBe(now.some((one) => one.key === other) ? 1_000 : null);
          }
        }
      }),
    );
  });
});
