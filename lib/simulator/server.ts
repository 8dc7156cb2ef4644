import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answerControl, CONTROL_PATH } from "@/lib/simulator/control";
import { spoil } from "@/lib/simulator/drift";
import { type Fault, Faults } from "@/lib/simulator/faults";
import unauthorized from "@/lib/simulator/fixtures/error-401.json";
import { RequestLog } from "@/lib/simulator/request-log";
import { send, sendBroken, shortcut } from "@/lib/simulator/respond";
import { type Answer, answerApi, failure } from "@/lib/simulator/routes";
import { World } from "@/lib/simulator/world";

export type SimulatorOptions = {
  /** 0: any free one */
  port?: number;
  host?: string;
  /** how many calls are live on average */
  calls?: number;
  seed?: number;
  /** simulated seconds a real second */
  speed?: number;
  key?: string;
  /** serve the test levers under /__simulator */
  control?: boolean;
  /** added to every answer */
  latencyMs?: number;
  /** real epoch ms; tests bring their own */
  clock?: () => number;
};

export type Simulator = {
  /** base address, ends in /api/v1 */
  url: string;
  origin: string;
  port: number;
  key: string;
  world: World;
  faults: Faults;
  close(): Promise<void>;
};

const BASE = "/api/v1";
const DEFAULT_KEY = "demo-key";
const LARGEST_BODY_BYTES = 64 * 1_048_576;

/** Starts a call service that speaks the upstream's wire format. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = "127.0.0.1", calls = 24, seed = 1, speed = 1, key = DEFAULT_KEY, control = false } = options;
  const clock = options.clock ?? Date.now;
  const startMs = clock();
  const world = new World(seed, calls, () => Math.round(startMs + (clock() - startMs) * speed));
  const faults = new Faults();
  const log = new RequestLog();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET", url = "/" } = request;
    const { pathname, searchParams } = new URL(url, "http://simulator");
    const body = () => readJson(request);
    if (control && pathname.startsWith(`${CONTROL_PATH}/`)) {
      const ask = { method, path: pathname.slice(CONTROL_PATH.length), parameters: searchParams, body };
      return send(response, await answerControl(world, faults, log, ask));
    }
    if (!pathname.startsWith(`${BASE}/`)) return send(response, failure(404, "Not found"));
    log.add({ atMs: clock(), method, path: url, headerNames: Object.keys(request.headers) });
    const struck = faults.take(method, url);
    const waitMs =
      (options.latencyMs ?? 0) +
      struck.reduce((sum, fault) => sum + (fault.kind === "latency" ? (fault.ms ?? 1000) : 0), 0);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    for (const fault of struck) if (shortcut(response, fault)) return;
    if (!hasKey(request, key)) return send(response, { status: 401, body: unauthorized });
    const ask = { method, path: pathname.slice(BASE.length), parameters: searchParams, body };
    return deliver(response, await answerApi(world, ask), struck);
  };

  const server = createServer((request, response) => {
    // Its clock, not the machine's: at another speed the two are not the same.
    response.setHeader("Date", new Date(world.now()).toUTCString());
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        send(
          response,
          error instanceof SyntaxError ? failure(400, "Invalid JSON") : failure(500, "Internal server error"),
        );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const usedPort = typeof address === "object" && address !== null ? address.port : port;
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${usedPort}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `${origin}${BASE}`, origin, port: usedPort, key, world, faults, close };
}

function deliver(response: ServerResponse, answer: Answer, struck: readonly Fault[]): void {
  let { status, body } = answer;
  let broken: Fault | null = null;
  for (const fault of struck) {
    if (fault.kind === "drift" || fault.kind === "one_bad_row" || fault.kind === "giant") body = spoil(body, fault);
    else if (fault.kind === "delete_hang") return;
    else if (fault.kind === "delete_204" && status === 200) status = 204;
    else if (fault.kind === "drip" || fault.kind === "truncate" || fault.kind === "reset") broken = fault;
  }
  if (broken === null) send(response, { status, body });
  else sendBroken(response, { status, body }, broken);
}

function hasKey(request: IncomingMessage, key: string): boolean {
  return request.headers["x-api-key"] === key || request.headers.authorization === `Bearer ${key}`;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new SyntaxError("body too large");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}
