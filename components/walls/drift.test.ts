import { expect, test } from "vitest";
import { driftAt } from "./drift";

test("the wall moves every three minutes, a step at a time, and visits every place around its middle", () => {
  const places = Array.from({ length: 9 }, (_, step) => driftAt(step * 180_000));
  expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(9);
  for (const [index, place] of places.entries()) {
    const next = places[(index + 1) % places.length] ?? place;
    expect(Math.max(Math.abs(next.x - place.x), Math.abs(next.y - place.y))).toBe(1);
  }
  expect(driftAt(179_999)).toEqual(driftAt(0));
  expect(driftAt(9 * 180_000)).toEqual(driftAt(0));
});
