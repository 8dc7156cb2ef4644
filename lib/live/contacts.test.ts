import { afterEach, describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { aListItem } from "@/lib/calls/build";
import type { ListFilters } from "@/lib/calls/call-list";
import { createBudget } from "./budget";
import { createLive, type Live } from "./live";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource, sourceError } from "./testing";

let live: Live;

function world(options: { name?: string | null; phoneNumber?: string | null; maxPerMinute?: number } = {}) {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: options.maxPerMinute ?? 600, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  const { phoneNumber = "+14155552671", name = "Jane Smith" } = options;
  upstream.put({ id: "call_1", phoneNumber, status: "active", createdAt: new Date(clock.nowMs()).toISOString() });
  const asked: ListFilters[] = [];
  const { listCalls } = upstream.source;
  upstream.source.listCalls = async (filters) => {
    asked.push(filters);
    const page = await listCalls(filters);
    return {
      ...page,
      calls: page.calls.map((item) => aListItem({ ...item, contact: { phone: null, name, email: null } })),
    };
  };
  live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
  });
  /** What the call is told to be, to somebody who must not see names, each second. */
  async function poll(seconds: number): Promise<(string | null)[]> {
    const names: (string | null)[] = [];
    for (let i = 0; i < seconds; i += 1) {
      const answer = live.callToMask("call_1", "viewer");
      await clock.advance(1_000);
      void answer.then((result) => names.push(result.kind === "call" ? result.view.contactName : result.kind));
    }
    await clock.advance(3_000);
    return names;
  }
  return { clock, upstream, asked, poll };
}

afterEach(() => live.stop());

describe("who is at the other end of a call", () => {
  test("is known before the call is shown masked, though nobody has the board open, for one request", async () => {
    const { asked, poll } = world();
    expect(await poll(30)).toEqual(Array(30).fill("Jane Smith"));
    expect(asked).toEqual([{ phoneNumber: "+14155552671", limit: 100 }]);
  });

  test("is looked for among the calls made at the same time when the call has no number", async () => {
    const { asked, poll } = world({ phoneNumber: null });
    expect(await poll(1)).toEqual(["Jane Smith"]);
    expect(asked).toEqual([{ startDate: "2026-01-05T11:59:00.000Z", endDate: "2026-01-05T12:01:00.000Z", limit: 100 }]);
  });

  test("is remembered from the board when the board has long forgotten the call", async () => {
    const { clock, upstream, asked, poll } = world();
    void live.board();
    await clock.advance(4_000);
    const ended = new Date(clock.nowMs()).toISOString();
    upstream.put({ id: "call_1", status: "completed", endedAt: ended, updatedAt: ended, summary: "Done." });
    for (let i = 0; i < 30; i += 1) {
      void live.board();
      await clock.advance(2_000);
    }
    expect(await poll(2)).toEqual(["Jane Smith", "Jane Smith"]);
    expect(asked.filter(({ phoneNumber }) => phoneNumber !== undefined)).toEqual([]);
  });

  test("is asked once though the list does not know it", async () => {
    const { asked, poll } = world({ name: null });
    expect(await poll(30)).toEqual(Array(30).fill(null));
    expect(asked).toHaveLength(1);
  });

  test("is not known while the list fails; that is told in good time, and asked again once a minute", async () => {
    const { upstream, asked, poll } = world();
    upstream.fail = ({ what }) => (what === "list" ? sourceError("upstream_error") : null);
    expect(await poll(50)).toEqual(Array(50).fill(null));
    expect(asked).toHaveLength(1);
    upstream.fail = null;
    expect((await poll(30)).at(-1)).toBe("Jane Smith");
    expect(asked).toHaveLength(2);
  });

  test("keeps nobody waiting for more than two seconds when the list does not answer", async () => {
    const { clock, upstream } = world();
    upstream.source.listCalls = () => new Promise(() => undefined);
    const sinceMs = clock.nowMs();
    let tookMs = Number.POSITIVE_INFINITY;
    void live.callToMask("call_1", "viewer").then(() => {
      tookMs = clock.nowMs() - sinceMs;
    });
    await clock.advance(5_000);
    expect(tookMs).toBeLessThan(2_500);
  });

  test("is not asked for by those who may see names", async () => {
    const { clock, asked } = world();
    void live.call("call_1", "admin");
    await clock.advance(3_000);
    expect(asked).toEqual([]);
  });
});
