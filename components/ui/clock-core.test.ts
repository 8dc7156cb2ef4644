import { describe, expect, test } from "vitest";
import { PageClock } from "./clock-core";

/** A clock whose time, timers and visibility the test moves by hand. */
function aClock(startMs = 10_000_000) {
  let monotonicMs = 500;
  let timer: { atMs: number; run: () => void } | null = null;
  const callbacks = new Map<Element, (visible: boolean) => void>();
  const clock = new PageClock(
    {
      monotonicMs: () => monotonicMs,
      observe: (element, visible) => {
        callbacks.set(element, visible);
        return () => callbacks.delete(element);
      },
      setTimer: (run, delayMs) => {
        timer = { atMs: monotonicMs + delayMs, run };
        return timer;
      },
      clearTimer: () => {
        timer = null;
      },
    },
    startMs,
  );
  return {
    clock,
    show: (element: Element, visible = true) => callbacks.get(element)?.(visible),
    hasTimer: () => timer !== null,
    advance(ms: number) {
      const untilMs = monotonicMs + ms;
      while (timer && timer.atMs <= untilMs) {
        const due: { atMs: number; run: () => void } = timer;
        timer = null;
        monotonicMs = due.atMs;
        due.run();
      }
      monotonicMs = untilMs;
    },
  };
}

const element = () => ({}) as Element;

describe("the page's clock", () => {
  test("ticks once for each whole second, on the second", () => {
    const { clock, advance } = aClock(10_000_400);
    const ticks: number[] = [];
    clock.onTick((nowMs) => ticks.push(nowMs));
    advance(3000);
    expect(ticks).toEqual([10_001_000, 10_002_000, 10_003_000]);
  });

  test("runs a watcher at once, then each second while its element can be seen, and at once when it comes into view", () => {
    const { clock, advance, show } = aClock();
    const card = element();
    let runs = 0;
    clock.watch(card, () => {
      runs += 1;
    });
    expect(runs).toBe(1);
    advance(5000);
    expect(runs).toBe(1);
    show(card);
    expect(runs).toBe(2);
    advance(2500);
    expect(runs).toBe(4);
    show(card, false);
    advance(5000);
    expect(runs).toBe(4);
  });

  test("writes what is out of sight now and then while it ticks, and all of it before a print or a copy", () => {
    const { clock, advance, show } = aClock();
    const [seen, unseen] = [element(), element()];
    const runs = { seen: 0, unseen: 0 };
    clock.watch(seen, () => {
      runs.seen += 1;
    });
    const stop = clock.watch(unseen, () => {
      runs.unseen += 1;
    });
    show(seen);
    advance(31_000);
    expect(runs.seen).toBe(32);
    expect(runs.unseen).toBe(3);
    clock.refreshAll();
    expect(runs.unseen).toBe(4);
    stop();
    clock.refreshAll();
    expect(runs.unseen).toBe(4);
  });

  test("keeps no timer when nobody watches", () => {
    const { clock, hasTimer } = aClock();
    const stop = clock.onTick(() => {});
    expect(hasTimer()).toBe(true);
    stop();
    expect(hasTimer()).toBe(false);
  });

  test("stands still while frozen and jumps to now when let go", () => {
    const { clock, advance } = aClock();
    const ticks: number[] = [];
    clock.onTick((nowMs) => ticks.push(nowMs));
    clock.freeze(true);
    advance(60_000);
    expect(clock.nowMs()).toBe(10_000_000);
    expect(ticks).toEqual([]);
    clock.freeze(false);
    expect(clock.nowMs()).toBe(10_060_000);
    expect(ticks).toEqual([10_060_000]);
  });

  test("frozen, it moves up to an answer that is newer than the moment it stopped at, and never back", () => {
    const { clock } = aClock();
    const ticks: number[] = [];
    clock.onTick((nowMs) => ticks.push(nowMs));
    clock.noEarlierThan(10_500_000);
    expect(clock.nowMs()).toBe(10_000_000);
    clock.freeze(true);
    clock.noEarlierThan(10_030_000);
    clock.noEarlierThan(10_020_000);
    expect(clock.nowMs()).toBe(10_030_000);
    expect(ticks).toEqual([10_030_000]);
  });

  test("follows the server's clock when it differs, and ignores the wobble of the network", () => {
    const { clock } = aClock();
    clock.setOffset(10_000_000 - 500 + 120);
    expect(clock.nowMs()).toBe(10_000_000);
    clock.setOffset(3_600_000);
    expect(clock.nowMs()).toBe(3_600_500);
    clock.setOffset(Number.NaN);
    expect(clock.nowMs()).toBe(3_600_500);
  });
});
