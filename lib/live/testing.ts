import type { Agent } from "@/lib/calls/agent";
import { aCall, aListItem } from "@/lib/calls/build";
import type { Call, CallListItem } from "@/lib/calls/call";
import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import { ALL_READ } from "@/lib/calls/unreadable";
import type { Clock } from "./clock";
import type { CallSource } from "./source";

/** A clock that moves only when told; for tests. */
export type FakeClock = Clock & {
  /** Moves time on, running what falls due on the way in order, and lets every promise settle in between. */
  advance(ms: number): Promise<void>;
  /** what the upstream's clock is ahead */
  setSkew(ms: number): void;
};

export function fakeClock(startMs = Date.UTC(2026, 0, 5, 12)): FakeClock {
  let nowMs = startMs;
  let nextId = 0;
  let skewMs = 0;
  const tasks = new Map<number, { atMs: number; task: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    nowMs: () => nowMs,
    skewMs: () => skewMs,
    setSkew(ms) {
      skewMs = ms;
    },
    after(delayMs, task) {
      const id = nextId;
      nextId += 1;
      tasks.set(id, { atMs: nowMs + Math.max(0, delayMs), task });
      return () => tasks.delete(id);
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = [...tasks]
          .filter(([, { atMs }]) => atMs <= endMs)
          .sort((a, b) => a[1].atMs - b[1].atMs || a[0] - b[0])[0];
        if (!next) break;
        const [id, { atMs, task }] = next;
        tasks.delete(id);
        nowMs = Math.max(nowMs, atMs);
        task();
      }
      nowMs = endMs;
      await settle();
    },
  };
}

type Request = {
  what: "list" | "call" | "cancel" | "count" | "agents";
  id: string | null;
  filters: ListFilters | null;
  atMs: number;
};

/** An error in the shape that `faultOf` reads. */
export function sourceError(kind: FaultKind, retryAfterMs: number | null = null): Error {
  return Object.assign(new Error(kind), { kind, retryAfterMs });
}

/** An upstream in memory: calls to change, failures to plan, a log of what was asked. */
export function fakeSource(
  clock: Clock,
  options: { spend?: (purpose: "read" | "act") => boolean; latencyMs?: number } = {},
) {
  const calls = new Map<string, Call>();
  const hidden = new Set<string>();
  const agents: Agent[] = [];
  const log: Request[] = [];
  const fake = {
    calls,
    /** ids the list leaves out although they exist */
    hidden,
    /** what `GET /agents` names */
    agents,
    log,
    latencyMs: options.latencyMs ?? 20,
    /** what the next requests fail with; null: they succeed */
    fail: null as ((request: Request) => Error | null) | null,
    inFlight: 0,
    mostInFlight: 0,
    put(overrides: Partial<Call> & { id: string }) {
      calls.set(overrides.id, aCall({ ...calls.get(overrides.id), ...overrides }));
    },
    count: (what: Request["what"], sinceMs = 0) =>
      log.filter((entry) => entry.what === what && entry.atMs >= sinceMs).length,
  };

  async function request<T>(
    what: Request["what"],
    id: string | null,
    filters: ListFilters | null,
    answer: () => T,
  ): Promise<T> {
    if (options.spend && !options.spend(what === "cancel" ? "act" : "read")) throw sourceError("request_budget");
    const entry = { what, id, filters, atMs: clock.nowMs() };
    log.push(entry);
    fake.inFlight += 1;
    fake.mostInFlight = Math.max(fake.mostInFlight, fake.inFlight);
    const failure = fake.fail?.(entry) ?? null;
    await new Promise<void>((resolve) => clock.after(fake.latencyMs, resolve));
    fake.inFlight -= 1;
    if (failure) throw failure;
    return answer();
  }

  const source: CallSource = {
    getCall: (id) =>
      request("call", id, null, () => {
        const call = calls.get(id);
        if (!call) throw sourceError("not_found");
        return { call: structuredClone(call), omittedMessages: 0, unreadable: ALL_READ };
      }),
    listCalls: (filters) => request(filters.limit === 1 ? "count" : "list", null, filters, () => page(filters)),
    listAgents: ({ limit, offset }) =>
      request("agents", null, { limit, offset }, () => ({
        agents: agents.slice(offset, offset + limit),
        hasMore: offset + limit < agents.length,
        droppedRows: 0,
      })),
    cancelCall: (id) =>
      request("cancel", id, null, () => {
        fake.put({ id, status: "cancelled", endedAt: new Date(clock.nowMs()).toISOString() });
        return { id, status: "cancelled" };
      }),
  };

  function page(filters: ListFilters): CallPage {
    const rows = [...calls.values()]
      .filter(({ id, status }) => !hidden.has(id) && (filters.status === undefined || status === filters.status))
      .sort((a, b) => (b.createdAt ?? "").localeCompare(a.createdAt ?? ""))
      .map(
        (call): CallListItem =>
          aListItem({ id: call.id, status: call.status, agent: call.agent, createdAt: call.createdAt }),
      );
    const limit = filters.limit ?? 50;
    const offset = filters.offset ?? 0;
    return {
      calls: rows.slice(offset, offset + limit),
      pagination: { total: rows.length, limit, offset, hasMore: offset + limit < rows.length },
      droppedRows: 0,
    };
  }

  return Object.assign(fake, { source });
}
