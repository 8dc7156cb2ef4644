import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type SeenRequest = { method: string; url: string; headers: IncomingMessage["headers"] };
export type FakeUpstream = {
  baseUrl: string;
  seen: SeenRequest[];
  /** how the next requests are answered */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
};

/** A real HTTP server on loopback that behaves as badly as a test asks; for tests. */
export async function fakeUpstream(answer: FakeUpstream["answer"]): Promise<FakeUpstream> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    upstream.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const upstream: FakeUpstream = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    seen,
    answer,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return upstream;
}

/** Answers with this status, JSON body and headers. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): FakeUpstream["answer"] {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Answers the first requests with these, one each, and every later one with the last. */
export function inTurn(...answers: FakeUpstream["answer"][]): FakeUpstream["answer"] {
  let count = 0;
  return (request, response) => {
    const answer = answers[Math.min(count, answers.length - 1)];
    count += 1;
    answer?.(request, response);
  };
}
