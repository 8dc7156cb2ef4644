import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLimiter } from "./limiter";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a key has so many in a window that begins with its first, and is told how long to wait for the next", () => {
  const limiter = createLimiter({ most: 2, windowMs: 1_000 });
  expect(limiter.take("a")).toBeNull();
  vi.advanceTimersByTime(400);
  expect([limiter.take("a"), limiter.take("a"), limiter.take("b")]).toEqual([null, 600, null]);
  vi.advanceTimersByTime(599);
  expect(limiter.take("a")).toBe(1);
  vi.advanceTimersByTime(1);
  expect(limiter.take("a")).toBeNull();
});

test("what was refused takes nothing, and what is given back is there again", () => {
  const limiter = createLimiter({ most: 1, windowMs: 1_000 });
  limiter.take("a");
  for (let time = 0; time < 5; time += 1) expect(limiter.take("a")).toBe(1_000);
  limiter.giveBack("a");
  expect([limiter.take("a"), limiter.take("a")]).toEqual([null, 1_000]);
  limiter.giveBack("nobody");
  expect(limiter.take("nobody")).toBeNull();
});

test("looking whether a key has any left takes none", () => {
  const limiter = createLimiter({ most: 1, windowMs: 1_000 });
  expect([limiter.isSpent("a"), limiter.isSpent("a"), limiter.take("a"), limiter.isSpent("a")]).toEqual([
    false,
    false,
    null,
    true,
  ]);
});
