import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CallApi, type CallApiOptions, createCallApi } from "./client";

const body = (id: string) => JSON.stringify({ data: { id, status: "active" } });
const CALL = body("c1");

/** An answer as it stands on the wire. */
function wire(text: string | Buffer, headers = "", status = "200 OK"): Buffer {
  const content = Buffer.from(text);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${headers}content-length: ${content.byteLength}\r\n\r\n`),
    content,
  ]);
}

type Turn = { socket: Socket; head: string /** of this connection, from 1 */; request: number; connection: number };

/** A server that speaks bytes: it can break the protocol, which `node:http` would not. */
let answer: (turn: Turn) => void;
let connections = 0;
let seen: string[] = [];
const open = new Set<Socket>();
const server = createServer((socket) => {
  connections += 1;
  const connection = connections;
  let request = 0;
  let head = "";
  open.add(socket);
  socket.on("error", () => undefined);
  socket.on("close", () => open.delete(socket));
  socket.on("data", (bytes) => {
    head += bytes.toString();
    if (!head.includes("\r\n\r\n")) return;
    request += 1;
    const whole = head;
    head = "";
    seen.push(whole.split("\r\n")[0] ?? "");
    answer({ socket, head: whole, request, connection });
  });
});

let api: CallApi;
const spend = vi.fn((_purpose: "read" | "act") => true);
const create = (options: Partial<CallApiOptions> = {}) =>
  createCallApi({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    ...{ key: "key-of-the-organisation", spend, random: () => 0, ...options },
  });

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  connections = 0;
  seen = [];
  spend.mockReset();
  spend.mockReturnValue(true);
  answer = ({ socket }) => socket.write(wire(CALL));
  api = create();
});
afterEach(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of open) socket.destroy();
  await closed;
});

const get = (id = "c1", client = api) => client.getCall(id, { retry: false }).then(({ call }) => call.id);
const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: { kind?: string }) => error.kind ?? String(error),
  );

describe("connections", () => {
  it("are kept: one after the other, all requests travel over one", async () => {
    for (let time = 0; time < 20; time++) expect(await get()).toBe("c1");
    expect(connections).toBe(1);
  });

  it("that the service closed meanwhile are not used again", async () => {
    answer = ({ socket }) => socket.end(wire(CALL));
    await get();
    await expect.poll(() => open.size).toBe(0);
    expect(await get()).toBe("c1");
    expect([connections, spend.mock.calls.length]).toEqual([2, 2]);
  });

  it("that break under a read because they had been closed as idle cost one more read, and nothing else", async () => {
    answer = ({ socket, request }) => (request === 1 ? socket.write(wire(CALL)) : socket.destroy());
    await get();
    expect(await get()).toBe("c1");
    expect(seen).toEqual(Array(3).fill("GET /api/v1/calls/c1 HTTP/1.1"));
    expect(spend.mock.calls).toEqual([["read"], ["read"], ["read"]]);
  });

  it("are tried once more at most", async () => {
    answer = ({ socket, connection, request }) =>
      connection === 1 && request === 1 ? socket.write(wire(CALL)) : socket.destroy();
    await get();
    expect(await kindOf(get())).toBe("unreachable");
    expect(seen).toHaveLength(3);
  });

  it("that break are not repeated without a request of the budget", async () => {
    answer = ({ socket, request }) => (request === 1 ? socket.write(wire(CALL)) : socket.destroy());
    await get();
    spend.mockReturnValueOnce(true).mockReturnValueOnce(false);
    expect(await kindOf(get())).toBe("unreachable");
    expect(seen).toHaveLength(2);
  });

  it("that break when they are new are an outage, and not repeated for a poll", async () => {
    answer = ({ socket }) => socket.destroy();
    expect(await kindOf(get())).toBe("unreachable");
    expect(seen).toHaveLength(1);
  });

  it("that break in the middle of an answer are an outage, and not repeated for a poll", async () => {
    answer = ({ socket, request }) =>
      request === 1 ? socket.write(wire(CALL)) : socket.end("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{");
    await get();
    expect(await kindOf(get())).toBe("unreachable");
    expect(seen).toHaveLength(2);
  });

  it("that break under a cancel leave it at that: it is sent once", async () => {
    answer = ({ socket, request }) => (request === 1 ? socket.write(wire(CALL)) : socket.destroy());
    await get();
    expect(await kindOf(api.cancelCall("c1"))).toBe("unreachable");
    expect(seen.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
  });

  it("of slow reads do not hold up a cancel", async () => {
    const left = Array.from({ length: 40 }, () => new AbortController());
    answer = ({ socket, head }) => head.startsWith("DELETE") && socket.write(wire(CALL));
    const slow = left.map(({ signal }) => kindOf(api.getCall("c1", { retry: false, signal })));
    await expect.poll(() => seen).toHaveLength(40);
    expect(await api.cancelCall("c1")).toEqual({ id: "c1", status: "active" });
    for (const one of left) one.abort(new Error("left"));
    expect(new Set(await Promise.all(slow))).toEqual(new Set(["Error: left"]));
    await expect.poll(() => open.size).toBe(1);
  });
});

describe("an answer that nobody asked for", () => {
  it("is nobody's: what follows an answer on its connection does not answer the next request", async () => {
    answer = ({ socket, head, connection }) => {
      const id = /calls\/(\w+)/.exec(head)?.[1] ?? "";
      const poison = connection === 1 ? wire(JSON.stringify({ data: { id: "c2", status: "poisoned" } })) : "";
      socket.write(Buffer.concat([wire(body(id)), Buffer.from(poison)]));
    };
    await get("c1");
    const { call } = await api.getCall("c2");
    expect(call.status).toBe("active");
  });

  it("is nobody's: the late answer of a read that was given up does not answer the next one", async () => {
    const late: Socket[] = [];
    answer = ({ socket, connection }) => (connection === 1 ? late.push(socket) : socket.write(wire(body("c2"))));
    const left = new AbortController();
    const first = kindOf(api.getCall("c1", { signal: left.signal }));
    await expect.poll(() => late).toHaveLength(1);
    left.abort(new Error("left"));
    expect(await first).toBe("Error: left");
    late[0]?.write(wire(body("c1")));
    expect(await get("c2")).toBe("c2");
  });
});

describe("answers that break the protocol", () => {
  it.each([
    ["promises more than it sends", "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{", "unreachable"],
    ["promises less than it sends", `HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n${CALL}`, "unreachable"],
    [
      "promises two lengths",
      `HTTP/1.1 200 OK\r\ncontent-length: 9\r\ncontent-length: 10\r\n\r\n${CALL}`,
      "unreachable",
    ],
    ["is chunked wrongly", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n", "unreachable"],
    ["has a chunk without an end", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{}", "unreachable"],
    ["is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", "unreachable"],
    [
      "switches to another protocol",
      "HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
      "unreachable",
    ],
    [
      "has a head of 40 KB",
      `HTTP/1.1 200 OK\r\n${"x-a: b\r\n".repeat(5_000)}content-length: 2\r\n\r\n{}`,
      "unreachable",
    ],
    [
      "has one header of 20 KB",
      `HTTP/1.1 200 OK\r\nx-a: ${"b".repeat(20_000)}\r\ncontent-length: 2\r\n\r\n{}`,
      "unreachable",
    ],
  ])("that %s", async (_name, bytes, kind) => {
    answer = ({ socket }) => socket.end(bytes);
    expect(await kindOf(get())).toBe(kind);
    answer = ({ socket }) => socket.write(wire(CALL));
    expect(await get()).toBe("c1");
  });

  it("whose head drips for ever end at the deadline, and the connection with them", async () => {
    answer = ({ socket }) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket.write("x-a: b\r\n"), 10);
      socket.on("close", () => clearInterval(drip));
    };
    expect(await kindOf(get("c1", create({ deadlineMs: 120 })))).toBe("timeout");
    await expect.poll(() => open.size).toBe(0);
  });

  it("whose length alone is too much are not read", async () => {
    answer = ({ socket }) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n{");
    expect(await kindOf(get("c1", create({ maxBytes: 50_000 })))).toBe("too_large");
    await expect.poll(() => open.size).toBe(0);
  });

  it("are not those with an early hint", async () => {
    answer = ({ socket }) => socket.write(Buffer.concat([Buffer.from("HTTP/1.1 103 Early Hints\r\n\r\n"), wire(CALL)]));
    expect(await get()).toBe("c1");
  });
});

describe("packed answers", () => {
  it.each([
    ["gzip", gzipSync(CALL)],
    ["GZIP", gzipSync(CALL)],
    ["br", brotliCompressSync(CALL)],
    ["deflate", deflateSync(CALL)],
    ["identity", Buffer.from(CALL)],
  ])("are unpacked: %s", async (encoding, bytes) => {
    answer = ({ socket }) => socket.write(wire(bytes, `content-encoding: ${encoding}\r\n`));
    expect(await get()).toBe("c1");
  });

  it("of over a megabyte are unpacked and read", async () => {
    const large = JSON.stringify({ data: { id: "c1", status: "active", summary: "x".repeat(1_200_000) } });
    answer = ({ socket }) => socket.write(wire(gzipSync(large), "content-encoding: gzip\r\n"));
    expect(await get()).toBe("c1");
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(30_000_000))],
    ["br", brotliCompressSync(Buffer.alloc(3_000_000))],
    ["deflate", deflateSync(Buffer.alloc(30_000_000))],
  ])("are never unpacked beyond the cap: %s", async (encoding, bomb) => {
    expect(bomb.byteLength).toBeLessThan(50_000);
    answer = ({ socket }) => socket.write(wire(bomb, `content-encoding: ${encoding}\r\n`));
    expect(await kindOf(get("c1", create({ maxBytes: 50_000 })))).toBe("too_large");
  });

  it.each([
    ["an encoding that was not offered", "zstd", Buffer.from(CALL)],
    ["two at once", "gzip, br", brotliCompressSync(gzipSync(CALL))],
    ["a name of the language's own", "constructor", Buffer.from(CALL)],
    ["broken", "gzip", gzipSync(CALL).subarray(0, 30)],
    ["not packed at all", "br", Buffer.from(CALL)],
  ])("are malformed when they come in %s", async (_name, encoding, bytes) => {
    answer = ({ socket }) => socket.write(wire(bytes, `content-encoding: ${encoding}\r\n`));
    expect(await kindOf(get())).toBe("malformed");
  });
});
