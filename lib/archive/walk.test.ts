import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aListItem } from "@/lib/calls/build";
import type { CallPage } from "@/lib/calls/call-list";
import { pageOf, START, stepOn, WALK_PAGE, type Walk } from "./walk";

const page = (
  ids: readonly string[],
  { limit, offset }: { limit: number; offset: number },
  droppedRows = 0,
): CallPage => ({
  calls: ids.slice(offset, offset + limit).map((id) => aListItem({ id })),
  pagination: { total: ids.length, limit, offset, hasMore: offset + limit < ids.length },
  droppedRows,
});
const names = (count: number) => Array.from({ length: count }, (_, place) => `call_${place}`);

/** Walks to the end. @param listAt the list as it is at the n-th request */
function walked(listAt: (request: number) => readonly string[]): { ids: string[]; requests: number; passed: number } {
  const ids: string[] = [];
  let passed = 0;
  let requests = 0;
  for (let walk: Walk | null = START; walk !== null && requests < 500; requests += 1) {
    const step = stepOn(walk, page(listAt(requests), pageOf(walk)));
    ids.push(...step.rows.map(({ id }) => id));
    ({ next: walk, passed } = step);
  }
  return { ids, requests, passed };
}

describe("a walk through a list that stands still", () => {
  test.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [190, 2],
    [191, 3],
    [1_000, 11],
  ])("of %d calls names each once, with %d requests", (count, requests) => {
    const all = names(count);
    const { ids, ...walk } = walked(() => all);
    expect(ids).toEqual(all);
    expect(walk).toEqual({ requests, passed: count });
  });
});

describe("rows that go and come while it walks", () => {
  test("ten that go hide none, and what was gone through is named again by none of it", () => {
    const all = names(400);
    const { ids } = walked((request) => (request === 0 ? all : all.slice(10)));
    expect(new Set(ids)).toEqual(new Set(all));
  });

  test("more than a page begins with make it go back, and none is missed", () => {
    const all = names(500);
    const { ids, requests } = walked((request) => (request < 3 ? all : all.slice(150)));
    expect(all.filter((id) => !ids.includes(id))).toEqual([]);
    expect(requests).toBeLessThan(12);
  });

  test("whatever goes or comes in front of it, what is there all the time is named", () => {
    const changes = fc.array(fc.record({ at: fc.nat(8), gone: fc.nat(130), come: fc.nat(130) }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), changes, (count, all) => {
        const staying = names(count);
        const before = Array.from({ length: 300 }, (_, place) => `before_${place}`);
        const { ids } = walked((request) => {
          const now = all.filter(({ at }) => at <= request);
          const gone = now.reduce((sum, one) => sum + one.gone, 0);
          const come = now.flatMap((one, place) => Array.from({ length: one.come }, (_, n) => `new_${place}_${n}`));
          return [...come, ...before.slice(Math.min(300, gone)), ...staying];
        });
        const named = new Set(ids);
        expect(staying.filter((id) => !named.has(id))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a service that is not as it should be", () => {
  test("one that takes no offset ends the walk instead of holding it for ever", () => {
    const same = { ...page(names(1_000), { limit: WALK_PAGE, offset: 0 }) };
    let requests = 0;
    for (let walk: Walk | null = START; walk !== null; requests += 1) walk = stepOn(walk, same).next;
    expect(requests).toBe(11);
    const uncounted = { ...same, pagination: { ...same.pagination, total: null } };
    const first = stepOn(START, uncounted);
    expect([first.next !== null, stepOn(first.next ?? START, uncounted).next]).toEqual([true, null]);
  });

  test("rows that cannot be read are counted and passed", () => {
    const step = stepOn(START, page(names(97), { limit: WALK_PAGE, offset: 0 }, 3));
    expect(step).toMatchObject({ unreadable: 3, passed: 100, next: null });
  });
});
