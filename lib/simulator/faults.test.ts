import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/server";

const clock = { nowMs: Date.parse("2026-11-20T14:00:00Z") };
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock: () => clock.nowMs, control: true, calls: 6 });
});
afterAll(() => simulator.close());
beforeEach(() =>
  control("POST", "/call", {
    id: "call_mine",
    transcript: [{ role: "user", content: "Hi", timestamp: "2026-11-20T13:59:00Z" }],
  }),
);
afterEach(async () => {
  await control("DELETE", "/fault");
  await control("DELETE", "/call");
  await control("POST", "/empty", { empty: false });
});

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field here
async function control(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> {
  const response = await fetch(`${simulator.origin}/__simulator${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const fault = (body: object) => control("POST", "/fault", body);
const get = (path: string, init: RequestInit = {}) =>
  fetch(`${simulator.url}${path}`, { redirect: "manual", ...init, headers: { "x-api-key": simulator.key } });
// biome-ignore lint/suspicious/noExplicitAny: as above
const read = async (path: string): Promise<any> => (await get(path)).json();

describe("faults", () => {
  test("429 carries Retry-After when told, and none when not", async () => {
    await fault({ kind: "rate_limit", retryAfter: 7, count: 1 });
    await fault({ kind: "rate_limit", retryAfter: "Fri, 20 Nov 2026 14:00:09 GMT", count: 1 });
    const first = await get("/calls");
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    expect((await get("/calls")).status).toBe(200);
    await fault({ kind: "rate_limit", count: 1 });
    const second = await get("/calls");
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, null]);
  });

  test("strike only the path named, only as often as told, and end when cleared", async () => {
    await fault({ kind: "error", status: 503, path: "status=active", count: 2 });
    expect((await get("/calls?status=ringing")).status).toBe(200);
    expect((await get("/calls?status=active")).status).toBe(503);
    expect((await get("/calls?status=active")).status).toBe(503);
    expect((await get("/calls?status=active")).status).toBe(200);
    await fault({ kind: "error" });
    expect((await get("/agents")).status).toBe(500);
    await control("DELETE", "/fault");
    expect((await get("/agents")).status).toBe(200);
  });

  test("hang never answers", async () => {
    await fault({ kind: "hang", path: "/agents" });
    await expect(get("/agents", { signal: AbortSignal.timeout(150) })).rejects.toThrow("timeout");
  });

  test("latency answers, later", async () => {
    await fault({ kind: "latency", ms: 120, count: 1 });
    const beganMs = performance.now();
    expect((await get("/agents")).status).toBe(200);
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(115);
  });

  test("drip sends the right body, in crumbs", async () => {
    await fault({ kind: "drip", ms: 1, path: "call_nobody", count: 1 });
    const response = await get("/calls/call_nobody");
    const chunks: number[] = [];
    for await (const chunk of response.body ?? []) chunks.push(chunk.length);
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.reduce((sum, length) => sum + length, 0)).toBe(
      JSON.stringify({ error: { message: "Call not found", code: 404 } }).length,
    );
  });

  test("truncate ends well with half a body; reset breaks the connection", async () => {
    await fault({ kind: "truncate", count: 1 });
    const half = await (await get("/agents")).text();
    expect(() => JSON.parse(half)).toThrow(SyntaxError);
    await fault({ kind: "reset", count: 1 });
    await expect(get("/agents").then((response) => response.text())).rejects.toThrow();
  });

  test("html is a 200 that is no JSON", async () => {
    await fault({ kind: "html", count: 1 });
    const response = await get("/calls");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await response.text()).toContain("<h1>");
  });

  test("redirect points at another origin", async () => {
    await fault({ kind: "redirect", location: "http://elsewhere.example/steal", count: 1 });
    const response = await get("/calls");
    expect([response.status, response.headers.get("location")]).toEqual([302, "http://elsewhere.example/steal"]);
  });

  test("unauthorized and forbidden speak the document's words", async () => {
    await fault({ kind: "unauthorized", count: 1 });
    expect((await get("/calls")).status).toBe(401);
    await fault({ kind: "forbidden", count: 1 });
    expect((await get("/calls")).status).toBe(403);
  });

  test("drift shows wrong types, unknown words, nulls, missing and extra fields in one list", async () => {
    const sound = (await read("/calls?limit=6")).data.calls;
    await fault({ kind: "drift" });
    const { calls } = (await read("/calls?limit=6")).data;
    expect(calls[0]).toMatchObject({ status: "in_wrap_up", sentimentScore: 0.4 });
    expect(calls[1]).toMatchObject({ duration: "245", phoneNumber: 14155552671 });
    expect(calls[2]).toMatchObject({ agent: null, direction: "sideways" });
    expect(calls[3]).toEqual({ id: sound[3].id, status: sound[3].status });
    expect(typeof calls[4].id).toBe("number");
    expect(Object.values(calls[5]).filter((value) => value !== null)).toEqual([sound[5].id]);
    expect((await read("/calls/call_abc123")).data.transcript[1].role).toBe("moderator");
    await control("DELETE", "/fault");
    expect((await read("/calls/call_abc123")).data.transcript[1].role).toBe("user");
  });

  test("drift can set and remove exactly what a test needs", async () => {
    await fault({ kind: "drift", set: { status: "parked" }, remove: ["agent"], path: "/call_mine" });
    const { data } = await read("/calls/call_mine");
    expect(data.status).toBe("parked");
    expect(data).not.toHaveProperty("agent");
  });

  test("one bad row stands among good ones", async () => {
    await fault({ kind: "one_bad_row" });
    const { calls } = (await read("/calls?limit=5")).data;
    expect(calls.map((row: { id: unknown }) => row.id === null)).toEqual([false, true, false, false, false]);
    const { data } = await read("/calls/call_mine");
    expect(data.transcript).toHaveLength(4);
    expect(data.liveRoomStatus.participants).toHaveLength(4);
  });

  test("giant: so many messages, or so many megabytes, for one call only", async () => {
    await fault({ kind: "giant", callId: "call_mine", messages: 10_000 });
    expect((await read("/calls/call_mine")).data.transcript).toHaveLength(10_000);
    expect((await read("/calls/call_abc123")).data.transcript).toHaveLength(7);
    await control("DELETE", "/fault");
    await fault({ kind: "giant", callId: "call_mine", megabytes: 3 });
    const size = (await (await get("/calls/call_mine")).text()).length / 1_048_576;
    expect(size).toBeGreaterThan(2.8);
    expect(size).toBeLessThan(3.5);
  });

  test("a cancel can answer 204, or be done and never say so, or hang undone", async () => {
    await fault({ kind: "delete_204", count: 1 });
    const response = await get("/calls/call_mine", { method: "DELETE" });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect((await read("/calls/call_mine")).data.status).toBe("cancelled");
    for (const [performed, status] of [
      [true, "cancelled"],
      [false, "active"],
    ] as const) {
      await control("POST", "/call", { id: "call_mine" });
      await fault({ kind: "delete_hang", performed, count: 1 });
      await expect(get("/calls/call_mine", { method: "DELETE", signal: AbortSignal.timeout(150) })).rejects.toThrow(
        "timeout",
      );
      expect((await read("/calls/call_mine")).data.status).toBe(status);
    }
  });

  test("an unknown kind is refused", async () => {
    expect((await fault({ kind: "meteor" })).status).toBe(400);
    expect((await control("GET", "/fault")).body.faults).toEqual([]);
  });
});

describe("levers", () => {
  test("an injected call is listed and shown as sent; absent fields are sound", async () => {
    const { body } = await control("POST", "/call", {
      id: "call_new",
      status: "ringing",
      phoneNumber: "+14155550177",
      outcome: "x",
      mood: "blue",
    });
    expect(body.data).toMatchObject({ id: "call_new", status: "ringing", transcript: null, mood: "blue" });
    const listed = (await read("/calls?status=ringing&limit=100")).data.calls;
    expect(listed.find((row: { id: string }) => row.id === "call_new")).toMatchObject({
      phoneNumber: "+14155550177",
      outcome: "x",
    });
    expect((await read("/calls/call_new")).data).toEqual(body.data);
    expect((await control("POST", "/call", { status: "ringing" })).status).toBe(400);
  });

  test("an injected call takes the place of one of the world's own", async () => {
    const [row] = (await read("/calls?status=active&limit=1")).data.calls;
    const before = (await read("/calls?limit=1")).data.pagination.total;
    await control("POST", "/call", { id: row.id, status: "ringing", createdAt: row.createdAt });
    expect((await read(`/calls/${row.id}`)).data.status).toBe("ringing");
    expect((await read("/calls?limit=1")).data.pagination.total).toBe(before);
  });

  test("a change appends lines, ends the call and sets its summary", async () => {
    const path = "/call/call_mine";
    await control("PATCH", path, { append: [{ role: "assistant", content: "Hello!" }] });
    expect((await read("/calls/call_mine")).data.transcript.at(-1)).toEqual({
      role: "assistant",
      content: "Hello!",
      timestamp: new Date(clock.nowMs).toISOString(),
    });
    clock.nowMs += 30_000;
    await control("PATCH", path, { end: { status: "completed" } });
    const ended = (await read("/calls/call_mine")).data;
    expect(ended).toMatchObject({ status: "completed", duration: 30, summary: null, liveRoomStatus: null });
    await control("PATCH", path, { summary: "All good." });
    expect((await read("/calls/call_mine")).data.summary).toBe("All good.");
    expect((await control("PATCH", "/call/call_nobody", {})).status).toBe(404);
  });

  test("a removed call is gone; an empty world has only what was injected", async () => {
    await control("POST", "/empty");
    expect((await read("/calls")).data.calls.map((row: { id: string }) => row.id)).toEqual(["call_mine"]);
    await control("DELETE", "/call/call_mine");
    expect((await read("/calls")).data.pagination.total).toBe(0);
    expect((await get("/calls/call_mine")).status).toBe(404);
    expect((await get("/calls/call_abc123")).status).toBe(200);
  });

  test("requests are counted by route, with header names and never a value", async () => {
    await control("DELETE", "/requests");
    await get("/calls?status=active");
    await get("/calls/call_mine");
    await get("/calls/call_abc123");
    const { body } = await control("GET", "/requests");
    expect(body).toMatchObject({ total: 3, counts: { "GET /api/v1/calls": 1, "GET /api/v1/calls/{callId}": 2 } });
    expect(body.requests[0]).toMatchObject({ method: "GET", path: "/api/v1/calls?status=active", atMs: clock.nowMs });
    expect(body.requests[0].headerNames).toContain("x-api-key");
    expect(JSON.stringify(body)).not.toContain(simulator.key);
  });

  test("an unknown lever is 404", async () => {
    expect((await control("POST", "/explode", {})).status).toBe(404);
  });
});
