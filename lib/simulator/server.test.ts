import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/server";

const START_MS = Date.parse("2026-11-20T14:00:00Z");
const clock = { nowMs: START_MS };
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock: () => clock.nowMs, key: "right" });
});
afterAll(() => simulator.close());

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field here
async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: any }> {
  const response = await fetch(`${simulator.url}${path}`, {
    ...init,
    headers: { "x-api-key": "right", ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
const post = (body: unknown): RequestInit => ({ method: "POST", body: JSON.stringify(body) });

const DETAIL_FIELDS = Object.keys(fixture("call-active").data);
const ROW_FIELDS = [
  "id",
  "status",
  "direction",
  "scheduledAt",
  "duration",
  "outcome",
  "twilioCallSid",
  "agent",
  "contact",
  "phoneNumber",
  "createdAt",
];

describe("the wire format", () => {
  test("a detail has the document's fields, all of them, in its order", async () => {
    for (const status of ["active", "completed", "failed", "no_answer", "scheduled"]) {
      const { body: page } = await ask(`/calls?status=${status}&limit=5`);
      expect(page.data.calls.length).toBeGreaterThan(0);
      for (const row of page.data.calls) {
        const { status: code, body } = await ask(`/calls/${row.id}`);
        expect(code).toBe(200);
        expect(Object.keys(body)).toEqual(["data"]);
        expect(Object.keys(body.data)).toEqual(DETAIL_FIELDS);
        expect(Object.keys(body.data.agent)).toEqual(["id", "name", "type"]);
        for (const message of body.data.transcript ?? [])
          expect(Object.keys(message)).toEqual(["role", "content", "timestamp"]);
      }
    }
  });

  test("a list has the document's row fields and pagination", async () => {
    const { body } = await ask("/calls?limit=2");
    expect(body.data.calls.map((row: object) => Object.keys(row))).toEqual([ROW_FIELDS, ROW_FIELDS]);
    expect(Object.keys(body.data.calls[0].contact)).toEqual(["phone", "name", "email"]);
    expect(body.data.pagination).toEqual({ total: expect.any(Number), limit: 2, offset: 0, hasMore: true });
  });

  test("the three calls of the document are served to the letter, by id only", async () => {
    const documented = { call_abc123: "call-completed", call_def456: "call-active", call_ghi789: "call-failed" };
    for (const [id, name] of Object.entries(documented)) {
      const { body } = await ask(`/calls/${id}`);
      expect(JSON.stringify(body)).toBe(JSON.stringify(fixture(name)));
    }
    const { body } = await ask("/calls?endDate=2025-12-31T00:00:00Z");
    expect(body.data.calls).toEqual([]);
  });

  test("agents come as documented and can be narrowed", async () => {
    const { body } = await ask("/agents");
    expect(body.success).toBe(true);
    expect(body.data).toHaveLength(8);
    expect(Object.keys(body.data[0])).toEqual(["id", "name", "type", "status", "phoneNumbers"]);
    expect((await ask("/agents?type=chat")).body.data).toEqual([]);
    expect((await ask("/agents?status=active&limit=1&offset=1")).body.data).toHaveLength(1);
    expect((await ask("/agents?status=asleep")).status).toBe(400);
  });

  test("numbers are only from blocks that nobody can be called at", async () => {
    for (let offset = 0; offset < 1_000; offset += 100) {
      const { body } = await ask(`/calls?limit=100&offset=${offset}`);
      for (const row of body.data.calls)
        expect(row.phoneNumber).toMatch(/^\+(1\d{3}55501\d{2}|493023125\d{3}|358055501\d{2})$/);
    }
  });
});

describe("the errors of the document", () => {
  test("no key, a wrong key: 401; either way of sending the right one: 200", async () => {
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${simulator.url}/agents`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ "x-api-key": "wrong" })).toBe(401);
    expect(await status({ authorization: "Bearer right" })).toBe(200);
    expect(await status({ "x-api-key": "right" })).toBe(200);
    expect((await ask("/agents", { headers: { "x-api-key": "wrong" } })).body).toEqual(fixture("error-401"));
  });

  test("unknown call: 404; another organisation's: 403; not an endpoint: 404; wrong verb: 405", async () => {
    expect(await ask("/calls/call_nobody")).toEqual({ status: 404, body: fixture("error-404") });
    expect(await ask("/calls/call_other_org_7")).toEqual({ status: 403, body: fixture("error-403") });
    expect((await ask("/nothing")).status).toBe(404);
    expect((await ask("/calls/call_abc123", { method: "PUT" })).status).toBe(405);
    expect((await fetch(`${simulator.origin}/elsewhere`)).status).toBe(404);
  });

  test.each([
    "limit=0",
    "limit=101",
    "limit=ten",
    "offset=-1",
    "status=asleep",
    "status=",
    "direction=up",
    "agentId=7",
    "startDate=yesterday",
    "endDate=7",
    "sortBy=name",
    "sortOrder=up",
  ])("GET /calls?%s is refused with 400", async (query) => {
    const { status, body } = await ask(`/calls?${query}`);
    expect(status).toBe(400);
    expect(body).toEqual({ error: { message: expect.stringContaining(query.split("=")[0] ?? ""), code: 400 } });
  });

  test("an id that cannot be decoded is refused, not crashed on", async () => {
    expect((await ask("/calls/%E0%A4%A")).status).toBe(400);
  });

  test("the control endpoints do not exist unless asked for", async () => {
    expect((await fetch(`${simulator.origin}/__simulator/requests`)).status).toBe(404);
  });
});

describe("the filters of GET /calls", () => {
  const rows = async (query: string) => (await ask(`/calls?limit=100&${query}`)).body.data;

  test("each narrows to exactly what it names", async () => {
    const [first] = (await rows("direction=outbound")).calls;
    for (const [query, field, value] of [
      ["status=failed", "status", "failed"],
      ["direction=outbound", "direction", "outbound"],
      [`phoneNumber=${encodeURIComponent(first.phoneNumber)}`, "phoneNumber", first.phoneNumber],
    ]) {
      const page = await rows(query);
      expect(page.calls.length).toBeGreaterThan(0);
      for (const row of page.calls) expect(row[field]).toBe(value);
    }
    const byAgent = await rows(`agentId=${first.agent.id}`);
    for (const row of byAgent.calls) expect(row.agent).toEqual(first.agent);
    const everybody = await rows("");
    expect(byAgent.pagination.total).toBeLessThan(everybody.pagination.total);
  });

  test("an agent's own number finds the agent's calls", async () => {
    const { body } = await ask("/agents?limit=1");
    const [agent] = body.data;
    const page = await rows(`phoneNumber=${encodeURIComponent(agent.phoneNumbers[0])}`);
    expect(page.pagination.total).toBe((await rows(`agentId=${agent.id}`)).pagination.total);
  });

  test("dates include their ends, and the page says how many match in all", async () => {
    const page = await rows("startDate=2026-11-18T09:00:00Z&endDate=2026-11-18T10:00:00Z");
    expect(page.pagination.total).toBeGreaterThan(5);
    for (const row of page.calls) expect(row.createdAt.startsWith("2026-11-18T09")).toBe(true);
    const [some] = page.calls;
    expect(
      (await rows(`startDate=${some.createdAt}&endDate=${some.createdAt}`)).calls.map((row: { id: string }) => row.id),
    ).toContain(some.id);
  });

  test("newest first unless told otherwise; pages join without gap or repeat", async () => {
    const times = (page: { calls: { createdAt: string }[] }) => page.calls.map((row) => row.createdAt);
    const newest = times(await rows(""));
    expect(newest).toEqual([...newest].sort().reverse());
    const oldest = times(await rows("sortOrder=asc"));
    expect(oldest).toEqual([...oldest].sort());
    const half = async (offset: number) => (await ask(`/calls?limit=50&offset=${offset}`)).body.data;
    expect([...times(await half(0)), ...times(await half(50))]).toEqual(newest);
  });

  test("by scheduled time: those never scheduled come last", async () => {
    const page = await rows("sortBy=scheduledAt&sortOrder=asc");
    const times = page.calls.map((row: { scheduledAt: string | null }) => row.scheduledAt);
    const scheduled = times.filter((time: string | null) => time !== null);
    expect(scheduled.length).toBeGreaterThan(20);
    expect(times.slice(0, scheduled.length)).toEqual([...scheduled].sort());
    for (const row of (await rows("status=scheduled")).calls)
      expect(Date.parse(row.scheduledAt)).toBeGreaterThan(clock.nowMs);
  });
});

describe("cancelling", () => {
  test("hangs up a live call once; it ends, and stays ended", async () => {
    const [row] = (await ask("/calls?status=active&limit=1")).body.data.calls;
    const before = (await ask(`/calls/${row.id}`)).body.data;
    expect(await ask(`/calls/${row.id}`, { method: "DELETE" })).toEqual({
      status: 200,
      body: { data: { id: row.id, status: "cancelled" }, message: expect.any(String) },
    });
    const after = (await ask(`/calls/${row.id}`)).body.data;
    expect(after).toMatchObject({ status: "cancelled", failureReason: "cancelled_by_user", liveRoomStatus: null });
    expect(after.transcript).toHaveLength(before.transcript.length);
    expect((await ask(`/calls/${row.id}`, { method: "DELETE" })).status).toBe(409);
    clock.nowMs += 60_000;
    expect((await ask(`/calls/${row.id}`)).body.data).toEqual(after);
    const listed = (await ask("/calls?status=cancelled&limit=100")).body.data.calls;
    expect(listed.map((one: { id: string }) => one.id)).toContain(row.id);
  });

  test("an unknown call is 404, a finished or scheduled one and the document's own are refused", async () => {
    expect((await ask("/calls/call_nobody", { method: "DELETE" })).status).toBe(404);
    for (const status of ["completed", "scheduled"]) {
      const [row] = (await ask(`/calls?status=${status}&limit=1`)).body.data.calls;
      expect((await ask(`/calls/${row.id}`, { method: "DELETE" })).status).toBe(409);
    }
    expect((await ask("/calls/call_def456", { method: "DELETE" })).status).toBe(409);
    expect((await ask("/calls/call_other_org", { method: "DELETE" })).status).toBe(403);
  });
});

describe("scheduling", () => {
  const agentId = async () => (await ask("/agents?limit=1")).body.data[0].id as string;

  test("a call for later waits, then runs at its time", async () => {
    const scheduledAt = new Date(clock.nowMs + 600_000).toISOString();
    const order = {
      agentId: await agentId(),
      contactPhone: "+14155550123",
      contactName: "Ada Quill",
      scheduledAt,
      priority: 3,
    };
    const { status, body } = await ask("/calls/schedule", post({ ...order, metadata: { ticket: "T-1" } }));
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ status: "scheduled", scheduledAt });
    const look = async () => (await ask(`/calls/${body.data.id}`)).body.data;
    expect(await look()).toMatchObject({
      status: "scheduled",
      phoneNumber: "+14155550123",
      startedAt: null,
      transcript: null,
    });
    expect((await look()).metadata).toMatchObject({ priority: 3, source: "api", ticket: "T-1" });
    clock.nowMs += 601_500;
    expect(["queued", "initiated", "connecting", "ringing"]).toContain((await look()).status);
    clock.nowMs += 600_000;
    expect(["completed", "failed", "cancelled", "no_answer", "busy"]).toContain((await look()).status);
  });

  test("a call without a time starts at once", async () => {
    const { body } = await ask("/calls/schedule", post({ agentId: await agentId(), contactPhone: "+14155550124" }));
    expect(["queued", "initiated"]).toContain(body.data.status);
    const listed = (await ask(`/calls?phoneNumber=${encodeURIComponent("+14155550124")}`)).body.data.calls;
    expect(listed[0].id).toBe(body.data.id);
  });

  test("everything wrong with an order is named at once", async () => {
    const order = { agentId: "7", contactPhone: "0123", scheduledAt: "soon", priority: 11, metadata: "x" };
    const { status, body } = await ask("/calls/schedule", post(order));
    expect(status).toBe(422);
    expect(body.error).toMatchObject({ status: 422, code: "VALIDATION_ERROR", timestamp: expect.any(String) });
    const fields = body.error.details.map((one: { field: string }) => one.field);
    expect(new Set(fields)).toEqual(new Set(["agentId", "contactPhone", "scheduledAt", "priority", "metadata"]));
    expect((await ask("/calls/schedule", { method: "POST", body: "{" })).status).toBe(400);
  });
});

test("a clock that runs faster brings more calls", async () => {
  const own = { nowMs: START_MS };
  const fast = await startSimulator({ clock: () => own.nowMs, speed: 60 });
  const before = fast.world.size;
  own.nowMs += 60_000;
  expect(fast.world.size - before).toBeGreaterThan(300);
  expect(fast.world.now()).toBe(START_MS + 3_600_000);
  await fast.close();
});

test("a port that is taken is an error, not a silence", async () => {
  await expect(startSimulator({ port: simulator.port })).rejects.toThrow("EADDRINUSE");
});
