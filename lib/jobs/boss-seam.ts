import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type PgBoss from "pg-boss";
import type { Database } from "@/lib/database/database";
import { askApart } from "@/lib/database/plain-sql";
import { isNamed } from "@/lib/errors/named";
import type { Faults } from "./faults";

type Answer = Awaited<ReturnType<PgBoss.Db["executeSql"]>>;

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;
/** What pg-boss takes for no answer: no jobs fetched, none completed. */
const NOTHING = { rows: undefined } as unknown as Answer;

/** How pg-boss asks the product's own database. */
export type BossSeam = PgBoss.Db & {
  /** What pg-boss asks for its workers within `start`, then and later, never rejects. */
  forWorkers<T>(start: () => T): T;
  /** Runs a handler, whose own questions are not its worker's. */
  forHandler<T>(handle: () => T): T;
  /** Resolves when what workers have asked is answered or given up, at the latest `limitMs` from now. */
  settled(limitMs: number): Promise<void>;
};

/**
 * pg-boss 10 neither awaits what its workers say of a job's end, so that a database that is away would end the process, nor
 * tells of a fetch that failed. So a worker's questions are asked here until they are answered, and every failure is told.
 */
export function createBossSeam({ database, faults }: { database: Database; faults: Faults }): BossSeam {
  const workers = new AsyncLocalStorage<boolean>();
  const asked = new Set<Promise<Answer>>();
  const giveUp = new AbortController();

  async function untilAnswered(text: string, values: unknown[]): Promise<Answer> {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      try {
        const answer = await askApart(database, text, values);
        faults.well();
        return answer;
      } catch (error) {
        faults.away(error);
        // A question that is refused is refused again: the job's time runs out, and it is tried again.
        if (isNamed(error, "QueryError") || giveUp.signal.aborted) return NOTHING;
      }
      await pause(waitMs, undefined, { signal: giveUp.signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    async executeSql(text, values) {
      if (workers.getStore() !== true) return askApart(database, text, values);
      const answer = untilAnswered(text, values);
      asked.add(answer);
      return answer.finally(() => asked.delete(answer));
    },
    forWorkers: (start) => workers.run(true, start),
    forHandler: (handle) => workers.run(false, handle),
    async settled(limitMs) {
      const timer = setTimeout(() => giveUp.abort(), limitMs);
      await Promise.all(asked);
      clearTimeout(timer);
    },
  };
}
