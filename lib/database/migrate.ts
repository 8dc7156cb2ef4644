import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";
import { DatabaseUnavailableError } from "./errors";

/** Any number, the same in every Earshot: who holds it changes the tables, the others wait. */
const MIGRATION_LOCK = 7_230_414_611;
const TABLE = "drizzle.__drizzle_migrations";

/** Beside the program in the repository as in the built folder, whose server changes into it. */
const migrationsFolder = () => join(/* turbopackIgnore: true */ process.cwd(), "lib", "database", "migrations");

/**
 * Brings the tables up to date. Any number of instances may do it at once.
 * @param client a connection of its own: the lock and the time limit end with it
 * @throws DatabaseUnavailableError when the tables are a newer Earshot's
 */
export async function migrateTables(client: pg.Client | pg.PoolClient, folder = migrationsFolder()): Promise<void> {
  await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    const { rows } = await client.query(`select to_regclass('${TABLE}') is not null as exists`);
    const applied = rows[0].exists ? (await client.query(`select created_at from ${TABLE}`)).rows : [];
    const known = new Set(readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis));
    if (applied.some(({ created_at }) => !known.has(Number(created_at)))) {
      throw new DatabaseUnavailableError(
        "The database was written by a newer Earshot than this one: start that version, or restore an older copy.",
      );
    }
    // With a full disk an up-to-date database still opens for reading.
    if (applied.length === known.size) return;
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    // After a failure the lock goes with the connection, which the caller ends.
    await client.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined);
  }
}
