import type pg from "pg";

/** Up to here writing a table anew with its indexes takes some seconds; beyond, it is for a time when nobody works. */
const QUICK_BYTES = 64 * 1024 * 1024;

/**
 * Writes tables of the embedded database anew, so that what was deleted from them lies in none of its files any more:
 * vacuuming alone leaves it in free space, and a log that is used again keeps it until it is written over. Nobody else has
 * the database meanwhile.
 * @param tables names of ours, never from outside
 * @param options.isQuiet nobody works now: large tables, too
 * @returns false: a table is too large for now, so nothing was done
 */
export async function scrub(
  pool: Pick<pg.Pool, "connect">,
  tables: readonly string[],
  { isQuiet }: { isQuiet: boolean },
): Promise<boolean> {
  const client = await pool.connect();
  try {
    if (!isQuiet) {
      const { rows } = await client.query<{ bytes: string }>(
        "select coalesce(sum(pg_total_relation_size(to_regclass(name))), 0) as bytes from unnest($1::text[]) as name",
        [tables],
      );
      if (Number(rows[0]?.bytes ?? 0) > QUICK_BYTES) return false;
    }
    for (const table of tables) {
      await client.query(`vacuum full ${table}`);
      // What the planner keeps of a table are values from it.
      await client.query(`analyze ${table}`);
    }
    await client.query("vacuum full pg_statistic");
    // Else a part of the log that is done with is renamed and used again, as it is.
    await client.query("set wal_recycle = off");
    await client.query("checkpoint");
    await client.query("select pg_switch_wal()");
    await client.query("checkpoint");
    await client.query("reset wal_recycle");
    return true;
  } finally {
    client.release();
  }
}
