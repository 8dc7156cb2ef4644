import { randomBytes, randomUUID } from "node:crypto";
import http, { ServerResponse } from "node:http";
import { isMainThread } from "node:worker_threads";
import { logConsole } from "../log/console.mjs";
import { isRequestUnavailable, requestId, say, withRequestId } from "../log/log.mjs";
import { limitConnections, TIME_LIMITS } from "./limits.mjs";
import { routerFault } from "./router.mjs";
import {
  addressFault,
  CLOSED_POLICY,
  cacheControlFor,
  cleanHeaders,
  clientAddress,
  ENCRYPTED_HEADERS,
  FIXED_HEADERS,
  hostFault,
  hostsFault,
  kindOf,
  methodFault,
  pagePolicy,
  pathOf,
  proxyFault,
  readRules,
  referrerPolicy,
} from "./rules.mjs";

/**
 * The door before Next: loaded with `--import door.mjs?mode=production` (door-address.ts) into the serving process, it
 * sees each request first and each answer last. Here rather than in proxy.ts, which costs every handler half its
 * throughput.
 * @typedef {import("./rules.mjs").Rules} Rules
 * @typedef {import("./rules.mjs").Refusal} Refusal
 */

/** @type {Refusal} */
const UNEXPECTED = { status: 417, message: "This expectation cannot be met." };
const DRAIN_NOTICE_MS = 2_000;
const DRAIN_LIMIT_MS = 20_000;

/**
 * Shared with route bundles, which are evaluated apart. `leaving`: what has to come to an end before the process does.
 * @type {{ draining: boolean, leaving: Set<() => Promise<void>> }}
 */
const state = /** @type {any} */ (globalThis)[Symbol.for("earshot.door")] ?? { draining: false, leaving: new Set() };
/** @type {any} */ (globalThis)[Symbol.for("earshot.door")] = state;

/** An answer that passes the door: whatever wrote it, it leaves with our headers. */
class DoorResponse extends ServerResponse {
  /** @type {import("./rules.mjs").Kind} */
  doorKind = "page";

  /** @param {number} asked the status @param {any[]} rest reason phrase and headers, each optional */
  // @ts-expect-error the overloads of writeHead cannot be restated in JSDoc
  writeHead(asked, ...rest) {
    // Next knows one status for a page that failed.
    const status = asked === 500 && isRequestUnavailable() ? 503 : asked;
    const given = typeof rest[0] === "string" ? rest[1] : rest[0];
    if (given) takeHeaders(this, given);
    const encoding = this.getHeader("Earshot-Encoding");
    if (encoding !== undefined) {
      this.setHeader("Content-Encoding", encoding);
      this.removeHeader("Earshot-Encoding");
    }
    const kind = this.doorKind;
    if (kind === "static" && status >= 400) this.setHeader("Content-Security-Policy", CLOSED_POLICY);
    const said = String(this.getHeader("Cache-Control") ?? "");
    const keep = cacheControlFor(kind, status, said, String(this.getHeader("Content-Type") ?? ""));
    if (keep !== said) this.setHeader("Cache-Control", keep);
    if (state.draining) this.setHeader("Connection", "close");
    return typeof rest[0] === "string" ? super.writeHead(status, rest[0]) : super.writeHead(status);
  }
}

/** @param {ServerResponse} response @param {any} given headers as an object or a flat list */
function takeHeaders(response, given) {
  if (!Array.isArray(given)) {
    for (const [name, value] of Object.entries(given)) if (value !== undefined) response.setHeader(name, value);
    return;
  }
  const pairs = Array.isArray(given[0]) ? given.flat() : given;
  for (let at = 0; at < pairs.length; at += 2) response.appendHeader(pairs[at], pairs[at + 1]);
}

/** @param {ServerResponse} response @param {string} path @param {Refusal} refusal */
function refuse(response, path, { status, message, allow }) {
  const api = kindOf(path) === "api";
  if (allow) response.setHeader("Allow", allow);
  response.setHeader("Content-Type", api ? "application/json" : "text/plain; charset=utf-8");
  response.setHeader("Content-Security-Policy", CLOSED_POLICY);
  // What follows a refused request on this connection is not worth reading.
  response.setHeader("Connection", "close");
  response.statusCode = status;
  const reason = status === 404 ? "not_found" : "invalid_request";
  const error = { message, code: status, reason, requestId: requestId() };
  response.end(api ? JSON.stringify({ error }) : `${message}\n`);
}

/**
 * Judges and prepares one request. False: it has been answered here.
 * @param {import("node:http").IncomingMessage} request @param {DoorResponse} response @param {Rules} rules
 */
function admit(request, response, rules) {
  const url = request.url ?? "";
  const path = pathOf(url);
  const kind = kindOf(path);
  response.doorKind = kind;
  for (const [name, value] of fixedHeaders(rules)) response.setHeader(name, value);
  response.setHeader("Earshot-Request-Id", requestId() ?? "");
  response.setHeader("Referrer-Policy", referrerPolicy(path));
  const refusal =
    hostFault(request.headers.host, rules.publicHost) ??
    hostsFault(request.rawHeaders) ??
    proxyFault(request.headers, rules.alone) ??
    addressFault(url) ??
    methodFault(request.method, path, rules.mode) ??
    routerFault(request.headers) ??
    (path === "/_next/image" ? { status: 404, message: "There is nothing here." } : null);
  if (refusal !== null) {
    refuse(response, path, refusal);
    return false;
  }
  const address = clientAddress(request.socket.remoteAddress, request.headers["x-forwarded-for"], rules.proxies);
  cleanHeaders(request.headers, rules.mode);
  request.headers["x-earshot-address"] = address;
  if (kind === "api" || kind === "file") response.setHeader("Content-Security-Policy", CLOSED_POLICY);
  if (kind === "page") {
    const nonce = randomBytes(16).toString("base64");
    const policy = pagePolicy(nonce, rules.mode);
    // Next takes the nonce for its own scripts from this request header; our code reads x-nonce.
    request.headers["content-security-policy"] = policy;
    request.headers["x-nonce"] = nonce;
    response.setHeader("Content-Security-Policy", policy);
  }
  return true;
}

const PLAIN = Object.entries(FIXED_HEADERS);
const ENCRYPTED = [...PLAIN, ...Object.entries(ENCRYPTED_HEADERS)];
const fixedHeaders = (/** @type {Rules} */ rules) => (rules.encrypted ? ENCRYPTED : PLAIN);

/** @type {Record<string, string>} */
const RAW_REFUSALS = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** @param {import("node:stream").Duplex} socket @param {string} statusLine @param {Rules} rules */
function refuseRaw(socket, statusLine, rules) {
  const headers = {
    ...Object.fromEntries(fixedHeaders(rules)),
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": CLOSED_POLICY,
    "Cache-Control": "private, no-store",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable)
    socket.end(`HTTP/1.1 ${statusLine}\r\n${lines.join("")}Content-Length: 0\r\nConnection: close\r\n\r\n`);
  else socket.destroy();
}

/**
 * Like `http.createServer`, with the door before whatever listens for requests, now or later.
 * @param {typeof http.createServer} createServer @param {Rules} rules @param {any[]} args
 * @returns {import("node:http").Server}
 */
export function createGuardedServer(createServer, rules, ...args) {
  const [options, listener] = typeof args[0] === "function" ? [{}, args[0]] : [args[0] ?? {}, args[1]];
  const ours = { ServerResponse: /** @type {any} */ (DoorResponse), requireHostHeader: false };
  // Node's own refusals (no Host, an Expect it does not know) would leave without our headers.
  const server = createServer({ ...TIME_LIMITS, ...options, ...ours }, listener);
  limitConnections(server, rules.proxies);
  server.on("checkExpectation", (request, response) => {
    if (admit(request, /** @type {DoorResponse} */ (response), rules))
      refuse(response, pathOf(request.url ?? ""), UNEXPECTED);
  });
  const emit = server.emit.bind(server);
  /** @param {any} event @param {any[]} details */
  const pass = (event, ...details) => {
    if ((event === "request" || event === "checkContinue") && !admit(details[0], details[1], rules)) return true;
    if (event === "upgrade" && !mayUpgrade(details[0], rules)) {
      refuseRaw(details[1], "400 Bad Request", rules);
      return true;
    }
    return emit(event, ...details);
  };
  // Ours, never the client's: what somebody sends as an id would stand in the log.
  server.emit = (/** @type {any} */ event, /** @type {any[]} */ ...details) =>
    event === "request" || event === "checkContinue" || event === "checkExpectation"
      ? withRequestId(randomUUID().replaceAll("-", "").slice(0, 16), () => pass(event, ...details))
      : pass(event, ...details);
  server.on("connect", (_request, socket) => refuseRaw(socket, "405 Method Not Allowed", rules));
  server.on("clientError", (/** @type {NodeJS.ErrnoException} */ error, socket) => {
    refuseRaw(socket, RAW_REFUSALS[error.code ?? ""] ?? "400 Bad Request", rules);
  });
  return server;
}

/** Only the development server talks over web sockets, and only to a page of its own. */
function mayUpgrade(/** @type {import("node:http").IncomingMessage} */ request, /** @type {Rules} */ rules) {
  if (rules.mode !== "development" || hostFault(request.headers.host, rules.publicHost) !== null) return false;
  const origin = request.headers.origin;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host);
}

/**
 * Leaves in order: /readyz says 503 for a moment so that a balancer looks elsewhere, then no new connections, open
 * answers and work in the background are finished, and the process ends; at the latest after DRAIN_LIMIT_MS.
 * @param {Set<import("node:http").Server>} servers @param {boolean} atOnce @param {(code: number) => void} exit
 */
export function drain(servers, atOnce, exit) {
  if (state.draining) return;
  state.draining = true;
  say("info", "server.draining", "Told to stop: not ready any more, finishing what is open.");
  const end = (/** @type {number} */ code, /** @type {string} */ words) => {
    say(code === 0 ? "info" : "warn", "server.stopped", words);
    exit(code);
  };
  setTimeout(() => end(1, "Stopped with requests still open: they took too long."), DRAIN_LIMIT_MS).unref();
  const left = Promise.allSettled([...state.leaving].map((leave) => leave()));
  const close = () => {
    const closing = [...servers].map((server) => new Promise((resolve) => server.close(resolve)));
    void Promise.all([left, ...closing]).then(() => end(0, "Stopped."));
  };
  if (atOnce) close();
  else setTimeout(close, DRAIN_NOTICE_MS);
}

/** @param {Rules} rules */
function openDoor(rules) {
  const createServer = http.createServer;
  /** @type {Set<import("node:http").Server>} */
  const servers = new Set();
  /** @param {any[]} args */
  http.createServer = (...args) => {
    const server = createGuardedServer(createServer, rules, ...args);
    servers.add(server);
    server.on("listening", () => {
      const { port = null } = /** @type {{ port?: number }} */ (server.address() ?? {});
      say("info", "server.listening", "Ready and listening.", { port });
    });
    return server;
  };
  if (rules.mode === "development") {
    process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
    return;
  }
  logConsole();
  process.on("SIGTERM", () => drain(servers, false, process.exit));
  for (const event of ["SIGINT", "SIGHUP", "disconnect"]) process.on(event, () => drain(servers, true, process.exit));
}

const rules = readRules(new URL(import.meta.url).searchParams);
// Worker threads load what the process was told to load, and serve nobody.
if (isMainThread && rules !== null) openDoor(rules);
