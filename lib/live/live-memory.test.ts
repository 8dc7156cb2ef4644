import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import type { Clock } from "./clock";
import { createLives } from "./lives";
import { fakeClock } from "./testing";

const livesOf = (clock: Clock, isInUse: (id: string) => boolean) =>
  createLives({
    ...{ clock, attention: DEFAULT_ATTENTION_SETTINGS, onChange: () => undefined },
    isInUse: ({ id }) => isInUse(id),
  });

const QUARTER_HOUR_MS = 15 * 60_000;

describe("what is known of calls", () => {
  test("is let go a quarter of an hour after its last use, though nobody opens a board and nobody asks again", async () => {
    const clock = fakeClock();
    const lives = livesOf(clock, () => false);
    for (let i = 0; i < 300; i += 1) lives.of(`call_${i}`);
    await clock.advance(QUARTER_HOUR_MS / 2);
    expect(lives.all()).toHaveLength(300);
    lives.of("call_7");
    await clock.advance(QUARTER_HOUR_MS / 2 + 60_000);
    expect(lives.all().map(({ id }) => id)).toEqual(["call_7"]);
    await clock.advance(QUARTER_HOUR_MS);
    expect(lives.all()).toEqual([]);
  });

  test("is held of a limited number of calls, however many are asked for in a minute", () => {
    const lives = livesOf(fakeClock(), () => false);
    for (let i = 0; i < 5_000; i += 1) lives.of(`call_${i}`);
    expect(lives.all().length).toBeLessThanOrEqual(801);
    expect(lives.get("call_4999")).toBeDefined();
  });

  test("is never let go while it is used", async () => {
    const clock = fakeClock();
    const lives = livesOf(clock, (id) => id === "open");
    lives.of("open");
    lives.tell("reading", { kind: "tried" });
    for (let i = 0; i < 2_000; i += 1) lives.of(`call_${i}`);
    await clock.advance(3 * 3_600_000);
    expect(
      lives
        .all()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["open", "reading"]);
  });
});
