import { afterEach, describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import type { AgentsResult } from "./agents";
import { createBudget } from "./budget";
import { createLive, type Live } from "./live";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource, sourceError } from "./testing";

let live: Live;
afterEach(() => live.stop());

function world({ count = 2, maxPerMinute = 600 } = {}) {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  for (let n = 0; n < count; n += 1) {
    upstream.agents.push({ id: `agent_${n}`, name: `Agent ${n}`, type: "voice", status: "deployed" });
  }
  live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
  });
  /** What somebody who asks now is told, within ten seconds. */
  async function ask(): Promise<AgentsResult> {
    const answer = live.agents();
    await clock.advance(10_000);
    return answer;
  }
  return { clock, upstream, ask };
}

const ids = (result: AgentsResult) =>
  result.kind === "agents" ? result.agents.map(({ id }) => id) : result.fault.kind;

describe("the organisation's agents", () => {
  test("are read once for everybody who asks at the same time and within minutes", async () => {
    const { clock, upstream, ask } = world();
    const [one, other] = [live.agents(), live.agents()];
    await clock.advance(1_000);
    expect(ids(await one)).toEqual(["agent_0", "agent_1"]);
    expect(ids(await other)).toEqual(["agent_0", "agent_1"]);
    for (let n = 0; n < 20; n += 1) await ask();
    expect(upstream.count("agents")).toBe(1);
    await clock.advance(200_000);
    await ask();
    expect(upstream.count("agents")).toBe(2);
  });

  test("are asked for by nobody when nobody wants to know", async () => {
    const { clock, upstream } = world();
    await clock.advance(3_600_000);
    expect(upstream.count("agents")).toBe(0);
  });

  test("are all there when they fill more than a page", async () => {
    const { upstream, ask } = world({ count: 230 });
    const result = await ask();
    expect([ids(result).length, result.kind === "agents" && result.isComplete]).toEqual([230, true]);
    expect(upstream.count("agents")).toBe(3);
  });

  test("of a service that knows no offset end with its first page, and are said not to be all", async () => {
    const { upstream, ask } = world({ count: 150 });
    const { listAgents } = upstream.source;
    upstream.source.listAgents = ({ limit }) => listAgents({ limit, offset: 0 });
    const result = await ask();
    expect([ids(result).length, result.kind === "agents" && result.isComplete]).toEqual([100, false]);
    expect(upstream.count("agents")).toBe(2);
  });

  test("that cannot be read are said to be unknown, and not asked for at once again", async () => {
    const { upstream, ask, clock } = world();
    upstream.fail = () => sourceError("unreachable");
    const first = live.agents();
    await clock.advance(1_000);
    expect(ids(await first)).toBe("unreachable");
    expect(ids(await live.agents())).toBe("unreachable");
    expect(upstream.count("agents")).toBe(1);
    upstream.fail = null;
    await clock.advance(10_000);
    expect(ids(await ask())).toEqual(["agent_0", "agent_1"]);
  });

  test("that were known stay while they cannot be refreshed, with their age and why", async () => {
    const { upstream, ask, clock } = world();
    await ask();
    upstream.fail = () => sourceError("upstream_error");
    await clock.advance(600_000);
    const kept = await ask();
    expect(ids(kept)).toEqual(["agent_0", "agent_1"]);
    expect(kept).toMatchObject({ fault: { kind: "upstream_error" } });
    await clock.advance(86_400_000);
    expect(ids(await ask())).toBe("upstream_error");
  });

  test("wait for their turn while the request budget is used up, and come then", async () => {
    const { upstream, ask } = world({ count: 250, maxPerMinute: 12 });
    const answers: unknown[] = [];
    for (let n = 0; n < 4; n += 1) answers.push(ids(await ask()));
    expect(answers.at(-1)).toHaveLength(250);
    expect(upstream.count("agents")).toBe(3);
  });
});
