import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { callSchema } from "@/lib/calls/call-schema";
import { asSent } from "@/lib/calls/sent";
import { type CallApi, createCallApi } from "./client";
import { type FakeUpstream, fakeUpstream, json } from "./testing";
import { MAX_HELD_MESSAGES } from "./trim.mjs";

const KEY = "key-of-the-organisation";
const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../simulator/fixtures/${name}.json`, import.meta.url), "utf8"));

let upstream: FakeUpstream;
let api: CallApi;
const spend = vi.fn((_purpose: "read" | "act") => true);

beforeEach(async () => {
  spend.mockClear();
  upstream = await fakeUpstream(json({ data: {} }));
  api = createCallApi({ baseUrl: upstream.baseUrl, key: KEY, spend });
});
afterEach(() => upstream.close());

describe("reading a call", () => {
  it.each(["call-active", "call-completed", "call-failed"])("reads %s field for field", async (name) => {
    const answer = fixture(name);
    upstream.answer = json(answer);
    const { call, omittedMessages } = await api.getCall(answer.data.id);
    expect(call).toMatchObject(answer.data);
    expect(omittedMessages).toBe(0);
  });

  it("tells the service's own time, of failures too", async () => {
    const times: number[] = [];
    const listening = createCallApi({
      baseUrl: upstream.baseUrl,
      key: KEY,
      spend,
      onServiceTime: (ms) => times.push(ms),
    });
    upstream.answer = (_request, response) => {
      response.writeHead(404, { date: "Mon, 05 Jan 2026 12:00:00 GMT" }).end();
    };
    await expect(listening.getCall("c1")).rejects.toMatchObject({ kind: "not_found" });
    expect(times).toEqual([Date.UTC(2026, 0, 5, 12)]);
  });

  it("sends the key, what it accepts, and nothing else of ours", async () => {
    upstream.answer = json(fixture("call-active"));
    await api.getCall("call_def456");
    const [request] = upstream.seen;
    expect(request?.url).toBe("/api/v1/calls/call_def456");
    expect(request?.headers["x-api-key"]).toBe(KEY);
    expect(request?.headers.accept).toBe("application/json");
    const byFetchItself =
      /^(host|connection|accept-(language|encoding)|sec-fetch-mode|user-agent|cache-control|pragma)$/;
    const ours = Object.keys(request?.headers ?? {}).filter((name) => !byFetchItself.test(name));
    expect(ours.sort()).toEqual(["accept", "x-api-key"]);
  });

  it.each([
    "",
    "..",
    ".",
    "a/b",
    "a%2fb",
    "../agents",
    "a\0b",
    "a\u202eb",
    "cаll",
    "x".repeat(129),
    "a b",
    "a?b",
    "a#b",
  ])("refuses the id %j before any request", async (id) => {
    await expect(api.getCall(id)).rejects.toMatchObject({ kind: "invalid_id" });
    await expect(api.cancelCall(id)).rejects.toMatchObject({ kind: "invalid_id" });
    expect(upstream.seen).toHaveLength(0);
    expect(spend).not.toHaveBeenCalled();
  });

  it("takes one read from the budget, and a refusal never reaches the service", async () => {
    upstream.answer = json(fixture("call-active"));
    await api.getCall("call_def456");
    expect(spend.mock.calls).toEqual([["read"]]);
    spend.mockReturnValueOnce(false);
    await expect(api.getCall("call_def456")).rejects.toMatchObject({ kind: "request_budget" });
    expect(upstream.seen).toHaveLength(1);
  });

  it("refuses the answer for another call than the one asked for", async () => {
    upstream.answer = json(fixture("call-active"));
    await expect(api.getCall("call_abc123")).rejects.toMatchObject({ kind: "malformed" });
  });

  it("keeps the newest lines of a giant transcript, unharmed, without holding up the main thread", async () => {
    const total = MAX_HELD_MESSAGES + 60_000;
    const transcript = Array.from({ length: total }, (_, index) => ({
      role: index % 2 === 0 ? "assistant" : "user",
      content: `Line ${index} ${"ä".repeat(80)}`,
      timestamp: new Date(1_700_000_000_000 + index * 1000).toISOString(),
    }));
    const body = Buffer.from(JSON.stringify({ data: { id: "giant", status: "active", summary: "Long.", transcript } }));
    expect(body.byteLength).toBeGreaterThan(15_000_000);
    upstream.answer = (_request, response) => response.end(body);
    // The longest hold-up of a read beside what reading on this thread takes, a pair at a time: other work on the machine
    // lengthens both, and the best pair counts.
    let best = Number.POSITIVE_INFINITY;
    for (let time = 0; time < 6 && best >= 0.5; time++) {
      const startedMs = performance.now();
      callSchema.parse(JSON.parse(body.toString()).data);
      const onThisThreadMs = performance.now() - startedMs;
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      await api.getCall("giant");
      // A hold-up is only noted when the loop turns again.
      await nextTurn();
      await nextTurn();
      delay.disable();
      best = Math.min(best, delay.max / 1e6 / onThisThreadMs);
    }
    expect(best).toBeLessThan(0.5);
    const { call, omittedMessages } = await api.getCall("giant");
    expect(omittedMessages).toBe(60_000);
    expect(call.summary).toBe("Long.");
    expect(call.transcript).toEqual(transcript.slice(60_000));
    const whole = await api.getCall("giant", { isWhole: true });
    expect(whole.omittedMessages).toBe(0);
    expect(whole.call.transcript).toEqual(transcript);
  });

  it("reads a giant transcript in another platform's shape, counts what it cannot, and keeps what came", async () => {
    const transcript = Array.from({ length: 12_000 }, (_, index) =>
      index % 3 === 0 ? null : { speaker: "customer", text: `Line ${index} ${"x".repeat(90)}`, start: index },
    );
    upstream.answer = json({ data: { id: "giant", startedAt: "2025-12-01T12:00:00Z", metadata: 7, transcript } });
    const { call, unreadable } = await api.getCall("giant");
    expect(unreadable).toEqual({ messages: 4_000, fields: ["metadata"] });
    expect(call.transcript).toHaveLength(8_000);
    expect(call.transcript?.[0]).toMatchObject({ role: "customer", timestamp: "2025-12-01T12:00:01.000Z" });
    const sent = asSent(call);
    expect(sent).toMatchObject({ metadata: 7 });
    expect(sent.transcript).toHaveLength(12_000);
    expect((sent.transcript as unknown[])[1]).toMatchObject({ ...transcript[1], content: transcript[1]?.text });
  });
});

describe("listing", () => {
  const row = (id: unknown) => ({
    id,
    status: "active",
    agent: { id: "a1", name: "Sales" },
    createdAt: "2026-01-05T12:00:00Z",
  });

  it("passes the filters on in the upstream's own names, and only those that are set", async () => {
    upstream.answer = json({ data: { calls: [], pagination: { total: 0, limit: 5, offset: 0, hasMore: false } } });
    await api.listCalls({ status: "active", limit: 5, phoneNumber: "+1 415", agentId: undefined, sortOrder: "asc" });
    expect(upstream.seen[0]?.url).toBe("/api/v1/calls?status=active&limit=5&phoneNumber=%2B1+415&sortOrder=asc");
  });

  it("drops and counts a row it cannot read, and keeps the others", async () => {
    const calls = [row("c1"), { status: "active" }, null, row("../x"), row(42)];
    upstream.answer = json({ data: { calls, pagination: { total: 5, limit: 50, offset: 0, hasMore: false } } });
    const list = await api.listCalls({});
    expect(list.calls.map(({ id }) => id)).toEqual(["c1", "42"]);
    expect(list.droppedRows).toBe(3);
    expect(list.pagination).toEqual({ total: 5, limit: 50, offset: 0, hasMore: false });
  });

  it.each([
    [
      "no pagination and a full page",
      { calls: [row("a"), row("b")] },
      { total: null, limit: 2, offset: 4, hasMore: true },
    ],
    ["no pagination and a short page", { calls: [row("a")] }, { total: null, limit: 2, offset: 4, hasMore: false }],
    ["only a total", { calls: [row("a")], pagination: { total: 9 } }, { total: 9, limit: 2, offset: 4, hasMore: true }],
    [
      "wrong types",
      { calls: [row("a")], pagination: { total: "9", limit: -1, offset: null, hasMore: "yes" } },
      { total: null, limit: 2, offset: 4, hasMore: false },
    ],
  ])("fills the pagination in: %s", async (_name, data, expected) => {
    upstream.answer = json({ data });
    expect((await api.listCalls({ limit: 2, offset: 4 })).pagination).toEqual(expected);
  });
});

describe("cancelling", () => {
  it.each([
    ["200 with the call", json({ data: { id: "c1", status: "cancelled" }, message: "ok" }), "cancelled"],
    ["200 with another status", json({ data: { id: "c1", status: "completed" } }), "completed"],
    [
      "204 without a body",
      ((_request, response) => response.writeHead(204).end()) as FakeUpstream["answer"],
      "cancelled",
    ],
  ])("accepts %s", async (_name, answer, status) => {
    upstream.answer = answer;
    expect(await api.cancelCall("c1")).toEqual({ id: "c1", status });
    expect(upstream.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["DELETE /api/v1/calls/c1"]);
    expect(spend.mock.calls).toEqual([["act"]]);
  });
});

describe("listing agents", () => {
  const row = { id: "a1", name: "Sales", type: "voice", status: "deployed", phoneNumbers: ["+14155550111"] };
  const agent = { id: "a1", name: "Sales", type: "voice", status: "deployed" };
  const page = { limit: 100, offset: 0 };

  it.each([
    ["rows in data", { success: true, data: [row] }],
    ["rows in data.agents", { success: true, data: { agents: [row] } }],
    ["rows under agents", { agents: [row] }],
    ["rows alone", [row]],
  ])("reads %s, and leaves numbers out", async (_what, body) => {
    upstream.answer = json(body);
    expect(await api.listAgents(page)).toEqual({ agents: [agent], hasMore: false, droppedRows: 0 });
    expect(upstream.seen[0]?.url).toBe("/api/v1/agents?limit=100&offset=0");
  });

  it("reads odd rows as far as they go and counts those without an id", async () => {
    const rows = [
      { id: 7, agent_name: "Seven" },
      { agentId: "a2", name: 5 },
      { name: "No id" },
      null,
      "x",
      { id: " " },
    ];
    upstream.answer = json({ data: rows });
    expect(await api.listAgents(page)).toEqual({
      agents: [
        { id: "7", name: "Seven", type: null, status: null },
        { id: "a2", name: "5", type: null, status: null },
      ],
      hasMore: false,
      droppedRows: 4,
    });
  });

  it.each([
    [{ data: { agents: [row], pagination: { hasMore: true } } }, true],
    [{ data: [row], pagination: { total: 230 } }, true],
    [{ data: [row], pagination: { total: 1 } }, false],
    [{ data: Array.from({ length: 100 }, (_, n) => ({ id: `a${n}` })) }, true],
    [{ data: [row], pagination: "odd" }, false],
  ])("knows whether more follow: case %#", async (body, hasMore) => {
    upstream.answer = json(body);
    expect((await api.listAgents(page)).hasMore).toBe(hasMore);
  });

  it.each([{ data: null }, { data: "agents" }, "text", { data: { agents: {} } }])(
    "refuses %j, which is no list",
    async (body) => {
      upstream.answer = json(body);
      await expect(api.listAgents(page)).rejects.toMatchObject({ kind: "malformed" });
    },
  );
});
