import { describe, expect, test } from "vitest";
import { fakeClock } from "./fakes";
import { createWatches } from "./watches";

const QUARTER_HOUR_MS = 15 * 60_000;

describe("what is known of calls", () => {
  test("is let go a quarter of an hour after its last use, though nobody opens a board and nobody asks again", async () => {
    const clock = fakeClock();
    const watches = createWatches(clock, () => false);
    for (let i = 0; i < 300; i += 1) watches.of(`call_${i}`);
    await clock.advance(QUARTER_HOUR_MS / 2);
    expect(watches.all()).toHaveLength(300);
    watches.of("call_7");
    await clock.advance(QUARTER_HOUR_MS / 2 + 60_000);
    expect(watches.all().map(({ id }) => id)).toEqual(["call_7"]);
    await clock.advance(QUARTER_HOUR_MS);
    expect(watches.all()).toEqual([]);
  });

  test("is held of a limited number of calls, however many are asked for in a minute", () => {
    const watches = createWatches(fakeClock(), () => false);
    for (let i = 0; i < 5_000; i += 1) watches.of(`call_${i}`);
    expect(watches.all().length).toBeLessThanOrEqual(801);
    expect(watches.get("call_4999")).toBeDefined();
  });

  test("is never let go while it is used", async () => {
    const clock = fakeClock();
    const watches = createWatches(clock, (id) => id === "open");
    watches.of("open");
    watches.of("reading").isReading = true;
    for (let i = 0; i < 2_000; i += 1) watches.of(`call_${i}`);
    await clock.advance(3 * 3_600_000);
    expect(
      watches
        .all()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["open", "reading"]);
  });
});
