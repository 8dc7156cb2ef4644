import { describe, expect, test } from "vitest";
import { listCalls, readListQuery } from "@/lib/simulator/query";
import type { WireCall } from "@/lib/simulator/wire";
import { World } from "@/lib/simulator/world";

const START_MS = Date.parse("2026-11-20T14:00:00Z");
const LIVE = ["initiated", "connecting", "ringing", "active"];

function world(options: { seed?: number; calls?: number } = {}) {
  const clock = { nowMs: START_MS };
  return { clock, world: new World(options.seed ?? 1, options.calls ?? 24, () => clock.nowMs) };
}

const list = (of: World, query: Record<string, string> = {}) =>
  listCalls(of, readListQuery(new URLSearchParams(query)));
const detail = (of: World, id: string) => of.detail(id) as WireCall;

function liveCalls(of: World): WireCall[] {
  return LIVE.flatMap((status) => list(of, { status, limit: "100" }).calls.map((row) => detail(of, row.id)));
}

const lastMs = (call: WireCall) => Date.parse(call.transcript?.at(-1)?.timestamp ?? "");
const lastRole = (call: WireCall) => call.transcript?.at(-1)?.role;
const identities = (call: WireCall) => call.liveRoomStatus?.participants.map((one) => one.identity) ?? [];
const isAgent = (identity: string) => identity.startsWith("agent");
const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/did not/g, "didn't")
    .replace(/[^a-z]/g, "");

describe("the world", () => {
  test("is the same for the same seed, start and clock, and another one for another seed", () => {
    const seen = (seed: number) => {
      const { clock, world: of } = world({ seed });
      clock.nowMs += 90_000;
      return JSON.stringify([list(of, { limit: "100" }), liveCalls(of)]);
    };
    expect(seen(1)).toBe(seen(1));
    expect(seen(1)).not.toBe(seen(2));
  });

  test("looks the same whether it was watched all the time or not", () => {
    const watched = world();
    for (let step = 0; step < 120; step++) {
      watched.clock.nowMs += 1_000;
      liveCalls(watched.world);
    }
    const left = world();
    left.clock.nowMs += 120_000;
    expect(liveCalls(watched.world)).toEqual(liveCalls(left.world));
  });

  test.each([10, 24, 120])("keeps about %i calls live", (calls) => {
    const { clock, world: of } = world({ calls });
    let sum = 0;
    for (let minute = 0; minute < 60; minute++) {
      sum += liveCalls(of).length;
      clock.nowMs += 60_000;
    }
    expect(sum / 60).toBeGreaterThan(calls * 0.75);
    expect(sum / 60).toBeLessThan(calls * 1.3);
  });

  test("is alive at the first look: calls being set up, ringing and talking", () => {
    const { clock, world: of } = world();
    const seen = new Set<string>();
    for (let second = 0; second < 20; second++) {
      for (const call of liveCalls(of)) seen.add(call.status);
      clock.nowMs += 1_000;
    }
    expect([...seen].sort()).toEqual([...LIVE].sort());
  });

  test("shows every misbehaviour within five minutes", () => {
    const { clock, world: of } = world();
    const since = new Map<string, number>();
    const found = new Set<string>();
    /** Notes `name` once its condition has held for one call without a break for `forMs`. */
    const holds = (name: string, call: WireCall, condition: boolean, forMs: number) => {
      const key = `${name} ${call.id}`;
      if (!condition) since.delete(key);
      else if (!since.has(key)) since.set(key, clock.nowMs);
      if (condition && clock.nowMs - (since.get(key) ?? clock.nowMs) >= forMs) found.add(name);
    };
    while (clock.nowMs <= START_MS + 300_000) {
      for (const call of liveCalls(of)) {
        const active = call.status === "active";
        const quietMs = clock.nowMs - lastMs(call);
        const runningMs = call.startedAt === null ? 0 : clock.nowMs - Date.parse(call.startedAt);
        const inRoom = identities(call);
        const agentLines = (call.transcript ?? []).filter((one) => one.role === "assistant").slice(-10);
        const sayings = agentLines.map((one) => lettersOf(one.content));
        const callerSaid = (call.transcript ?? [])
          .filter((one) => one.role === "user")
          .map((one) => one.content)
          .join(" ");
        holds("stuck", call, active && call.liveRoomStatus?.roomExists === false, 15_000);
        holds(
          "caller alone",
          call,
          active && inRoom.length > 0 && !inRoom.some((one) => !/^(sip_|caller)/.test(one)),
          10_000,
        );
        const talking = active && inRoom.some(isAgent);
        holds("agent silent 10 s", call, talking && lastRole(call) === "user" && quietMs >= 10_000, 0);
        holds("agent silent 20 s", call, talking && lastRole(call) === "user" && quietMs >= 20_000, 0);
        holds("dead air", call, talking && lastRole(call) === "assistant" && quietMs >= 30_000, 0);
        holds("ringing long", call, call.status === "ringing" && clock.nowMs - Date.parse(call.createdAt) >= 45_000, 0);
        holds("long call 600 s", call, active && runningMs >= 600_000 && runningMs < 1_200_000, 0);
        holds("long call 1200 s", call, active && runningMs >= 1_200_000, 0);
        holds(
          "repeats",
          call,
          sayings.some((one) => sayings.filter((other) => other === one).length >= 3),
          0,
        );
        holds("upset", call, /real person|human being|lawyer|manager/i.test(callerSaid), 0);
        holds(
          "colleague",
          call,
          active && inRoom.some((one) => one.startsWith("supervisor-")) && !inRoom.some(isAgent),
          0,
        );
      }
      clock.nowMs += 1_000;
    }
    expect([...found].sort()).toEqual(
      [
        "stuck",
        "caller alone",
        "agent silent 10 s",
        "agent silent 20 s",
        "dead air",
        "ringing long",
        "long call 600 s",
        "long call 1200 s",
        "repeats",
        "upset",
        "colleague",
      ].sort(),
    );
  });

  test("leaves an ordinary call without any of that", () => {
    const { clock, world: of } = world();
    let strange = 0;
    let seen = 0;
    for (let second = 0; second < 300; second++) {
      for (const call of liveCalls(of)) {
        seen += 1;
        if (call.status === "active" && clock.nowMs - lastMs(call) > 30_000) strange += 1;
      }
      clock.nowMs += 1_000;
    }
    expect(strange / seen).toBeLessThan(0.08);
  });
});

describe("a call's life", () => {
  /** Every view of every call that was seen, second by second. */
  const { clock, world: of } = world();
  const views = new Map<string, WireCall[]>();
  for (let second = 0; second < 300; second++) {
    for (const call of liveCalls(of)) if (!views.has(call.id)) views.set(call.id, []);
    for (const [id, seen] of views) seen.push(detail(of, id));
    clock.nowMs += 1_000;
  }
  const pairs = [...views.values()].flatMap((seen) =>
    seen.slice(1).map((now, at) => [seen[at] as WireCall, now] as const),
  );

  test("updatedAt never goes back and grows with every new word", () => {
    for (const [before, now] of pairs) {
      expect(now.updatedAt >= before.updatedAt).toBe(true);
      const words = (call: WireCall) => JSON.stringify([call.status, call.transcript, call.summary]);
      if (words(before) !== words(now)) expect(now.updatedAt > before.updatedAt).toBe(true);
    }
  });

  test("a line being spoken grows in place, under its own timestamp", () => {
    let grown = 0;
    for (const [before, now] of pairs) {
      const last = before.transcript?.at(-1);
      const same = now.transcript?.find((one) => one.timestamp === last?.timestamp && one.role === last.role);
      if (last === undefined || same === undefined) continue;
      expect(same.content.startsWith(last.content)).toBe(true);
      if (same.content.length > last.content.length) grown += 1;
    }
    expect(grown).toBeGreaterThan(250);
  });

  test("now and then a caller's line arrives late, above a reply that was already there", () => {
    const late = pairs.filter(([before, now]) => {
      const known = before.transcript?.at(-1)?.timestamp ?? "";
      const added =
        now.transcript?.filter((one) => !before.transcript?.some((old) => old.timestamp === one.timestamp)) ?? [];
      return added.some((one) => one.role === "user" && one.timestamp < known);
    });
    expect(late.length).toBeGreaterThan(5);
  });

  test("the room is only told while connecting, ringing or active, and its count is sometimes behind its list", () => {
    let disagreed = 0;
    for (const seen of views.values()) {
      for (const call of seen) {
        const hasRoom = ["connecting", "ringing", "active"].includes(call.status);
        expect(call.liveRoomStatus !== null).toBe(hasRoom);
        const room = call.liveRoomStatus;
        if (room !== null && room.numParticipants !== room.participants.length) disagreed += 1;
      }
    }
    expect(disagreed).toBeGreaterThan(0);
  });

  test("a finished call has whole seconds, an end and, mostly, a summary 3 to 10 s later", () => {
    const waits: number[] = [];
    for (const seen of views.values()) {
      const ended = seen.at(-1);
      if (ended?.status !== "completed") continue;
      expect(Number.isInteger(ended.duration)).toBe(true);
      expect(ended.endedAt).not.toBeNull();
      const told = seen.find((call) => call.summary !== null);
      if (told !== undefined && seen.some((call) => call.endedAt !== null && call.summary === null)) {
        waits.push(Date.parse(told.updatedAt) - Date.parse(told.endedAt ?? ""));
      }
    }
    expect(waits.length).toBeGreaterThan(5);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(3_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
  });
});

describe("the history", () => {
  test("reaches back sixty days, holds at least 10,000 calls and ends in every final status", () => {
    const { world: of } = world();
    const total = (query: Record<string, string>) => list(of, { ...query, limit: "1" }).pagination.total;
    expect(total({ endDate: new Date(START_MS - 3_600_000).toISOString() })).toBeGreaterThan(10_000);
    for (const status of ["completed", "failed", "cancelled", "no_answer", "busy"])
      expect(total({ status })).toBeGreaterThan(50);
    const [oldest] = list(of, { limit: "1", sortOrder: "asc" }).calls;
    expect(START_MS - Date.parse(oldest?.createdAt ?? "")).toBeGreaterThan(59.9 * 86_400_000);
  });

  test("rows agree with their details, which carry transcripts", () => {
    const { world: of } = world();
    let spoken = 0;
    for (let offset = 200; offset < 7_000; offset += 800) {
      for (const row of list(of, { limit: "40", offset: String(offset) }).calls) {
        const call = detail(of, row.id);
        expect([call.status, call.duration, call.agent.name]).toEqual([row.status, row.duration, row.agent.name]);
        if (call.status !== "completed") continue;
        expect(call.transcript?.length).toBeGreaterThan(3);
        spoken += 1;
      }
    }
    expect(spoken).toBeGreaterThan(150);
  });

  test("works more by day than by night", () => {
    const { world: of } = world();
    const between = (from: string, to: string) =>
      list(of, { startDate: from, endDate: to, limit: "1" }).pagination.total;
    const day = between("2026-11-18T10:00:00Z", "2026-11-18T16:00:00Z");
    const night = between("2026-11-18T00:00:00Z", "2026-11-18T06:00:00Z");
    expect(day).toBeGreaterThan(night * 10);
  });

  test("goes on while the demo runs for weeks, and forgets what is older than it reaches", () => {
    const { clock, world: of } = world({ calls: 2 });
    list(of);
    clock.nowMs += 20 * 86_400_000;
    const [oldest] = list(of, { limit: "1", sortOrder: "asc" }).calls;
    expect(Date.parse(oldest?.createdAt ?? "")).toBeGreaterThan(clock.nowMs - 61.1 * 86_400_000);
    expect(liveCalls(of).length).toBeLessThan(12);
  });
});

describe("the days before the start", () => {
  const totalOf = (of: World, from: number, to: number) =>
    list(of, { startDate: new Date(from).toISOString(), endDate: new Date(to).toISOString(), limit: "1" }).pagination
      .total;
  const dayMs = (daysAgo: number) => Date.parse("2026-11-20T00:00:00Z") - daysAgo * 86_400_000;

  test("are the same whenever the floor is started, and its own calls are others", () => {
    const later = { nowMs: START_MS + 3 * 86_400_000 };
    const before = world().world;
    const after = new World(1, 24, () => later.nowMs);
    const of = (one: World) =>
      list(one, {
        startDate: new Date(dayMs(9)).toISOString(),
        endDate: new Date(dayMs(8)).toISOString(),
        limit: "100",
      }).calls;
    expect(of(after)).toEqual(of(before));
    const live = (one: World) => list(one, { status: "active", limit: "100" }).calls.map(({ id }) => id);
    expect(live(after).filter((id) => live(before).includes(id))).toEqual([]);
  });

  test("have more calls from Monday to Friday than at weekends, several agents, campaigns, outcomes and languages", () => {
    const { world: of } = world();
    const weekdays = [1, 2, 3, 4].map((day) => totalOf(of, dayMs(day), dayMs(day - 1) - 1));
    const weekend = [5, 6].map((day) => totalOf(of, dayMs(day), dayMs(day - 1) - 1));
    expect(Math.min(...weekdays)).toBeGreaterThan(2 * Math.max(...weekend));
    const rows = Array.from(
      { length: 10 },
      (_, page) => list(of, { limit: "100", offset: String(500 + page * 100) }).calls,
    );
    const all = rows.flat();
    const details = all.slice(0, 200).map(({ id }) => detail(of, id));
    const kinds = {
      agents: new Set(all.map(({ agent }) => agent.id)).size,
      outcomes: new Set(all.map(({ outcome }) => outcome)).size,
      campaigns: new Set(details.map(({ metadata }) => metadata.campaignId)).size,
      languages: new Set(details.map(({ metadata }) => metadata.language)).size,
    };
    expect(Object.entries(kinds).filter(([, count]) => count < 3)).toEqual([]);
  });

  test("are planned when somebody asks for them: one day costs a day", () => {
    // The quickest of three: the others may have waited for another program.
    const quickestMs = (ask: (of: ReturnType<typeof world>["world"]) => void) =>
      Math.min(
        ...Array.from({ length: 3 }, () => {
          const { world: of } = world();
          const beganMs = performance.now();
          ask(of);
          return performance.now() - beganMs;
        }),
      );
    const dayTookMs = quickestMs((of) => totalOf(of, dayMs(3), dayMs(2)));
    expect(quickestMs((of) => list(of, { limit: "1" }))).toBeGreaterThan(dayTookMs);
  });

  test("each of their calls is found by its id, whoever asks first", () => {
    const ids = list(world().world, { limit: "100", offset: "3000" }).calls.map(({ id }) => id);
    const { world: fresh } = world();
    expect(ids.map((id) => detail(fresh, id).id)).toEqual(ids);
    expect(new Set(ids).size).toBe(100);
  });
});
