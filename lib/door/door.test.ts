import http, { type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createGuardedServer, drain } from "./door.mjs";
import type { Rules } from "./rules.mjs";

let server: Server;
/** What /readyz looks at. */
const doorState = () =>
  (globalThis as unknown as { [key: symbol]: unknown })[Symbol.for("earshot.door")] as { draining: boolean };
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  doorState().draining = false;
});

const PLAIN = { mode: "production" as const, publicHost: null, alone: false, encrypted: false, proxies: 0 };
const BEHIND_A_PROXY = { ...PLAIN, publicHost: "earshot.example", encrypted: true, proxies: 1 };

async function open(listener: RequestListener, rules: Rules = PLAIN): Promise<number> {
  server = createGuardedServer(http.createServer, rules, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

type Answer = { status: number; headers: IncomingMessage["headers"]; body: string };
function ask(port: number, path: string, options: http.RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, path, ...options }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on("error", reject);
    request.end();
  });
}

/** Sends bytes as they stand and gives back all that comes. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

const FIXED = {
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
  "x-robots-tag": "noindex, nofollow",
};

describe("a page request", () => {
  it("carries a fresh nonce to the code behind the door and in the answer, whatever the client sent", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const port = await open((request, response) => {
      seen.push(request.headers);
      response.end();
    });
    const headers = {
      "x-nonce": "mine",
      "content-security-policy": "script-src 'nonce-mine'",
      "next-action": "x",
      rsc: "1",
    };
    const answers = [await ask(port, "/", { headers }), await ask(port, "/calls/c1", { headers })];
    const nonces = seen.map((request) => String(request["x-nonce"]));
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    answers.forEach((answer, index) => {
      expect(answer.headers["content-security-policy"]).toContain(
        `script-src 'nonce-${nonces[index]}' 'strict-dynamic'`,
      );
      expect(seen[index]?.["content-security-policy"]).toBe(answer.headers["content-security-policy"]);
    });
    expect(seen[0]).not.toHaveProperty("next-action");
    expect(seen[0]?.rsc).toBe("1");
  });

  it.each([200, 204, 304, 404, 500])("is answered with every header and never kept, at status %i", async (status) => {
    const port = await open((_request, response) => {
      // However the code behind sets it, it does not get past the door.
      response.writeHead(status, { "Cache-Control": "public, max-age=60", "Content-Type": "text/html" });
      response.end();
    });
    expect((await ask(port, "/calls")).headers).toMatchObject({
      ...FIXED,
      "cache-control": "private, no-store",
      "referrer-policy": "same-origin",
    });
  });

  it("gives away no address from the wall", async () => {
    const port = await open((_request, response) => response.end());
    expect((await ask(port, "/wall")).headers["referrer-policy"]).toBe("no-referrer");
  });

  it("keeps headers given as a list, the repeated ones too", async () => {
    const port = await open((_request, response) => {
      response.writeHead(200, ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Own", "yes"]).end();
    });
    expect((await ask(port, "/")).headers).toMatchObject({ "set-cookie": ["a=1", "b=2"], "x-own": "yes" });
  });
});

describe("an API request", () => {
  it("is answered so that nothing in it can run, and may ask to be revalidated", async () => {
    const port = await open((_request, response) => {
      response.setHeader("Cache-Control", "private, no-cache");
      response.end("{}");
    });
    for (const path of ["/api/v1/live", "/healthz", "/readyz"]) {
      expect((await ask(port, path)).headers).toMatchObject({
        ...FIXED,
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "cache-control": "private, no-cache",
      });
    }
  });
});

describe("a static file", () => {
  it("keeps the word of the code behind about being kept, and has no policy that would bind a worker", async () => {
    const port = await open((_request, response) => {
      response.writeHead(200, { "Cache-Control": "public, max-age=31536000, immutable" }).end();
    });
    const { headers } = await ask(port, "/_next/static/a.js");
    expect(headers).toMatchObject({ ...FIXED, "cache-control": "public, max-age=31536000, immutable" });
    expect(headers).not.toHaveProperty("content-security-policy");
  });
});

describe("what never reaches the code behind the door", () => {
  it.each([
    ["another host", { headers: { host: "evil.example" } }, "/", 421],
    ["an undecodable address", {}, "/%ff", 400],
    ["a long address", {}, `/${"a".repeat(9000)}`, 414],
    ["a POST to a page", { method: "POST" }, "/", 405],
    ["a method nobody needs", { method: "PROPFIND" }, "/api/v1/calls", 405],
    ["TRACE", { method: "TRACE" }, "/", 405],
    ["the image optimizer", {}, "/_next/image?url=/x&w=64&q=75", 404],
    ["a doubled slash", {}, "//evil.example/..", 400],
  ])("%s", async (_name, options, path, status) => {
    const listener = vi.fn();
    const port = await open(listener);
    const answer = await ask(port, path, options);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ ...FIXED, "cache-control": "private, no-store" });
    expect(answer.body).not.toMatch(/\bat .+:\d+:\d+/);
    expect(listener).not.toHaveBeenCalled();
  });

  it("answers refused API requests in the API's own envelope", async () => {
    const port = await open(vi.fn());
    const { body, headers } = await ask(port, "/api/v1/calls/%ff");
    expect(JSON.parse(body)).toEqual({
      error: {
        message: "The address cannot be read.",
        code: 400,
        reason: "invalid_request",
        requestId: headers["earshot-request-id"],
      },
    });
  });

  it.each([
    ["no HTTP", "GARBAGE\r\n\r\n", "400"],
    ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "421"],
    ["an unknown expectation", "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: foo\r\n\r\n", "417"],
    ["headers without end", `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, "431"],
    [
      "an address of another server",
      "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      "400",
    ],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"],
    ["a web socket", "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "400"],
  ])("%s", async (_name, bytes, status) => {
    const listener = vi.fn();
    const port = await open(listener);
    server.on("upgrade", listener);
    const answer = await raw(port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain("x-content-type-options: nosniff");
    expect(listener).not.toHaveBeenCalled();
  });

  it.each([
    ["another site's page", "Origin: http://evil.example\r\n", "400"],
    ["another host", "", "400"],
  ])("a web socket of the development server from %s", async (_name, origin, status) => {
    const listener = vi.fn();
    const port = await open(vi.fn(), { ...PLAIN, mode: "development" });
    server.on("upgrade", listener);
    const host = origin === "" ? "evil.example" : "localhost";
    const bytes = `GET /_next/webpack-hmr HTTP/1.1\r\nHost: ${host}\r\n${origin}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    expect(await raw(port, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("behind a proxy with TLS", () => {
  const headers = { host: "earshot.example", "x-forwarded-for": "10.9.9.9, 203.0.113.9", "x-forwarded-proto": "https" };

  it("hands on who asks in one header of its own, whatever the client put there, and no other tale", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const port = await open((request, response) => {
      seen.push(request.headers);
      response.end();
    }, BEHIND_A_PROXY);
    await ask(port, "/api/v1/session", { headers: { ...headers, "x-earshot-address": "127.0.0.1" } });
    // A proxy may add a line of its own instead of an entry.
    await ask(port, "/api/v1/session", { headers: { ...headers, "x-forwarded-for": ["10.9.9.9", "203.0.113.9"] } });
    for (const request of seen) {
      expect(request).toMatchObject({ "x-earshot-address": "203.0.113.9", host: "earshot.example" });
      expect(Object.keys(request)).not.toContain("x-forwarded-for");
    }
    expect(seen).toHaveLength(2);
  });

  it("without trusted proxies who asks is the socket's other end, whatever the client says", async () => {
    const seen: unknown[] = [];
    const port = await open((request, response) => {
      seen.push(request.headers["x-earshot-address"]);
      response.end();
    });
    const lies = { "x-earshot-address": "203.0.113.9", "X-Earshot-Address": "203.0.113.9" };
    await ask(port, "/api/v1/session", { headers: { ...lies, "x-forwarded-for": "203.0.113.9" } });
    await raw(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-EARSHOT-ADDRESS: 203.0.113.9\r\nConnection: close\r\n\r\n");
    expect(seen).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it("tells browsers on every answer, its own refusals too, to come with TLS only", async () => {
    const port = await open((_request, response) => response.end(), BEHIND_A_PROXY);
    const asked = [ask(port, "/", { headers }), ask(port, "/%ff", { headers }), ask(port, "/")];
    for (const answer of await Promise.all(asked)) {
      expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");
    }
    expect((await raw(port, "GARBAGE\r\n\r\n")).toLowerCase()).toContain("strict-transport-security: ");
  });

  it("never says so where it is opened without TLS", async () => {
    const port = await open((_request, response) => response.end());
    expect((await ask(port, "/")).headers).not.toHaveProperty("strict-transport-security");
  });

  it("still refuses every other name", async () => {
    const listener = vi.fn();
    const port = await open(listener, BEHIND_A_PROXY);
    const statuses = ["evil.example", "earshot.example:8080", "192.0.2.1"].map(
      async (host) => (await ask(port, "/", { headers: { host } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([421, 421, 421]);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("leaving", () => {
  it("finishes open answers, takes no new connections, and then ends with 0", async () => {
    let finish: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      void open((_request, response) => {
        finish = () => response.end("whole");
        resolve();
      }).then((port) => {
        answer = ask(port, "/");
      });
    });
    let answer: Promise<Answer> = Promise.reject(new Error("not asked"));
    answer.catch(() => undefined);
    await arrived;
    const ended = new Promise<number>((resolve) => drain(new Set([server]), true, resolve));
    expect(server.listening).toBe(false);
    finish();
    const { body, headers } = await answer;
    expect(body).toBe("whole");
    expect(headers.connection).toBe("close");
    expect(await ended).toBe(0);
  });

  it("says so for a moment before it stops taking connections, and ends at the latest after 20 seconds", async () => {
    await open(() => undefined);
    vi.useFakeTimers();
    const exit = vi.fn();
    drain(new Set([server]), false, exit);
    expect(doorState().draining).toBe(true);
    expect(server.listening).toBe(true);
    vi.advanceTimersByTime(2_000);
    expect(server.listening).toBe(false);
    vi.advanceTimersByTime(18_000);
    expect(exit).toHaveBeenCalledWith(1);
  });
});
