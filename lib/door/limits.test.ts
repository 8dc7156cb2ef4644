import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { limitConnections, TIME_LIMITS } from "./limits.mjs";

let server: Server;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function listen(proxies: number, limits: { all?: number; ofAnAddress?: number }): Promise<number> {
  server = createServer();
  limitConnections(server, proxies, limits);
  server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    if (!socket.destroyed) socket.write("in");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

/** Connects from this address. @returns whether it was let in */
function isLetIn(port: number, localAddress: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    sockets.push(socket);
    socket.once("data", () => resolve(true));
    socket.once("close", () => resolve(false));
    socket.on("error", () => undefined);
  });
}

async function letIn(port: number, localAddress: string, count: number): Promise<number> {
  let inside = 0;
  for (let n = 0; n < count; n += 1) if (await isLetIn(port, localAddress)) inside += 1;
  return inside;
}

it("one address has a share of the connections, the next finds its own, and a place that is left is free", async () => {
  const port = await listen(0, { all: 100, ofAnAddress: 5 });
  expect(await letIn(port, "127.0.0.1", 20)).toBe(5);
  expect(await letIn(port, "127.0.0.2", 20)).toBe(5);
  const left = new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
  expect(await left).toBe(10);
  for (const socket of sockets.splice(0)) socket.destroy();
  await expect.poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))).toBe(0);
  expect(await letIn(port, "127.0.0.1", 5)).toBe(5);
});

it("behind a trusted proxy, whose address is everybody's, only all together are limited", async () => {
  const port = await listen(1, { all: 10, ofAnAddress: 5 });
  expect(await letIn(port, "127.0.0.1", 20)).toBe(10);
});

it("a head has ten seconds and a request thirty, looked at every other second", () => {
  expect(TIME_LIMITS).toEqual({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 });
});
