import { describe, expect, test } from "vitest";
import type { AnswerFreshness } from "./freshness";
import { newest } from "./newest";

type Shown = { freshness: AnswerFreshness; view: string; name: string };

const WALL = Date.parse("2026-11-22T10:00:00Z");

/**
 * An answer as a server gives it whose clock is `skewMs` off, `answeredMs` on the page's clock, with data that was true
 * at `trueAtMs` on the page's clock.
 */
function answer(options: {
  trueAtMs: number | null;
  sentAtMs: number;
  answeredMs?: number;
  receivedAtMs: number;
  skewMs?: number;
  view?: string;
  more?: Partial<AnswerFreshness>;
}): Shown {
  const { trueAtMs, sentAtMs, receivedAtMs, skewMs = 0, view = "whole", more } = options;
  const answeredMs = options.answeredMs ?? (sentAtMs + receivedAtMs) / 2;
  return {
    view,
    name: `true at ${trueAtMs}, came at ${receivedAtMs}`,
    freshness: {
      oldestAsOfMs: null,
      asOfMs: trueAtMs === null ? null : WALL + skewMs + trueAtMs,
      serverNowMs: WALL + skewMs + answeredMs,
      sentAtMs,
      receivedAtMs,
      health: "live",
      refreshMs: 2_000,
      slowReason: null,
      build: "b1",
      ...more,
    },
  };
}

const viewOf = ({ view }: Shown) => view;
const take = (known: Shown | undefined, incoming: Shown) =>
  newest(known, incoming, viewOf, incoming.freshness.receivedAtMs ?? 0);

/** Numbers that look random and are the same in every run. */
function drawing(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    between: (least: number, most: number) => least + next() * (most - least),
    chance: (part: number) => next() < part,
  };
}

/** Servers that read the call service each in its own rhythm, asked in turn or by chance by one page over a network. */
function interleaving(seed: number) {
  const { between, chance } = drawing(seed);
  const servers = Array.from({ length: 2 + (seed % 3) }, () => ({
    skewMs: chance(0.5) ? between(-200, 200) / 10 : between(-3_600_000, 3_600_000),
    everyMs: between(300, 4_000),
    phaseMs: between(0, 4_000),
    // An outage of the call service that only this one has.
    deafFromMs: chance(0.3) ? between(5_000, 25_000) : Number.POSITIVE_INFINITY,
  }));
  const answers: { shown: Shown; trueAtMs: number; spanMs: number }[] = [];
  let nowMs = 1_000;
  while (nowMs < 40_000) {
    const server = servers[Math.floor(between(0, servers.length))];
    if (!server) continue;
    const sentAtMs = nowMs;
    const spanMs = chance(0.1) ? between(500, 4_000) : between(5, 60);
    const answeredMs = sentAtMs + between(0, spanMs);
    const heardMs = Math.min(answeredMs, server.deafFromMs);
    const trueAtMs = Math.floor((heardMs + server.phaseMs) / server.everyMs) * server.everyMs - server.phaseMs;
    const shown = answer({ trueAtMs, sentAtMs, answeredMs, receivedAtMs: sentAtMs + spanMs, skewMs: server.skewMs });
    answers.push({ shown, trueAtMs, spanMs });
    nowMs = sentAtMs + spanMs + between(200, 1_500);
  }
  return answers;
}

describe("the answer to show", () => {
  test.each(Array.from({ length: 200 }, (_, seed) => seed))(
    "never goes back in time by more than a request took, however servers and their clocks differ (%i)",
    (seed) => {
      let known: Shown | undefined;
      let shownAtMs = Number.NEGATIVE_INFINITY;
      let spanMs = 0;
      for (const next of interleaving(seed)) {
        const taken = take(known, next.shown);
        if (taken !== next.shown) {
          // What was left out was older, never newer.
          expect(next.trueAtMs).toBeLessThan(shownAtMs + spanMs + next.spanMs + 50);
          known = taken;
          continue;
        }
        expect(next.trueAtMs).toBeGreaterThanOrEqual(shownAtMs - spanMs - next.spanMs - 50);
        known = taken;
        shownAtMs = next.trueAtMs;
        spanMs = next.spanMs;
      }
      expect(shownAtMs).toBeGreaterThan(1_000);
    },
  );

  test("of two servers that agree on the time, an older answer is not taken, however slowly it came", () => {
    const known = answer({ trueAtMs: 8_000, sentAtMs: 8_100, receivedAtMs: 8_150 });
    const older = answer({ trueAtMs: 7_999, sentAtMs: 9_000, receivedAtMs: 13_000, answeredMs: 9_010 });
    const same = answer({ trueAtMs: 8_000, sentAtMs: 9_000, receivedAtMs: 9_020 });
    expect(take(known, older)).toBe(known);
    expect(take(known, same)).toBe(same);
  });

  test("a server whose clock is an hour behind is believed when its data is young, and not when it is old", () => {
    const known = answer({ trueAtMs: 8_000, sentAtMs: 8_100, receivedAtMs: 8_150 });
    const behind = { sentAtMs: 10_000, receivedAtMs: 10_040, skewMs: -3_600_000 };
    const young = answer({ trueAtMs: 9_500, ...behind });
    expect(take(known, young)).toBe(young);
    expect(take(known, answer({ trueAtMs: 4_000, ...behind }))).toBe(known);
    expect(take(known, answer({ trueAtMs: 4_000, ...behind, skewMs: 3_600_000 }))).toBe(known);
  });

  test("another view replaces what is shown at once, however old its data is", () => {
    const known = answer({ trueAtMs: 8_000, sentAtMs: 8_100, receivedAtMs: 8_150 });
    const masked = answer({ trueAtMs: 1_000, sentAtMs: 9_000, receivedAtMs: 9_020, view: "masked" });
    expect(take(known, masked)).toBe(masked);
  });

  test("an answer that says no time does not replace one that does, and gives way to any that does", () => {
    const dated = answer({ trueAtMs: 8_000, sentAtMs: 8_100, receivedAtMs: 8_150 });
    const undated = answer({ trueAtMs: null, sentAtMs: 9_000, receivedAtMs: 9_020 });
    expect(take(dated, undated)).toBe(dated);
    expect(take(undated, dated)).toBe(dated);
    expect(take(undated, undated)).toBe(undated);
  });

  test("what has grown old meanwhile stays, and says why with the newest answer's reason", () => {
    const known = answer({ trueAtMs: 8_000, sentAtMs: 8_100, receivedAtMs: 8_150 });
    const more = { health: "stale", slowReason: "call_service_down" } as const;
    const older = answer({ trueAtMs: 4_000, sentAtMs: 20_000, receivedAtMs: 20_040, more });
    const taken = take(known, older);
    expect(taken.name).toBe(known.name);
    expect(taken.freshness).toMatchObject({ asOfMs: known.freshness.asOfMs, slowReason: "call_service_down" });
    const soon = answer({ trueAtMs: 4_000, sentAtMs: 9_000, receivedAtMs: 9_040, more });
    expect(take(known, soon)).toBe(known);
  });

  test("after a minute without anything newer the server's word is taken, so that no page stands still for ever", () => {
    const known = answer({ trueAtMs: 8_000, sentAtMs: 8_100, receivedAtMs: 8_150 });
    const late = answer({ trueAtMs: 4_000, sentAtMs: 68_200, receivedAtMs: 68_220 });
    expect(take(known, late)).toBe(late);
  });
});
