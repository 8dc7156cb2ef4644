import { setTimeout as pause } from "node:timers/promises";
import type PgBoss from "pg-boss";
import type { z } from "zod";
import { escapeJson, unescapeJson } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { DatabaseUnavailableError } from "@/lib/database/errors";
import { askWithin } from "@/lib/database/plain-sql";
import type { UnitOfWork } from "@/lib/database/unit-of-work";
import { createBossSeam } from "./boss-seam";
import type { Faults } from "./faults";
import { createHolding, LEASE_MS } from "./holding";
import { GRACE_MS, limitedTo } from "./limited";
import { createLoop } from "./loop";
import { deadOf, makeQueues } from "./queues";

/** Tables of pg-boss' own, which it makes and brings up to date itself. */
const SCHEMA = "jobs";
/** A send here wakes the worker; this finds what other processes sent and what is to be tried again. */
const POLL_SECONDS = 30;
const MAINTENANCE_SECONDS = 600;
const FIRST_START_RETRY_MS = 1_000;
const LONGEST_START_RETRY_MS = 60_000;

/** A kind of work that may wait, fail and be tried again; its handler is given to `jobs.on`. */
export type Job<Payload> = {
  /** letters, digits, `.`, `-` and `_`; the same in every version */
  name: string;
  schema: z.ZodType<Payload>;
  /** how long one attempt may take; what a killed process had in hand others begin anew long before (holding.ts) */
  limitSeconds: number;
  /** after the first attempt */
  retries: number;
  /** before the second attempt; about twice as long before each further one */
  retryDelaySeconds: number;
};

/** @returns the same, with the payload's type taken from the schema */
export const defineJob = <Payload>(job: Job<Payload>): Job<Payload> => job;

type Attempt = {
  /** the job's, the same at every attempt */
  id: string;
  /** 1 at the first */
  attempt: number;
  /** the attempt is to end: its time is over, or the process stops */
  signal: AbortSignal;
};
type JobHandler<Payload> = (payload: Payload, attempt: Attempt) => Promise<void>;

type Kind = { job: Job<unknown>; handler: JobHandler<unknown>; onDead: JobHandler<unknown> | null };

export type Jobs = {
  /**
   * Every process that runs `start` does jobs of this kind, one at a time.
   * @param options.onDead what to do with a job that was given up; it is a job of its own, tried as often
   * @throws Error when jobs have started, or the job has a handler already
   */
  on<Payload>(job: Job<Payload>, handler: JobHandler<Payload>, options?: { onDead?: JobHandler<Payload> }): void;
  /** Begins once the database is there, and goes on trying until then. Without any handler nothing is begun. */
  start(): void;
  /**
   * @param unit the change that the job follows: it is sent with it or not at all
   * @throws ZodError; DatabaseUnavailableError, also while jobs have not begun
   */
  send<Payload>(job: Job<Payload>, payload: Payload, unit?: UnitOfWork): Promise<void>;
  /** Takes no more. What is in hand has `limitMs`, then is told to end and is tried again later. */
  stop(limitMs: number): Promise<void>;
};

type Running = { boss: PgBoss; workers: Map<string, string> };

type JobsParts = {
  database: Database;
  faults: Faults;
  /** No other process has this database: what is in hand as jobs begin is in nobody's, and is tried again at once. */
  isAlone?: boolean;
  pollSeconds?: number;
  leaseMs?: number;
};

/** Work in the background on the product's own database: pg-boss without a pool of its own. */
export function createJobs(parts: JobsParts): Jobs {
  const { database, faults, isAlone = false, pollSeconds = POLL_SECONDS, leaseMs = LEASE_MS } = parts;
  const seam = createBossSeam({ database, faults });
  const holding = createHolding({ seam, faults, leaseMs });
  const looking = createLoop({ everyMs: holding.everyMs, work: lookForLost, faults });
  const kinds = new Map<string, Kind>();
  const stopping = new AbortController();
  let running: Running | null = null;
  let starting: Promise<void> | null = null;

  async function startUntilItDoes(): Promise<void> {
    for (
      let waitMs = FIRST_START_RETRY_MS;
      !stopping.signal.aborted;
      waitMs = Math.min(waitMs * 2, LONGEST_START_RETRY_MS)
    ) {
      try {
        running = await begin();
        faults.well();
        if (!isAlone) looking.start(holding.everyMs);
        return;
      } catch (error) {
        faults.away(error);
      }
      await pause(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  async function begin(): Promise<Running> {
    // Loaded here: a process without jobs does without it. After a failure it does not start again, a new one does.
    const { default: Boss } = await import("pg-boss");
    const boss = new Boss({
      db: seam,
      schema: SCHEMA,
      schedule: false,
      maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    });
    boss.on("error", faults.away);
    try {
      await boss.start();
      await makeQueues(boss, [...kinds.values()]);
      await boss.expire();
      // What a process that was killed had in hand.
      await holding.letGo(() => boss.expire(), isAlone ? 0 : leaseMs);
      const workers = new Map<string, string>();
      for (const kind of kinds.values()) {
        workers.set(kind.job.name, await work(boss, kind.job.name, kind, kind.handler));
        if (kind.onDead !== null) await work(boss, deadOf(kind.job), kind, kind.onDead);
      }
      return { boss, workers };
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw error;
    }
  }

  /** @returns the worker's id */
  async function work(boss: PgBoss, queue: string, { job }: Kind, handler: JobHandler<unknown>): Promise<string> {
    const options = { pollingIntervalSeconds: pollSeconds, includeMetadata: true } as const;
    const id: string = await seam.forWorkers(() =>
      boss.work<{ payload: unknown }>(queue, options, async ([found]) => {
        if (found === undefined) return;
        // There may be more, and it would wait for half a minute before it looks.
        boss.notifyWorker(id);
        await seam.forHandler(() => attempt(queue, job, found, handler));
      }),
    );
    return id;
  }

  async function lookForLost(): Promise<null> {
    if (running === null) return null;
    const { boss, workers } = running;
    for (const { name } of await holding.letGo(() => boss.expire())) boss.notifyWorker(workers.get(name) ?? "");
    return null;
  }

  async function attempt(
    queue: string,
    { schema, limitSeconds }: Job<unknown>,
    found: PgBoss.JobWithMetadata<{ payload: unknown }>,
    handler: JobHandler<unknown>,
  ): Promise<void> {
    const { id, retryCount, retryLimit, data } = found;
    const ending = new AbortController();
    const stop = () => ending.abort(stopping.signal.reason);
    stopping.signal.addEventListener("abort", stop);
    if (stopping.signal.aborted) stop();
    const end = holding.keep(found, ending);
    try {
      const payload = schema.parse(unescapeJson(data.payload));
      await limitedTo(limitSeconds * 1_000, ending.signal, (signal) =>
        handler(payload, { id, attempt: retryCount + 1, signal }),
      );
    } catch (error) {
      faults.failed({ what: queue, attempt: retryCount + 1, isLast: retryCount >= retryLimit, error });
      // Into the table goes its kind: a message may hold what a payload holds.
      throw new JobFailedError(error);
    } finally {
      end();
      stopping.signal.removeEventListener("abort", stop);
    }
  }

  return {
    on(job, handler, { onDead } = {}) {
      if (starting !== null) throw new Error("Jobs have started.");
      if (kinds.has(job.name)) throw new Error(`${job.name} has a handler.`);
      kinds.set(job.name, { job, handler, onDead: onDead ?? null } as unknown as Kind);
    },
    start() {
      if (kinds.size > 0) starting ??= startUntilItDoes();
    },
    async send(job, payload, unit) {
      const data = { payload: escapeJson(job.schema.parse(payload)) };
      if (running === null) throw new DatabaseUnavailableError("Work in the background has not begun yet.", "late");
      const { boss, workers } = running;
      const wake = () => boss.notifyWorker(workers.get(job.name) ?? "");
      const options =
        unit === undefined
          ? {}
          : { db: { executeSql: (text: string, values: unknown[]) => askWithin(unit.tx, text, values) } };
      const id = await boss.send(job.name, data, options);
      if (id === null) throw new Error(`There is no queue for ${job.name}: it has no handler.`);
      if (unit === undefined) wake();
      else unit.afterCommit(wake);
    },
    async stop(limitMs) {
      const timer = setTimeout(() => stopping.abort(new DOMException("The process stops.", "AbortError")), limitMs);
      if (running === null) stopping.abort();
      await starting;
      await looking.stop();
      await running?.boss.stop({ timeout: limitMs + GRACE_MS }).catch(faults.away);
      clearTimeout(timer);
      await seam.settled(Math.min(limitMs + 1_000, GRACE_MS));
    },
  };
}

/** What pg-boss writes down of an attempt that failed. */
class JobFailedError extends Error {
  override readonly name = "JobFailedError";

  constructor(error: unknown) {
    super(error instanceof Error ? error.name : typeof error);
    delete this.stack;
  }
}
