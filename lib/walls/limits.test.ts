import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWallLimits } from "./limits";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("somebody who enters ten wrong codes waits until ten minutes after the first; others do not", async () => {
  const limits = createWallLimits();
  for (let guess = 0; guess < 10; guess += 1) expect(await limits.guess("user-1")).toBeNull();
  const waitMs = await limits.guess("user-1");
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(600_000);
  expect(await limits.guess("user-2")).toBeNull();
  vi.advanceTimersByTime(600_001);
  expect(await limits.guess("user-1")).toBeNull();
});

test("right codes are not counted: a whole floor can be paired in one go", async () => {
  const limits = createWallLimits();
  for (let screen = 0; screen < 40; screen += 1) {
    expect(await limits.guess("user-1")).toBeNull();
    await limits.guessWasRight("user-1");
  }
});

test("an address gets a hundred and twenty codes in ten minutes", async () => {
  const limits = createWallLimits();
  for (let code = 0; code < 120; code += 1) expect(await limits.code("192.0.2.1")).toBeNull();
  expect(await limits.code("192.0.2.1")).toBeGreaterThan(0);
  expect(await limits.code("192.0.2.2")).toBeNull();
});
