import "server-only";
import type { StoredSettings } from "@/lib/access/stored-settings";
import type { OpenDatabase } from "@/lib/database/database";
import type { Faults } from "@/lib/jobs/faults";
import { createJobs, type Jobs } from "@/lib/jobs/jobs";
import { createOutboxWorker, type OutboxWorker } from "@/lib/jobs/outbox";
import { createPeriodic, type Periodic, type PeriodicWork } from "@/lib/jobs/periodic";
import { say } from "@/lib/log/log.mjs";
import { beforeEnd } from "./before-end";
import { sweep } from "./retention";
import { scrub, scrubWhatIsLeft } from "./scrubbing";
import { kindOf, states } from "./states";

const HOUR_MS = 3_600_000;
/** Starting is busy enough. */
const SWEEP_FIRST_AFTER_MS = 60_000;
const NAMES_FIRST_AFTER_MS = 90_000;
/** With what follows it, it is below what the door gives everything together. */
const STOP_LIMIT_MS = 8_000;

/** What this process does by itself on the database. What later is to be done there gets its handler in `start`. */
export type Background = {
  jobs: Jobs;
  outbox: OutboxWorker;
  /** Has one process of all that share the database do this from time to time, from now on. */
  periodic(work: PeriodicWork): void;
  /** Has it done now, in whichever process; what was never begun here is not. */
  soon(name: string): Promise<void>;
  /**
   * @param retention how long what is kept, read anew at each sweep
   * @param resolveNames has what names agents by name name them by id, where it can
   */
  start(work: { retention: () => Promise<StoredSettings["retention"]>; resolveNames: () => Promise<unknown> }): void;
};

export function createBackground({
  open,
  nowMs,
}: {
  open: Pick<OpenDatabase, "database" | "isEmbedded" | "upkeep" | "scrub">;
  nowMs: () => number;
}): Background {
  const { database, upkeep } = open;
  const faults: Faults = {
    away: (error) => states().background.failing(kindOf(error)),
    well: () => states().background.well(),
    failed({ what, attempt, isLast, error }) {
      const words = isLast ? "Work in the background was given up." : "Work in the background failed.";
      say(isLast ? "error" : "warn", "background.failed", words, { what, attempt, isLast, error: kindOf(error) });
    },
  };
  const outbox = createOutboxWorker({ database, faults });
  const jobs = createJobs({ database, faults, isAlone: open.isEmbedded });
  const begun = new Map<string, Periodic>();
  return {
    jobs,
    outbox,
    periodic(work) {
      const periodic = createPeriodic(work, { database, faults });
      begun.set(work.name, periodic);
      periodic.start();
      beforeEnd(() => periodic.stop());
    },
    soon: async (name) => begun.get(name)?.soon(),
    start({ retention, resolveNames }) {
      const sweeping = createPeriodic(
        {
          name: "retention",
          everyMs: HOUR_MS,
          firstAfterMs: SWEEP_FIRST_AFTER_MS,
          async work(signal) {
            const gone = await sweep({ database, nowMs }, await retention(), signal);
            await upkeep();
            if ((gone.archivedCalls ?? 0) + (gone.archivedTalk ?? 0) > 0) await scrub({ database, open });
            else await scrubWhatIsLeft({ database, open });
            states().sweeping.well();
          },
        },
        {
          database,
          faults: { ...faults, failed: ({ error }) => states().sweeping.failing(kindOf(error), { isPlain: true }) },
        },
      );
      const naming = createPeriodic(
        {
          name: "agent-names",
          everyMs: HOUR_MS,
          firstAfterMs: NAMES_FIRST_AFTER_MS,
          work: async () => void (await resolveNames()),
        },
        { database, faults },
      );
      for (const part of [outbox, jobs, sweeping, naming]) part.start();
      beforeEnd(async () => {
        await Promise.all([outbox.stop(STOP_LIMIT_MS), jobs.stop(STOP_LIMIT_MS), sweeping.stop(), naming.stop()]);
      });
    },
  };
}
