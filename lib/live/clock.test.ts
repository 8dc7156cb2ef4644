import { afterEach, describe, expect, test, vi } from "vitest";
import { createSkew, systemClock } from "./clock";

const NOW = Date.UTC(2026, 0, 5, 12);

test.each([
  ["clocks that agree, within what whole seconds and the network hide", [0, -900, 700, -400], 0],
  ["a clock an hour ahead", [3_600_000, 3_599_500, 3_600_200], 3_600_000],
  ["a clock behind", [-40_000, -40_600, -39_900], -40_000],
  ["one answer that was long under way among many", [0, -20_000, 100, -300, 0], 0],
])("%s", (_name, aheadMs, expected) => {
  const skew = createSkew();
  for (const ms of aheadMs) skew.add(NOW + ms - 500, NOW);
  expect(Math.abs(skew.ms() - expected)).toBeLessThan(1_000);
});

test("a clock that is set right again is followed", () => {
  const skew = createSkew();
  for (let i = 0; i < 30; i += 1) skew.add(NOW + 60_000, NOW);
  expect(skew.ms()).toBeGreaterThan(50_000);
  for (let i = 0; i < 30; i += 1) skew.add(NOW, NOW);
  expect(skew.ms()).toBe(0);
});

describe("the machine's clock", () => {
  afterEach(() => vi.useRealTimers());

  function machine() {
    vi.useFakeTimers({ toFake: ["Date", "performance"], now: NOW });
    return systemClock();
  }

  test("does not go back when the wall clock is set back", () => {
    const clock = machine();
    vi.advanceTimersByTime(5_000);
    expect(clock.nowMs()).toBe(NOW + 5_000);
    vi.setSystemTime(NOW - 3_600_000);
    expect(clock.nowMs()).toBe(NOW + 5_000);
    vi.advanceTimersByTime(1_000);
    expect(clock.nowMs()).toBe(NOW + 6_000);
  });

  test("has gone on when the machine slept, a quarter of a second after it woke at the latest", () => {
    const clock = machine();
    vi.advanceTimersByTime(1_000);
    expect(clock.nowMs()).toBe(NOW + 1_000);
    vi.setSystemTime(NOW + 3_600_000);
    vi.advanceTimersByTime(250);
    expect(clock.nowMs()).toBe(NOW + 3_600_250);
  });

  test("asks for the wall clock four times a second at most, however often it is read", () => {
    const clock = machine();
    const wall = vi.spyOn(Date, "now");
    for (let at = 0; at < 1_000; at += 1) {
      vi.advanceTimersByTime(1);
      for (let time = 0; time < 10; time += 1) clock.nowMs();
    }
    expect(wall.mock.calls.length).toBeLessThanOrEqual(4);
  });
});
