import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Of "viewers", answers to what is asked in the first `skipMs` are not reported. */
export type LoadJob = { url: string; forMs: number; headers?: Record<string, string> } & (
  | { kind: "viewers"; viewers: number; everyMs: number; skipMs?: number }
  | { kind: "flood"; connections: number; conditional: boolean }
  | { kind: "probe"; everyMs: number }
  /** The paths in turn, below the url, and the answers parsed: the least that a read can cost. */
  | { kind: "bare"; perSecond: number; paths: string[] }
);

export type LoadReport = {
  /** answers by HTTP status */
  statuses: Record<number, number>;
  /** connections that broke or stayed without an answer */
  failed: number;
  /** of the bodies as they were sent, compressed */
  bytes: number;
  latenciesMs: number[];
  tookMs: number;
  /** of "bare": processor time of the load process meanwhile */
  cpuMs: number;
};

const PROCESS = fileURLToPath(new URL("./load-process.ts", import.meta.url));

/**
 * Runs a load in a process of its own. Rejects when anything but the expected statuses came back.
 * @param options.core pins the process to that core, where the machine can
 * @param options.mayFail requests without an answer are counted, and no reason to reject
 */
export async function load(
  job: LoadJob,
  expected: readonly number[],
  { core, mayFail = false }: { core?: number; mayFail?: boolean } = {},
): Promise<LoadReport> {
  const child = fork(PROCESS);
  if (core !== undefined) pin(child, core);
  const report = await new Promise<LoadReport>((resolve, reject) => {
    child.once("message", (message) => resolve(message as LoadReport));
    child.once("exit", (code) => reject(new Error(`The load process ended with ${code}.`)));
    child.send(job);
  });
  const unexpected = Object.keys(report.statuses).filter((status) => !expected.includes(Number(status)));
  if ((report.failed > 0 && !mayFail) || unexpected.length > 0) {
    throw new Error(`${job.url}: ${report.failed} failed, answers ${JSON.stringify(report.statuses)}`);
  }
  return report;
}

/** Keeps all threads of a process on one core. False where there is no `taskset`. */
export function pin(child: ChildProcess, core: number): boolean {
  const { status } = spawnSync("taskset", ["-a", "-p", "-c", String(core), String(child.pid)], { stdio: "ignore" });
  return status === 0;
}
