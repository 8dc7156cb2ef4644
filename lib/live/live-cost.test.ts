import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { createBudget } from "./budget";
import { createLive } from "./live";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource } from "./testing";

const WARM_UP_MS = 6_000;
const MEASURED_MS = 6_000;

/**
 * Whatever looks at a call asks what time it is: readings of the clock tell how much is looked at, on any machine.
 * @returns readings of the clock for each request to the upstream, with so many live calls and people who look
 */
async function looksPerRequest(options: { calls: number; viewers?: number }) {
  const turned = fakeClock();
  let looks = 0;
  const clock = {
    ...turned,
    nowMs() {
      looks += 1;
      return turned.nowMs();
    },
  };
  const budget = createBudget({ maxPerMinute: 1_000_000, nowMs: turned.nowMs, random: () => 0.5 });
  const upstream = fakeSource(turned, { spend: budget.take });
  const at = (ms: number) => new Date(turned.nowMs() + ms).toISOString();
  for (let i = 0; i < options.calls; i += 1) {
    upstream.put({ id: `call_${i}`, status: "active", createdAt: at(-60_000 - i), startedAt: at(-50_000) });
  }
  const live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(turned.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: true },
    },
  });
  const watch = async (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 2_000) {
      for (let viewer = 0; viewer < (options.viewers ?? 0); viewer += 1) void live.board();
      await turned.advance(2_000);
    }
  };
  await watch(WARM_UP_MS);
  looks = 0;
  const before = upstream.log.length;
  await watch(MEASURED_MS);
  live.stop();
  const requests = upstream.log.length - before;
  expect(requests).toBeGreaterThan(10);
  return { looks: looks / requests, requests };
}

describe("the scheduler", () => {
  test("looks at as much for each read with 1,000 live calls as with 100", async () => {
    const few = await looksPerRequest({ calls: 100 });
    const many = await looksPerRequest({ calls: 1_000 });
    expect(many.requests).toBeGreaterThan(few.requests * 7);
    expect(many.looks).toBeLessThan(few.looks * 1.2);
  });

  test("asks the call service the same for 1,000 viewers as for one", async () => {
    const one = await looksPerRequest({ calls: 50, viewers: 1 });
    const crowd = await looksPerRequest({ calls: 50, viewers: 1_000 });
    expect(crowd.requests).toBe(one.requests);
  });
});
