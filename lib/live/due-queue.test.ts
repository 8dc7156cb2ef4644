import fc from "fast-check";
import { expect, test } from "vitest";
import { createDueQueue } from "./due-queue";

/** The same by a list that is sorted whenever it is asked. */
function plainQueue() {
  let nodes: { key: string; dueMs: number }[] = [];
  return {
    set(key: string, dueMs: number) {
      if (nodes.some((node) => node.key === key && node.dueMs === dueMs)) return;
      nodes = [...nodes.filter((node) => node.key !== key), { key, dueMs }];
    },
    delete(key: string) {
      nodes = nodes.filter((node) => node.key !== key);
    },
    inOrder: () => [...nodes].sort((a, b) => a.dueMs - b.dueMs),
  };
}

const key = fc.integer({ min: 0, max: 30 }).map((n) => `call_${n}`);
const change = fc.oneof(
  fc.record({ what: fc.constant("set" as const), key, dueMs: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ what: fc.constant("delete" as const), key }),
);

test("gives keys by time, equal ones as they were given, whatever was put in, moved and taken out before", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const queue = createDueQueue();
      const plain = plainQueue();
      for (const one of changes) {
        if (one.what === "set") queue.set(one.key, one.dueMs);
        else queue.delete(one.key);
        if (one.what === "set") plain.set(one.key, one.dueMs);
        else plain.delete(one.key);
        const [first = null] = plain.inOrder();
        expect(queue.first()?.key ?? null).toBe(first?.key ?? null);
        expect(queue.size()).toBe(plain.inOrder().length);
      }
      const expected = plain.inOrder().map((node) => `${node.dueMs} ${node.key}`);
      const drained: string[] = [];
      for (let first = queue.first(); first !== null; first = queue.first()) {
        expect(queue.has(first.key)).toBe(true);
        drained.push(`${first.dueMs} ${first.key}`);
        expect(queue.delete(first.key)).toBe(true);
        expect(queue.has(first.key)).toBe(false);
      }
      expect(drained).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("says that a key did not stand in it", () => {
  const queue = createDueQueue();
  expect(queue.delete("nobody")).toBe(false);
  expect(queue.first()).toBeNull();
});
