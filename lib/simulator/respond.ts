import type { ServerResponse } from "node:http";
import type { Fault } from "@/lib/simulator/faults";
import unauthorized from "@/lib/simulator/fixtures/error-401.json";
import denied from "@/lib/simulator/fixtures/error-403.json";
import { type Answer, failure } from "@/lib/simulator/routes";

export function send(response: ServerResponse, { status, body }: Answer, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  if (status === 204) {
    response.writeHead(204, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": length,
    ...headers,
  });
  response.end(text);
}

/** Faults that answer in the API's place. True: the request is dealt with, or will hang for ever. */
export function shortcut(response: ServerResponse, fault: Fault): boolean {
  switch (fault.kind) {
    case "rate_limit": {
      const { retryAfter } = fault;
      const headers =
        retryAfter === undefined || retryAfter === null ? undefined : { "retry-after": String(retryAfter) };
      send(response, failure(429, "Too many requests"), headers);
      return true;
    }
    case "error":
      send(response, failure(fault.status ?? 500, "Internal server error"));
      return true;
    case "html":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Maintenance</title><h1>We will be back shortly</h1>");
      return true;
    case "redirect":
      response.writeHead(fault.status ?? 302, { location: fault.location ?? "/" }).end();
      return true;
    case "unauthorized":
      send(response, { status: 401, body: unauthorized });
      return true;
    case "forbidden":
      send(response, { status: 403, body: denied });
      return true;
    case "delete_hang":
      return fault.performed === false;
    default:
      return fault.kind === "hang";
  }
}

/** An answer whose body arrives too slowly, only half, or with a broken connection. */
export function sendBroken(response: ServerResponse, { status, body }: Answer, fault: Fault): void {
  const bytes = Buffer.from(JSON.stringify(body) ?? "");
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  if (fault.kind === "truncate") {
    response.end(bytes.subarray(0, bytes.length / 2));
  } else if (fault.kind === "reset") {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  } else {
    let sent = 0;
    const timer = setInterval(() => {
      if (sent >= bytes.length) {
        clearInterval(timer);
        response.end();
      } else response.write(bytes.subarray(sent, ++sent));
    }, fault.ms ?? 50);
    response.on("close", () => clearInterval(timer));
  }
}
