import { Agent, get } from "node:http";
import { versionOf } from "@/lib/wire/changes";
import type { LoadJob, LoadReport } from "./load";

/**
 * Runs in a process of its own (load.ts starts it), so that making the load and measuring it share an event loop with
 * nothing else. Asks loopback addresses only, for a bounded time.
 */

type Answered = { status: number; bytes: number; etag: string | null };

function ask(url: string, agent: Agent, headers: Record<string, string>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, bytes, etag: response.headers.etag ?? null }),
      );
      response.on("error", reject);
    });
    request.setTimeout(30_000, () => request.destroy(new Error("no answer")));
    request.on("error", (error: NodeJS.ErrnoException) => {
      // The server closed an idle connection just as it was used again: browsers ask once more, too.
      if (request.reusedSocket && error.code === "ECONNRESET") ask(url, agent, headers).then(resolve, reject);
      else reject(error);
    });
  });
}

function newReport(): LoadReport {
  return { statuses: {}, failed: 0, bytes: 0, latenciesMs: [], tookMs: 0, cpuMs: 0 };
}

/** Takes an answer into the report. `fromMs`: when it was, or should have been, asked for. */
function take(report: LoadReport, answer: Answered, fromMs: number): void {
  report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
  report.bytes += answer.bytes;
  report.latenciesMs.push(performance.now() - fromMs);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/**
 * The pages' habits: a connection each, a poll every so often for what has changed since the last answer, with its ETag
 * along; each begins at a moment of its own.
 */
async function viewers(job: Extract<LoadJob, { kind: "viewers" }>): Promise<LoadReport> {
  const report = newReport();
  const beganMs = performance.now();
  const endMs = beganMs + job.forMs;
  const countsFromMs = beganMs + (job.skipMs ?? 0);
  await Promise.all(
    Array.from({ length: job.viewers }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      let etag: string | null = null;
      await pause(Math.random() * job.everyMs);
      while (performance.now() < endMs) {
        const fromMs = performance.now();
        const headers = { ...job.headers, "accept-encoding": "br", ...(etag ? { "if-none-match": etag } : {}) };
        try {
          const since = versionOf(etag);
          const url: string = since === null ? job.url : `${job.url}?since=${since}`;
          const answer: Answered = await ask(url, agent, headers);
          etag = answer.etag;
          if (fromMs >= countsFromMs) take(report, answer, fromMs);
        } catch {
          report.failed += 1;
        }
        await pause(Math.min(fromMs + job.everyMs, endMs) - performance.now());
      }
      agent.destroy();
    }),
  );
  return report;
}

/** As much as so many connections can ask for, each one request after the other. */
async function flood(job: Extract<LoadJob, { kind: "flood" }>): Promise<LoadReport> {
  const report = newReport();
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
  let { etag } = await ask(job.url, agent, job.headers ?? {});
  const endMs = performance.now() + job.forMs;
  await Promise.all(
    Array.from({ length: job.connections }, async () => {
      while (performance.now() < endMs) {
        const fromMs = performance.now();
        const headers: Record<string, string> = { ...job.headers, "accept-encoding": "br" };
        if (job.conditional && etag !== null) headers["if-none-match"] = etag;
        try {
          const answer: Answered = await ask(job.url, agent, headers);
          etag = answer.etag;
          take(report, answer, fromMs);
        } catch {
          report.failed += 1;
        }
      }
    }),
  );
  agent.destroy();
  return report;
}

/**
 * One request every `everyMs` whatever became of those before, each measured from when it should have been sent: a
 * blocked server is seen for as long as it is blocked.
 */
async function probe(job: Extract<LoadJob, { kind: "probe" }>): Promise<LoadReport> {
  const report = newReport();
  // A connection each: one kept for later can be closed by the server in the very moment it is used again.
  const agent = new Agent({ keepAlive: false });
  const startMs = performance.now();
  const asked: Promise<void>[] = [];
  for (let index = 0; index * job.everyMs < job.forMs; index++) {
    const dueMs = startMs + index * job.everyMs;
    await pause(dueMs - performance.now());
    asked.push(
      ask(job.url, agent, {}).then(
        (answer) => take(report, answer, dueMs),
        () => {
          report.failed += 1;
        },
      ),
    );
  }
  await Promise.all(asked);
  agent.destroy();
  return report;
}

/** Requests at an even pace, whatever became of those before, each answer parsed. */
async function bare(job: Extract<LoadJob, { kind: "bare" }>): Promise<LoadReport> {
  const report = newReport();
  const agent = new Agent({ keepAlive: true });
  const path = (index: number) => `${job.url}${job.paths[index % job.paths.length]}`;
  // The server it is held against has run for a while, too.
  for (let index = 0; index < WARM_UP; index++) await askParsed(path(index), agent, job.headers ?? {});
  const before = process.cpuUsage();
  const startMs = performance.now();
  const asked: Promise<void>[] = [];
  for (let index = 0; (index * 1_000) / job.perSecond < job.forMs; index++) {
    const dueMs = startMs + (index * 1_000) / job.perSecond;
    if (dueMs > performance.now()) await pause(dueMs - performance.now());
    asked.push(
      askParsed(path(index), agent, job.headers ?? {}).then(
        (status) => take(report, { status, bytes: 0, etag: null }, dueMs),
        () => {
          report.failed += 1;
        },
      ),
    );
  }
  await Promise.all(asked);
  report.cpuMs = cpuSince(before);
  agent.destroy();
  return report;
}

/** Requests before those that count. */
const WARM_UP = 1_000;

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function askParsed(url: string, agent: Agent, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        JSON.parse(Buffer.concat(chunks).toString());
        resolve(response.statusCode ?? 0);
      });
    }).on("error", reject);
  });
}

function run(job: LoadJob): Promise<LoadReport> {
  if (job.kind === "viewers") return viewers(job);
  if (job.kind === "flood") return flood(job);
  return job.kind === "probe" ? probe(job) : bare(job);
}

process.once("message", async (job: LoadJob) => {
  const startMs = performance.now();
  const report = await run(job);
  process.send?.({ ...report, tookMs: performance.now() - startMs }, () => process.disconnect());
});
