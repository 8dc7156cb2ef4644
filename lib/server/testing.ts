import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { createBudget } from "@/lib/live/budget";
import { createLive } from "@/lib/live/live";
import { aloneExchange } from "@/lib/live/source";
import { fakeClock, fakeSource } from "@/lib/live/testing";

/** A floor in memory, for tests: a call service, a clock that moves only when told, and the poll scheduler over both. */
export function fakeFloor() {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: 6_000, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  const live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
  });
  /** What was asked answers, while time goes on: as long as that takes, because a database has a clock of its own. */
  async function given<T>(asked: Promise<T>): Promise<T> {
    let over = false;
    const watched = asked.finally(() => {
      over = true;
    });
    watched.catch(() => undefined);
    while (!over) await clock.advance(50);
    return watched;
  }
  return { clock, upstream, live, given };
}
