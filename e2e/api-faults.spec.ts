import { createServer } from "node:http";
import { boardSchema, callAnswerSchema, callListAnswerSchema } from "@/lib/wire/contract";
import { type Answered, ask, askUpstream, OWN_PAGE, parsed, refusal } from "./support/http";
import type { Running } from "./support/servers";
import { CANARY_KEY, expect, newCallId, test } from "./support/test";
import type { Fault, Upstream } from "./support/upstream";

type Row = { what: string; fault: Fault; call: [number, string]; list?: [number, string]; retryAfter?: RegExp };

/** Every way a call service can fail one request, and what we say of it. */
const FAILURES: Row[] = [
  { what: "a refused key", fault: { kind: "unauthorized" }, call: [502, "key_rejected"] },
  {
    what: "somebody else's call",
    fault: { kind: "forbidden" },
    call: [502, "other_organisation"],
    list: [502, "key_rejected"],
  },
  { what: "500", fault: { kind: "error", status: 500 }, call: [502, "call_service_error"] },
  { what: "504", fault: { kind: "error", status: 504 }, call: [502, "call_service_error"] },
  { what: "400", fault: { kind: "error", status: 400 }, call: [400, "invalid_request"] },
  { what: "a broken connection", fault: { kind: "reset" }, call: [502, "call_service_unreachable"] },
  { what: "half an answer", fault: { kind: "truncate" }, call: [502, "call_service_malformed"] },
  { what: "a web page", fault: { kind: "html" }, call: [502, "call_service_malformed"] },
  {
    what: "429 with seconds",
    fault: { kind: "rate_limit", retryAfter: 1 },
    call: [503, "call_service_rate_limited"],
    retryAfter: /^1$/,
  },
  {
    what: "429 without a word on when",
    fault: { kind: "rate_limit" },
    call: [503, "call_service_rate_limited"],
    retryAfter: /^[1-9]\d?$/,
  },
  {
    what: "429 with nonsense",
    fault: { kind: "rate_limit", retryAfter: "soon" },
    call: [503, "call_service_rate_limited"],
    retryAfter: /^[1-9]\d?$/,
  },
];

/** A call and the list fail in this way, and each is there again as soon as the failure is over. */
async function failsAndIsOver(fresh: Running, upstream: Upstream, row: Row) {
  const { fault, call, list = call, retryAfter } = row;
  const id = newCallId();
  await upstream.put({ id });
  await upstream.fault({ ...fault, path: id });
  const answer = await ask(fresh.url, `/api/v1/calls/${id}`);
  expect(refusal(answer), row.what).toEqual({ status: call[0], reason: call[1] });
  if (retryAfter) expect(answer.headers["retry-after"], row.what).toMatch(retryAfter);
  else expect(answer.headers["retry-after"], row.what).toBeUndefined();
  await upstream.clearFaults();
  await expect.poll(async () => (await ask(fresh.url, `/api/v1/calls/${id}`)).status, row.what).toBe(200);

  const limit = `limit=${FAILURES.indexOf(row) + 10}`;
  const page = `/api/v1/calls?${limit}`;
  await upstream.fault({ ...fault, path: limit });
  expect(refusal(await ask(fresh.url, page)), row.what).toEqual({ status: list[0], reason: list[1] });
  await upstream.clearFaults();
  await expect.poll(async () => (await ask(fresh.url, page)).status, row.what).toBe(200);
}

test("each way in which a request can fail has its status and reason, for a call and for the list, and is over as soon as it is over", async ({
  fresh,
  roughUpstream,
}) => {
  // One server for all of them: none outlives its success. What follows a 429 does, and those have a server each.
  for (const row of FAILURES.filter(({ fault }) => fault.kind !== "rate_limit")) {
    await test.step(row.what, () => failsAndIsOver(fresh, roughUpstream, row));
  }
});

for (const row of FAILURES.filter(({ fault }) => fault.kind === "rate_limit")) {
  test(`${row.what} is ${row.call.join(" ")}, with a time to come back, and over as soon as it is over`, async ({
    fresh,
    roughUpstream,
  }) => failsAndIsOver(fresh, roughUpstream, row));
}

test("a call nobody knows is 404, not a failure of the call service", async ({ fresh }) => {
  const id = newCallId();
  for (let times = 0; times < 8; times += 1) {
    expect(refusal(await ask(fresh.url, `/api/v1/calls/${id}`))).toEqual({ status: 404, reason: "call_not_found" });
  }
  expect((await ask(fresh.url, "/api/v1/live")).status).toBe(200);
});

test("a call service that hangs or drips is given up at its deadline, 504, and others are served meanwhile", async ({
  fresh,
  roughUpstream,
}) => {
  const [hung, dripping, healthy] = [newCallId(), newCallId(), newCallId()];
  for (const id of [hung, dripping, healthy]) await roughUpstream.put({ id });
  await roughUpstream.fault({ kind: "hang", path: hung });
  await roughUpstream.fault({ kind: "drip", path: dripping, ms: 100 });
  const late = Promise.all([hung, dripping].map((id) => ask(fresh.url, `/api/v1/calls/${id}`)));
  expect((await ask(fresh.url, `/api/v1/calls/${healthy}`)).status).toBe(200);
  for (const answer of await late) {
    expect(refusal(answer)).toEqual({ status: 504, reason: "call_service_timeout" });
  }
});

test("a call service that keeps failing is left alone for a while, says so, and is found again unaided", async ({
  fresh,
  roughUpstream,
}) => {
  await roughUpstream.fault({ kind: "error", status: 500 });
  const reason = async () => refusal(await ask(fresh.url, `/api/v1/calls/${newCallId()}`)).reason;
  expect(await reason()).toBe("call_service_error");
  await expect.poll(reason, { intervals: [10] }).toBe("call_service_paused");
  await roughUpstream.clearFaults();
  await expect.poll(async () => (await ask(fresh.url, "/api/v1/calls?limit=3")).status, { timeout: 60_000 }).toBe(200);
});

test.describe("with a small request budget", () => {
  test.use({ freshSettings: { EARSHOT_MAX_REQUESTS_PER_MINUTE: "30" } });

  test("reads that it has no room for are 503 with a time to come back, and ending a call still works", async ({
    fresh,
    roughUpstream,
  }) => {
    const id = newCallId();
    await roughUpstream.put({ id });
    // Each waits its turn for nine seconds; at less than one request every two seconds most do not get one.
    const limits = Array.from({ length: 30 }, (_, place) => place + 1);
    const answers = await Promise.all(limits.map((limit) => ask(fresh.url, `/api/v1/calls?limit=${limit}`)));
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(refused.length).toBeGreaterThan(15);
    expect(refused.length).toBeLessThan(30);
    for (const answer of refused) {
      expect(refusal(answer)).toEqual({ status: 503, reason: "request_budget" });
      expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
    }
    const ended = await ask(fresh.url, `/api/v1/calls/${id}`, { method: "DELETE", headers: OWN_PAGE });
    expect(ended.status).toBe(200);
    expect((await roughUpstream.requests()).length).toBeLessThanOrEqual(30);
  });
});

test("a redirect is refused: the other origin is never asked, with the key or without", async ({
  fresh,
  roughUpstream,
}) => {
  const seen: string[] = [];
  const thief = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, { "content-type": "application/json" }).end('{"data":{"calls":[]}}');
  });
  await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
  const address = thief.address();
  const location = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/steal`;
  for (const status of [301, 302, 303, 307, 308]) {
    const [id, ended] = [newCallId(), newCallId()];
    await roughUpstream.reset();
    await roughUpstream.put({ id });
    await roughUpstream.put({ id: ended });
    await roughUpstream.fault({ kind: "redirect", status, location });
    expect(refusal(await ask(fresh.url, `/api/v1/calls/${id}`)).reason).toMatch(/unreachable|paused/);
    expect(refusal(await ask(fresh.url, `/api/v1/calls?limit=${status - 300 + 1}`)).reason).toMatch(
      /unreachable|paused/,
    );
    await ask(fresh.url, `/api/v1/calls/${ended}`, { method: "DELETE", headers: OWN_PAGE });
  }
  expect((await roughUpstream.requests()).length).toBeGreaterThan(0);
  expect(seen).toEqual([]);
  thief.close();
});

test("an outage keeps the last board with its age, says why, and ends by itself; readiness stays", async ({
  fresh,
  roughUpstream,
}) => {
  test.slow();
  const id = newCallId();
  await roughUpstream.put({ id, transcript: [] });
  const board = () => ask(fresh.url, "/api/v1/live");
  await expect.poll(async () => parsed(boardSchema, await board()).data.calls[0]?.roomExists).toBe(true);
  const page = await ask(fresh.url, "/api/v1/calls?limit=5");
  expect(page.status).toBe(200);
  await roughUpstream.fault({ kind: "error", status: 503 });
  await expect.poll(async () => (await board()).headers["earshot-slow-reason"]).toBe("call_service_down");
  await expect.poll(async () => (await board()).headers["earshot-health"], { timeout: 60_000 }).toBe("stale");
  const stale = await board();
  expect(stale.status).toBe(200);
  expect(Number(stale.headers.age)).toBeGreaterThanOrEqual(5);
  expect(parsed(boardSchema, stale).data.calls.map((call) => call.id)).toEqual([id]);
  // Read a moment after the board, it is old a moment later.
  const again = () => ask(fresh.url, "/api/v1/calls?limit=5");
  await expect.poll(async () => (await again()).headers["earshot-health"]).toBe("stale");
  const oldPage = await again();
  expect(oldPage.json()).toEqual(page.json());
  expect(oldPage.headers["earshot-as-of"]).toBe(page.headers["earshot-as-of"]);
  const ready = await ask(fresh.url, "/readyz");
  expect(ready.status).toBe(200);
  expect(ready.json()).toMatchObject({ status: "ready", degraded: expect.stringMatching(/upstream_error|paused/) });
  await roughUpstream.clearFaults();
  await expect.poll(async () => (await board()).headers["earshot-health"], { timeout: 60_000 }).toBe("live");
  await expect.poll(async () => (await board()).headers["earshot-slow-reason"]).toBeUndefined();
  const readyNow = async () => (await ask(fresh.url, "/readyz")).json();
  await expect.poll(readyNow).toEqual({ status: "ready", degraded: null });
});

const SLOW_REASONS: [string, Fault, string][] = [
  ["a refused key", { kind: "unauthorized" }, "key_rejected"],
  ["answers that cannot be read", { kind: "html" }, "call_service_malformed"],
  ["broken connections", { kind: "reset" }, "call_service_down"],
  ["too many requests", { kind: "rate_limit", retryAfter: 2 }, "rate_limited"],
];

test("while the last board stays, each kind of failure is named in the freshness headers", async ({
  fresh,
  roughUpstream,
}) => {
  test.slow();
  const reason = async () => (await ask(fresh.url, "/api/v1/live")).headers["earshot-slow-reason"];
  for (const [what, fault, slowReason] of SLOW_REASONS) {
    await expect.poll(reason, { message: `before ${what}`, timeout: 60_000 }).toBeUndefined();
    await roughUpstream.fault(fault);
    await expect.poll(reason, { message: what }).toBe(slowReason);
    await roughUpstream.clearFaults();
  }
});

test("a board that could never be read says why, and comes by itself", async ({ fresh, roughUpstream }) => {
  await roughUpstream.fault({ kind: "unauthorized" });
  expect(refusal(await ask(fresh.url, "/api/v1/live"))).toEqual({ status: 502, reason: "key_rejected" });
  await roughUpstream.clearFaults();
  await expect.poll(async () => (await ask(fresh.url, "/api/v1/live")).status, { timeout: 60_000 }).toBe(200);
});

test("one unreadable row, message or participant is left out and counted; the others are there", async ({
  fresh,
  roughUpstream,
}) => {
  const ids = [newCallId(), newCallId(), newCallId()];
  const transcript = [{ role: "user", content: "Hello?", timestamp: "2026-11-22T10:00:00Z" }];
  for (const [at, id] of ids.entries()) {
    await roughUpstream.put({ id, transcript, createdAt: new Date(Date.now() - at * 1000).toISOString() });
  }
  // Read before the board reads it whole: what is shown then is what could be read of it.
  await roughUpstream.fault({ kind: "one_bad_row", path: ids[0] });
  const call = parsed(callAnswerSchema, await ask(fresh.url, `/api/v1/calls/${ids[0]}`));
  expect(call.data.transcript?.map(({ content }) => content)).toEqual(["Hello?", "not a message"]);
  expect(call.data.liveRoomStatus?.participants.map(({ identity }) => identity)).toEqual(["agent", "caller", "nobody"]);
  expect(call.meta.unreadable).toEqual({ messages: 2, fields: ["liveRoomStatus.participants"] });
  await roughUpstream.fault({ kind: "one_bad_row", path: "status=active" });
  const page = parsed(callListAnswerSchema, await ask(fresh.url, "/api/v1/calls?status=active"));
  expect(page.data.calls.map((call) => call.id)).toEqual([ids[0], ids[2]]);
  expect(page.meta.droppedRows).toBe(1);
  const board = parsed(boardSchema, await ask(fresh.url, "/api/v1/live"));
  expect(board.data.calls.map((call) => call.id).sort()).toEqual([ids[0], ids[2]].sort());
  expect(board.meta.droppedRows).toBe(1);
});

test("wrong types, unknown words, nulls and missing fields lose no call", async ({ fresh, roughUpstream }) => {
  const transcript = ["a", "b", "c", "d"].map((content) => ({
    role: "user",
    content,
    timestamp: "2026-11-22T10:00:00Z",
  }));
  const ids = Array.from({ length: 6 }, newCallId);
  for (const id of ids) await roughUpstream.put({ id, transcript });
  await roughUpstream.fault({ kind: "drift" });
  const page = parsed(callListAnswerSchema, await ask(fresh.url, "/api/v1/calls"));
  expect(page.data.calls).toHaveLength(6);
  expect(page.meta.droppedRows).toBe(0);
  expect(page.data.calls[0]).toMatchObject({ status: "in_wrap_up", sentimentScore: 0.4 });
  const [id = ""] = ids;
  const call = parsed(callAnswerSchema, await ask(fresh.url, `/api/v1/calls/${id}`));
  expect(call.data).toMatchObject({ id, status: "in_wrap_up", duration: null, updatedAt: null, metadata: {} });
  expect(call.data.transcript?.map((message) => message.content)).toEqual(["a", "b", "c", "d"]);
  expect(call.meta.unreadable).toEqual({
    messages: 0,
    fields: ["duration", "liveRoomStatus.numParticipants", "metadata", "transcript.timestamp", "updatedAt"],
  });
  expect((await ask(fresh.url, "/api/v1/live")).status).toBe(200);
});

test("20 MB of transcript answer with the newest lines, say how many are missing, and hold nobody else up", async ({
  fresh,
  earshot,
  roughUpstream,
}) => {
  test.slow();
  const id = newCallId();
  await roughUpstream.put({ id });
  await roughUpstream.fault({ kind: "giant", callId: id, megabytes: 20 });
  const pingMs = async ({ url }: Running) => {
    const startedMs = performance.now();
    expect((await ask(url, "/healthz")).status).toBe(200);
    return performance.now() - startedMs;
  };
  const p95 = (waitsMs: number[]) => waitsMs.sort((a, b) => a - b)[Math.floor(waitsMs.length * 0.95)] ?? 0;
  let isDone = false;
  const readGiant = async (): Promise<Answered> => {
    const answer = await ask(fresh.url, `/api/v1/calls/${id}`);
    // A machine that is busy otherwise may need longer than one deadline.
    return answer.status === 504 ? readGiant() : answer;
  };
  const giant = readGiant().finally(() => {
    isDone = true;
  });
  // By turns with another server, which has the same machine at the same time and nothing to read.
  const [waitsMs, othersMs]: [number[], number[]] = [[], []];
  while (!isDone) {
    waitsMs.push(await pingMs(fresh));
    othersMs.push(await pingMs(earshot));
  }
  const { data, meta } = parsed(callAnswerSchema, await giant);
  const theirs = ((await askUpstream(roughUpstream, `/calls/${id}`)) as { data: { transcript: unknown[] } }).data;
  expect(meta.omittedMessages).toBeGreaterThan(50_000);
  expect(meta.omittedMessages + (data.transcript?.length ?? 0)).toBe(theirs.transcript.length);
  expect(data.transcript?.at(-1)).toEqual(theirs.transcript.at(-1));
  expect(p95(waitsMs)).toBeLessThan(150 + 5 * p95(othersMs));
});

test("text that breaks other systems arrives as it was said", async ({ earshot, upstream }) => {
  const id = newCallId();
  const said = [
    "NUL \u0000 in the middle",
    "half a pair \ud83d and the other half \udc4b",
    "right to left \u202egnp.exe\u202c",
    "<img src=x onerror=alert(1)> </script> javascript:alert(1)",
    `combining ${"\u0301".repeat(2_000)}`,
    "\u2028line\u2029paragraph\ufeff",
  ];
  const transcript = said.map((content) => ({ role: "user", content, timestamp: "2026-11-22T10:00:00Z" }));
  await upstream.put({ id, transcript, metadata: { "\ud800": "\u0000" } });
  const { data } = parsed(callAnswerSchema, await ask(earshot.url, `/api/v1/calls/${id}`));
  expect(data.transcript?.map((message) => message.content)).toEqual(said);
  expect(data.metadata).toEqual({ "\ud800": "\u0000" });
});

test.describe("a call service that is not there", () => {
  test.use({ freshSettings: { HEPPU_API_URL: "http://127.0.0.1:9/api/v1" } });

  test("is unreachable in every answer, while the process is well and ready", async ({ fresh }) => {
    expect(refusal(await ask(fresh.url, "/api/v1/live"))).toEqual({ status: 502, reason: "call_service_unreachable" });
    // After a few failures in a row the breaker answers instead.
    for (const path of ["/api/v1/live", "/api/v1/calls", "/api/v1/calls/call_1"]) {
      const answer = await ask(fresh.url, path);
      expect(refusal(answer).reason, path).toMatch(/^call_service_(unreachable|paused)$/);
      expect(answer.text()).not.toContain(CANARY_KEY);
    }
    const health = await ask(fresh.url, "/healthz");
    expect([health.status, health.text()]).toEqual([200, "ok"]);
    const ready = await ask(fresh.url, "/readyz");
    expect(ready.status).toBe(200);
    expect(ready.json()).toEqual({ status: "ready", degraded: "unreachable" });
  });
});
