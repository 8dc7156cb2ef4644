import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CallApiOptions, createCallApi } from "./client";
import { CallApiError } from "./errors";
import { type FakeUpstream, fakeUpstream, inTurn, json } from "./testing";

const KEY = "key-of-the-organisation";
const CALL = { data: { id: "c1", status: "active" } };
let upstream: FakeUpstream;

beforeEach(async () => {
  upstream = await fakeUpstream(json(CALL));
});
afterEach(async () => {
  vi.useRealTimers();
  await upstream.close();
});

/** `random: () => 0` makes each wait the shortest. */
const create = (options: Partial<CallApiOptions> = {}) =>
  createCallApi({ baseUrl: upstream.baseUrl, key: KEY, spend: () => true, random: () => 0, ...options });

async function failure(promise: Promise<unknown>): Promise<CallApiError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CallApiError)) throw new Error(`expected a CallApiError, got ${String(error)}`);
  return error;
}

describe("statuses", () => {
  it.each([
    [400, "bad_request", "bad_request"],
    [401, "key_rejected", "key_rejected"],
    [403, "other_organisation", "key_rejected"],
    [404, "not_found", "malformed"],
    [409, "conflict", "conflict"],
    [422, "bad_request", "bad_request"],
    [429, "rate_limited", "rate_limited"],
    [503, "upstream_error", "upstream_error"],
  ])("%i about a call is %s, about a list %s", async (status, aboutCall, aboutList) => {
    upstream.answer = json({ error: { message: "secret +14155552671", code: status } }, status);
    const api = create();
    const call = await failure(api.getCall("c1", { retry: false }));
    expect(call).toMatchObject({ kind: aboutCall, status });
    expect(await failure(api.listCalls({}, { retry: false }))).toMatchObject({ kind: aboutList, status });
    expect(`${call.message} ${call.stack}`).not.toContain("+14155552671");
    expect(`${call.message} ${call.stack}`).not.toContain(KEY);
  });
});

describe("retries", () => {
  it.each([500, 502, 503, 504])("repeats a read after %i, at most twice, each from the budget", async (status) => {
    upstream.answer = json({}, status);
    const spend = vi.fn(() => true);
    expect((await failure(create({ spend }).getCall("c1"))).kind).toBe("upstream_error");
    expect(upstream.seen).toHaveLength(3);
    expect(spend).toHaveBeenCalledTimes(3);
  });

  it("gives the answer of the attempt that succeeds", async () => {
    upstream.answer = inTurn(json({}, 502), (request) => request.socket.destroy(), json(CALL));
    expect((await create().getCall("c1")).call.status).toBe("active");
    expect(upstream.seen).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 422, 429])("never repeats after %i", async (status) => {
    upstream.answer = json({}, status);
    await failure(create().getCall("c1"));
    expect(upstream.seen).toHaveLength(1);
  });

  it("never repeats a poll, nor what the service asked to be left alone for", async () => {
    upstream.answer = json({}, 503, { "retry-after": "2" });
    expect((await failure(create().getCall("c1"))).retryAfterMs).toBe(2000);
    upstream.answer = json({}, 503);
    await failure(create().getCall("c1", { retry: false }));
    expect(upstream.seen).toHaveLength(2);
  });

  it.each([
    ["a 500", json({}, 500)],
    ["a reset", ((request) => request.socket.destroy()) as FakeUpstream["answer"]],
    ["silence", (() => undefined) as FakeUpstream["answer"]],
  ])("never repeats a cancel, whatever happens: %s", async (_name, answer) => {
    upstream.answer = answer;
    await failure(create({ deadlineMs: 150 }).cancelCall("c1"));
    expect(upstream.seen).toHaveLength(1);
  });
});

describe("a service that asks for fewer requests", () => {
  it.each([
    ["seconds", "3", 3000],
    ["a date", new Date(Date.UTC(2026, 0, 5, 12, 0, 9)).toUTCString(), 9000],
    ["an absurd wait", "86400000", 300_000],
    ["nothing", undefined, null],
  ])("passes on the wait it named: %s", async (_name, header, expected) => {
    upstream.answer = json({}, 429, header === undefined ? {} : { "retry-after": header });
    const onRateLimited = vi.fn();
    const error = await failure(create({ onRateLimited, now: () => Date.UTC(2026, 0, 5, 12) }).getCall("c1"));
    expect(error).toMatchObject({ kind: "rate_limited", retryAfterMs: expected });
    expect(onRateLimited.mock.calls).toEqual([[expected]]);
  });
});

describe("answers that do not come", () => {
  it("gives up at the deadline when no headers come", async () => {
    upstream.answer = () => undefined;
    expect(await failure(create({ deadlineMs: 100 }).getCall("c1"))).toMatchObject({ kind: "timeout", status: null });
    expect(upstream.seen).toHaveLength(1);
  });

  it("gives up at the deadline when the body drips for ever, and hangs up", async () => {
    const hungUp = deferred();
    upstream.answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 10);
      response.on("close", () => {
        clearInterval(drip);
        hungUp.resolve();
      });
    };
    expect((await failure(create({ deadlineMs: 150 }).getCall("c1"))).kind).toBe("timeout");
    await hungUp.promise;
  });

  it("counts its retries' waits against the one deadline", async () => {
    upstream.answer = json({}, 503);
    // With random 1 the first wait is 225 ms: the deadline falls into it.
    const error = await failure(create({ deadlineMs: 100, random: () => 1 }).getCall("c1"));
    expect(error.kind).toBe("timeout");
    expect(upstream.seen).toHaveLength(1);
  });

  it("rejects with the caller's own reason when the caller leaves", async () => {
    const controller = new AbortController();
    upstream.answer = () => controller.abort(new Error("left"));
    await expect(create().getCall("c1", { signal: controller.signal })).rejects.toThrow("left");
  });

  it.each([
    ["a reset before the headers", ((request) => request.socket.destroy()) as FakeUpstream["answer"]],
    [
      "a connection that ends in the middle of the body",
      ((_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"data":', () => response.socket?.destroy());
      }) as FakeUpstream["answer"],
    ],
  ])("calls the service unreachable: %s", async (_name, answer) => {
    upstream.answer = answer;
    expect((await failure(create().getCall("c1", { retry: false }))).kind).toBe("unreachable");
  });

  it("calls the service unreachable when nobody listens", async () => {
    const nobody = await fakeUpstream(() => undefined);
    await nobody.close();
    expect((await failure(create({ baseUrl: nobody.baseUrl }).getCall("c1"))).kind).toBe("unreachable");
  });
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe("answers that are wrong", () => {
  const body =
    (text: string, type = "application/json"): FakeUpstream["answer"] =>
    (_request, response) => {
      response.writeHead(200, { "content-type": type });
      response.end(text);
    };

  it.each([
    ["an HTML page", body("<html>Sign in</html>", "text/html")],
    ["truncated JSON", body('{"data":{"id":"c1","transc')],
    ["nothing", body("")],
    ["204", ((_request, response) => response.writeHead(204).end()) as FakeUpstream["answer"]],
    ["no data", body("{}")],
    ["an array", body("[]")],
    ["null", body("null")],
    ["a call without an id", body('{"data":{"status":"active"}}')],
    ["over a megabyte of broken JSON", body(`{"data":"${"x".repeat(1_100_000)}`)],
  ])("calls %s malformed", async (_name, answer) => {
    upstream.answer = answer;
    expect((await failure(create().getCall("c1"))).kind).toBe("malformed");
    expect((await failure(create().listCalls({}))).kind).toBe("malformed");
  });

  it("stops reading an answer above the cap, whatever length it claims", async () => {
    let written = 0;
    upstream.answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const pour = () => {
        while (!response.destroyed && response.write("x".repeat(10_000))) written += 10_000;
      };
      response.on("drain", pour);
      pour();
    };
    expect((await failure(create({ maxBytes: 50_000 }).getCall("c1"))).kind).toBe("too_large");
    expect(upstream.seen).toHaveLength(1);
    expect(written).toBeLessThan(25_000_000);
  });

  it("does not follow a redirect, and the key reaches no other origin", async () => {
    const stranger = createServer((_request, response) => response.end(JSON.stringify(CALL)));
    const visits = vi.fn();
    stranger.on("connection", visits);
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const location = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
    for (const status of [301, 302, 303, 307, 308]) {
      upstream.answer = (_request, response) => response.writeHead(status, { location }).end();
      expect((await failure(create().getCall("c1", { retry: false }))).kind).toBe("unreachable");
      expect((await failure(create().cancelCall("c1"))).kind).toBe("unreachable");
    }
    await new Promise((resolve) => stranger.close(resolve));
    expect(visits).not.toHaveBeenCalled();
  });
});
