import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;
type Seen = { headers: IncomingMessage["headers"]; url: string; body: string };

/** Test code: a real HTTP server on loopback that answers POSTs as badly as a test asks. */
export async function aListener(answer: Answer) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      seen.push({ headers: request.headers, url: request.url ?? "", body });
      listener.answer(response, request, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listener = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/score`,
    seen,
    /** how the next requests are answered */
    answer,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return listener;
}

export type Listener = Awaited<ReturnType<typeof aListener>>;

/** Answers with this JSON. */
export const withJson =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof value === "string" ? value : JSON.stringify(value));
  };

/** Ways in which a server fails somebody who posts to it, by what comes of each. */
export const BAD_ANSWERS: Record<string, Answer> = {
  hangs: () => undefined,
  "drips for ever": (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(timer));
  },
  "fails with 500": withJson({ error: "boom" }, 500),
  "asks to wait with 429": withJson({}, 429, { "retry-after": "120" }),
  redirects: withJson("", 307, { location: "http://169.254.169.254/latest/meta-data" }),
  "answers hugely": (response) => {
    response.writeHead(200);
    const chunk = "x".repeat(65_536);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  },
  "says that it will answer hugely": (response) => {
    response.writeHead(200, { "content-length": "9999999999" });
    response.write("{");
  },
  "packs its answer": withJson("{}", 200, { "content-encoding": "gzip" }),
  "closes in the middle of a body": (response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write('{"scorer":', () => response.destroy());
  },
  "closes without an answer": (response) => response.destroy(),
};
