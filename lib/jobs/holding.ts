import type { BossSeam } from "./boss-seam";
import type { Faults } from "./faults";

/** An attempt that has not been heard of for so long is in nobody's hands: its process was killed, or is cut off. */
export const LEASE_MS = 45_000;

/** A job's attempt, by what tells it from the next one. */
type Held = { id: string; retryCount: number };
export type LetGo = { id: string; name: string };

/** pg-boss measures an attempt's time from here, so what is said to be held anew has all of it again. */
const HELD =
  "update jobs.job set started_on = now() where state = 'active' and id = $1 and retry_count = $2 returning id";
/** As if its time were over; pg-boss puts it back with the delay of an attempt that failed, which this one is not. */
const LET_GO = `update jobs.job set started_on = now() - expire_in - interval '1 second'
  where state = 'active' and started_on <= now() - $1::double precision * interval '1 millisecond' returning id, name`;
const AT_ONCE = "update jobs.job set start_after = now() where state = 'retry' and id = any($1::uuid[])";

/** Says which jobs this process has in hand, and takes those from others that nobody has any more. */
export function createHolding(parts: { seam: BossSeam; faults: Pick<Faults, "away">; leaseMs: number }) {
  const { seam, faults, leaseMs } = parts;
  const sayEveryMs = leaseMs / 3;

  return {
    everyMs: sayEveryMs,

    /** Goes on saying so until `end` is called. @param lost is told when the attempt may be another process's */
    keep({ id, retryCount }: Held, lost: AbortController): () => void {
      let heldMs = performance.now();
      const timer = setInterval(async () => {
        try {
          const { rows } = await seam.executeSql(HELD, [id, retryCount]);
          if (rows.length > 0) heldMs = performance.now();
          else lost.abort(new DOMException("Another process has the job.", "AbortError"));
        } catch (error) {
          faults.away(error);
          if (performance.now() - heldMs > leaseMs - sayEveryMs) {
            lost.abort(new DOMException("Nobody could be told that the job is in hand.", "AbortError"));
          }
        }
      }, sayEveryMs);
      timer.unref();
      return () => clearInterval(timer);
    },

    /**
     * What nobody has in hand may be begun anew, at once.
     * @param expire what has pg-boss put back whose time is over
     * @param unheardMs for so long nothing was heard of it; zero: all that is in hand
     * @throws DatabaseUnavailableError
     */
    async letGo(expire: () => Promise<void>, unheardMs: number = leaseMs): Promise<LetGo[]> {
      const { rows } = (await seam.executeSql(LET_GO, [unheardMs])) as { rows: LetGo[] };
      if (rows.length === 0) return rows;
      await expire();
      await seam.executeSql(AT_ONCE, [rows.map(({ id }) => id)]);
      return rows;
    },
  };
}
