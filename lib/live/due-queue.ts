/** Keys in the order of their times; a key stands in it once. */
export type DueQueue = {
  /** Puts the key in, or moves it; false when it stood there. Equal times go in the order in which they were given. */
  set(key: string, dueMs: number): boolean;
  /** True when it stood in it. */
  delete(key: string): boolean;
  has(key: string): boolean;
  /** the earliest, or null when it is empty */
  first(): { key: string; dueMs: number } | null;
  size(): number;
};

type Node = { key: string; dueMs: number; order: number };

/**
 * A binary heap that knows where each key stands: every change costs the logarithm of what is in it, the earliest key
 * nothing. By hand, because the heaps to be had from npm find a key by searching for it.
 */
export function createDueQueue(): DueQueue {
  const heap: Node[] = [];
  const places = new Map<string, number>();
  let orders = 0;

  const isBefore = (a: Node, b: Node) => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);

  function put(node: Node, place: number): void {
    heap[place] = node;
    places.set(node.key, place);
  }

  /** Finds the place of a node that may stand too deep or too high, from `place` on. */
  function settle(node: Node, from: number): void {
    let place = from;
    while (place > 0) {
      const above = heap[(place - 1) >> 1];
      if (above === undefined || !isBefore(node, above)) break;
      put(above, place);
      place = (place - 1) >> 1;
    }
    for (;;) {
      const left = heap[2 * place + 1];
      const right = heap[2 * place + 2];
      const below = left !== undefined && right !== undefined && isBefore(right, left) ? right : left;
      if (below === undefined || !isBefore(below, node)) break;
      const next = below === left ? 2 * place + 1 : 2 * place + 2;
      put(below, place);
      place = next;
    }
    put(node, place);
  }

  return {
    set(key, dueMs) {
      const place = places.get(key);
      if (place !== undefined && heap[place]?.dueMs === dueMs) return false;
      orders += 1;
      settle({ key, dueMs, order: orders }, place ?? heap.length);
      return true;
    },
    delete(key) {
      const place = places.get(key);
      if (place === undefined) return false;
      places.delete(key);
      const last = heap.pop();
      if (last !== undefined && last.key !== key) settle(last, place);
      return true;
    },
    has: (key) => places.has(key),
    first: () => heap[0] ?? null,
    size: () => heap.length,
  };
}
