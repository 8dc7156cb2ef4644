import type PgBoss from "pg-boss";
import { GRACE_MS } from "./limited";

/** What a queue needs to know of its jobs (jobs.ts). */
type Kind = {
  job: { name: string; limitSeconds: number; retries: number; retryDelaySeconds: number };
  /** null: what was given up goes nowhere */
  onDead: unknown;
};

/** Where a job goes that was given up. */
export const deadOf = ({ name }: Pick<Kind["job"], "name">): string => `${name}.dead`;

/** Queues as the jobs say, also those that an earlier version made otherwise. */
export async function makeQueues(boss: PgBoss, kinds: readonly Kind[]): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const { job, onDead } of kinds) {
    const retry = { retryLimit: job.retries, retryDelay: job.retryDelaySeconds, retryBackoff: true };
    // Longer than an attempt may take, so that it says itself how it ended.
    const common = { ...retry, expireInSeconds: job.limitSeconds + (2 * GRACE_MS) / 1_000 };
    const queues: PgBoss.Queue[] = [{ ...common, name: job.name }];
    if (onDead !== null) {
      queues[0] = { ...common, name: job.name, deadLetter: deadOf(job) };
      queues.unshift({ ...common, name: deadOf(job) });
    }
    for (const queue of queues) {
      const found = known.get(queue.name);
      if (found === undefined) await boss.createQueue(queue.name, queue);
      else if (Object.entries(queue).some(([key, value]) => found[key as keyof PgBoss.Queue] !== value)) {
        await boss.updateQueue(queue.name, queue);
      }
    }
  }
}
