import { randomUUID } from "node:crypto";
import { and, eq, gt, isNotNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { leases } from "@/lib/database/schema";
import type { Faults } from "./faults";
import { createLoop } from "./loop";

export type PeriodicWork = {
  /** the same in every process */
  name: string;
  everyMs: number;
  /** after the start of a process: starting is busy enough */
  firstAfterMs: number;
  /** When it fails it is tried again after a minute. @param signal it is to end: another process may be at it, or this one stops */
  work(signal: AbortSignal): Promise<void>;
};

export type Periodic = {
  start(): void;
  /** Has it done now, here or in whichever process comes first; after the one under way, if there is one. */
  soon(): Promise<void>;
  /** Ends what is under way and gives it back: another process may do it at once. */
  stop(): Promise<void>;
};

/** After a process was killed in the middle another one takes over once this has passed. */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;
const RETRY_MS = 60_000;
/** A clock that is wrong, or was put right, never makes it wait for longer than this between two looks. */
const SHORTEST_WAIT_MS = 1_000;

const later = (ms: number) => sql`now() + ${ms}::double precision * interval '1 millisecond'`;

/**
 * Work that one process of all that share a database does from time to time. Whoever is first when it is due takes the
 * lease, renews it while it works, and gives it back. By the database's clock alone.
 */
export function createPeriodic(
  { name, everyMs, firstAfterMs, work }: PeriodicWork,
  { database, faults }: { database: Database; faults: Faults },
): Periodic {
  const me = randomUUID();
  const stopping = new AbortController();
  const loop = createLoop({ everyMs, work: look, faults });
  const ours = and(eq(leases.name, name), eq(leases.holder, me));

  /** @returns null when it was taken, else how long it need not be looked at, in milliseconds */
  async function take(): Promise<number | null> {
    const taken = { holder: me, expiresAt: later(LEASE_MS), dueAt: later(everyMs) };
    // Further ahead than it can have been set: the clock was put back.
    const isFree = or(lte(leases.expiresAt, sql`now()`), gt(leases.expiresAt, later(2 * LEASE_MS)));
    const isDue = or(lte(leases.dueAt, sql`now()`), gt(leases.dueAt, later(2 * everyMs)), isNotNull(leases.holder));
    const rows = await database
      .insert(leases)
      .values({ name, ...taken })
      .onConflictDoUpdate({ target: leases.name, set: taken, setWhere: and(isFree, isDue) })
      .returning({ name: leases.name });
    if (rows.length > 0) return null;
    const next = sql`case when ${leases.holder} is null then ${leases.dueAt} else ${leases.expiresAt} end`;
    const waitMs = sql<number>`(extract(epoch from ${next} - now()) * 1000)::double precision`;
    const [found] = await database.select({ waitMs }).from(leases).where(eq(leases.name, name));
    return Math.min(Math.max(found?.waitMs ?? 0, SHORTEST_WAIT_MS), everyMs);
  }

  /** Goes on renewing until `end` is called. @param lost is told when the lease may be another's */
  function keep(lost: AbortController): () => void {
    let keptMs = performance.now();
    const timer = setInterval(async () => {
      try {
        const renewed = await database
          .update(leases)
          .set({ expiresAt: later(LEASE_MS) })
          .where(ours)
          .returning({ name: leases.name });
        if (renewed.length > 0) keptMs = performance.now();
        else lost.abort(new DOMException("Another process has the lease.", "AbortError"));
      } catch (error) {
        faults.away(error);
        if (performance.now() - keptMs > LEASE_MS - RENEW_EVERY_MS) {
          lost.abort(new DOMException("The lease could not be renewed.", "AbortError"));
        }
      }
    }, RENEW_EVERY_MS);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** @param dueAt when it is to be done next, when that is sooner than it would be anyway */
  async function giveBack(dueAt = later(everyMs)): Promise<void> {
    const sooner = sql`least(${leases.dueAt}, ${dueAt})`;
    await database.update(leases).set({ holder: null, expiresAt: sql`now()`, dueAt: sooner }).where(ours);
  }

  async function look(): Promise<number | null> {
    const waitMs = await take();
    if (waitMs !== null) return waitMs;
    const lost = new AbortController();
    const stop = () => lost.abort(stopping.signal.reason);
    stopping.signal.addEventListener("abort", stop);
    if (stopping.signal.aborted) stop();
    const end = keep(lost);
    try {
      await work(lost.signal);
    } catch (error) {
      if (!stopping.signal.aborted) faults.failed({ what: name, attempt: 1, isLast: false, error });
      await giveBack(stopping.signal.aborted ? sql`now()` : later(RETRY_MS));
      return RETRY_MS;
    } finally {
      end();
      stopping.signal.removeEventListener("abort", stop);
    }
    await giveBack();
    return null;
  }

  return {
    start() {
      loop.start(firstAfterMs);
    },
    async soon() {
      await database.update(leases).set({ dueAt: sql`now()` }).where(eq(leases.name, name));
      loop.wake();
    },
    async stop() {
      stopping.abort(new DOMException("The process stops.", "AbortError"));
      await loop.stop();
    },
  };
}
