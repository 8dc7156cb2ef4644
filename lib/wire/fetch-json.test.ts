import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FetchError, fetchJson } from "./fetch-json";
import { ERROR_REASONS } from "./reasons";

type Body = { data: { n: number } };

let server: Server;
let handler: RequestListener;
let asked: { method?: string; headers: IncomingMessage["headers"] }[];
let base: string;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push({ method: request.method, headers: request.headers });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  };

const failure = async (promise: Promise<unknown>): Promise<FetchError> => {
  const error = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof FetchError)) throw new Error(`expected a FetchError, got ${String(error)}`);
  return error;
};

describe("an answer", () => {
  test("comes with its body, its ETag and its freshness", async () => {
    handler = answering(200, '{"data":{"n":1}}', {
      etag: '"v1"',
      "earshot-as-of": "2026-11-22T10:00:00.000Z",
      "earshot-now": "2026-11-22T10:00:01.500Z",
      "earshot-health": "stale",
      "earshot-refresh-ms": "14000",
      "earshot-slow-reason": "request_budget",
      "earshot-build": "abc",
    });
    const answer = await fetchJson<Body>(base);
    expect(answer.body).toEqual({ data: { n: 1 } });
    expect(answer.etag).toBe('"v1"');
    expect(answer.freshness).toMatchObject({
      asOfMs: Date.parse("2026-11-22T10:00:00.000Z"),
      serverNowMs: Date.parse("2026-11-22T10:00:01.500Z"),
      health: "stale",
      refreshMs: 14_000,
      slowReason: "request_budget",
      build: "abc",
    });
    expect(answer.freshness.receivedAtMs).toEqual(expect.any(Number));
    expect(asked[0]?.headers["if-none-match"]).toBeUndefined();
  });

  test("without freshness headers has no age, and takes the server's time from Date", async () => {
    handler = answering(200, '{"data":{"n":1}}', {
      date: "Sun, 22 Nov 2026 10:00:00 GMT",
      "earshot-refresh-ms": "soon",
      "earshot-slow-reason": "a word of tomorrow",
    });
    const { freshness, etag } = await fetchJson<Body>(base);
    expect(freshness).toMatchObject({
      asOfMs: null,
      serverNowMs: Date.parse("2026-11-22T10:00:00Z"),
      health: "live",
      refreshMs: 2_000,
      slowReason: null,
      build: null,
    });
    expect(etag).toBeNull();
  });

  test("304 hands back the very body we had, with new freshness", async () => {
    const previous = { body: { data: { n: 1 } }, etag: '"v1"' };
    handler = (request, response) => {
      response.writeHead(request.headers["if-none-match"] === '"v1"' ? 304 : 500, {
        etag: '"v1"',
        "earshot-as-of": "2026-11-22T10:00:09.000Z",
      });
      response.end();
    };
    const answer = await fetchJson<Body>(base, { previous });
    expect(answer.body).toBe(previous.body);
    expect(answer.freshness.asOfMs).toBe(Date.parse("2026-11-22T10:00:09.000Z"));
  });

  test.each(['"v1"', 'W/"v1"'])(
    "200 with the ETag we hold (%s) hands back the very body we had, unparsed",
    async (etag) => {
      const previous = { body: { data: { n: 1 } }, etag: '"v1"' };
      handler = answering(200, "not even JSON", { etag });
      const answer = await fetchJson<Body>(base, { previous });
      expect(answer.body).toBe(previous.body);
    },
  );

  test("200 with another ETag is read anew", async () => {
    const previous = { body: { data: { n: 1 } }, etag: '"v1"' };
    handler = answering(200, '{"data":{"n":2}}', { etag: '"v2"' });
    expect((await fetchJson<Body>(base, { previous })).body).toEqual({ data: { n: 2 } });
  });

  test("a body without any ETag is never taken for the one we had", async () => {
    handler = answering(200, '{"data":{"n":2}}');
    const answer = await fetchJson<Body>(base, { previous: { body: { data: { n: 1 } }, etag: null } });
    expect(answer.body).toEqual({ data: { n: 2 } });
    expect(asked[0]?.headers["if-none-match"]).toBeUndefined();
  });

  test("DELETE says application/json, which no cross-site form can", async () => {
    handler = answering(200, '{"data":{"n":1}}');
    await fetchJson<Body>(base, { method: "DELETE" });
    expect(asked[0]).toMatchObject({ method: "DELETE", headers: { "content-type": "application/json" } });
  });
});

describe("an error", () => {
  test.each(ERROR_REASONS.map((reason) => [reason]))("of ours keeps its reason: %s", async (reason) => {
    handler = answering(502, JSON.stringify({ error: { message: "words", code: 502, reason } }));
    expect(await failure(fetchJson(base))).toMatchObject({ status: 502, reason, message: "words" });
  });

  test.each([
    ["a proxy's page", 502, "<html><h1>Bad gateway</h1></html>"],
    ["an empty body", 503, ""],
    ["a cut envelope", 500, '{"error":{"message":"wor'],
    ["a reason of tomorrow", 500, '{"error":{"message":"words","code":500,"reason":"gremlins"}}'],
    ["a reason every object has", 500, '{"error":{"message":"words","code":500,"reason":"constructor"}}'],
    ["an error without words", 500, '{"error":{"reason":"internal"}}'],
    ["an error that is a text", 400, '{"error":"no"}'],
    ["JSON null", 404, "null"],
  ])("that is %s gives the status alone", async (_what, status, body) => {
    handler = answering(status, body);
    expect(await failure(fetchJson(base))).toMatchObject({
      status,
      reason: "bad_answer",
      message: `Answered ${status} without an explanation.`,
    });
  });

  test.each([
    ["a sign-in page", "<html>Sign in</html>"],
    ["nothing", ""],
    ["half a body", '{"data":{"n":'],
    ["JSON that is not ours", '{"ok":true}'],
    ["a list", "[1,2]"],
  ])("is what a 200 with %s is", async (_what, body) => {
    handler = answering(200, body);
    expect(await failure(fetchJson(base))).toMatchObject({ status: 200, reason: "bad_answer" });
  });

  test("a 304 nobody asked for is no answer", async () => {
    handler = answering(304, "");
    expect(await failure(fetchJson(base))).toMatchObject({ status: 304, reason: "bad_answer" });
  });

  test("a connection cut in the body is offline", async () => {
    handler = (_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"data":', () => response.destroy());
    };
    expect(await failure(fetchJson(base))).toMatchObject({ status: null, reason: "offline" });
  });

  test("no server is offline", async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(fetchJson(base))).toMatchObject({
      status: null,
      reason: "offline",
      message: "No connection.",
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
});

describe("the deadline", () => {
  const hangingFetch = (_path: unknown, init: RequestInit) =>
    new Promise((_resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    });

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", hangingFetch);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("ends a server that hangs after 15 s", async () => {
    const settled = vi.fn();
    const promise = failure(fetchJson("/hangs")).finally(settled);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await promise).toMatchObject({ status: null, reason: "offline", message: "No answer in time." });
  });

  test("holds through the body's end", async () => {
    vi.stubGlobal("fetch", async (_path: unknown, init: RequestInit) => {
      const body = new ReadableStream({
        start: (controller) => init.signal?.addEventListener("abort", () => controller.error(init.signal?.reason)),
      });
      return new Response(body, { status: 200 });
    });
    const promise = failure(fetchJson("/drips"));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await promise).toMatchObject({ reason: "offline" });
  });

  test("the caller's own end is handed on as it is, not called an error", async () => {
    const controller = new AbortController();
    const promise = fetchJson("/hangs", { signal: controller.signal });
    const reason = new Error("page left");
    controller.abort(reason);
    await expect(promise).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a caller that gave up before asking gets no request through", async () => {
    const controller = new AbortController();
    controller.abort(new Error("page left"));
    vi.stubGlobal("fetch", async (_path: unknown, init: RequestInit) => {
      init.signal?.throwIfAborted();
      throw new Error("asked in spite of it");
    });
    await expect(fetchJson("/any", { signal: controller.signal })).rejects.toThrow("page left");
  });
});
