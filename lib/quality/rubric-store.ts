import { and, asc, desc, eq, sql } from "drizzle-orm";
import { newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import {
  qualityRubrics as rubrics,
  qualityRubricVersions as versions,
  qualityWalks as walks,
} from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { type RubricDefinition, rubricDefinitionSchema } from "@/lib/wire/quality-contract";
import { FIRST_RUBRIC } from "./rubrics";

export type StoredRubric = typeof rubrics.$inferSelect & { definition: RubricDefinition };
type StoredVersion = Omit<typeof versions.$inferSelect, "definition"> & { definition: RubricDefinition };

/** The same in every Earshot: what is there once is not made again. */
const FIRST_ID = "0000000000000000000f1857";
/** Rubrics in use at most: each call is held against all of them to find its own. */
const MOST_RUBRICS = 50;
/** Any number of ours: rubrics are changed one after the other. */
const RUBRICS_LOCK = 7_230_417;
/** Of all calls, where they are put among those to be judged again. */
export const WALK = "judging";

const read = (definition: unknown): RubricDefinition => rubricDefinitionSchema.parse(definition);

/** Rubrics with all their versions. */
export function createRubricStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const both = (on: Pick<Database, "select"> | Transaction) =>
    on
      .select({ rubric: rubrics, definition: versions.definition })
      .from(rubrics)
      .innerJoin(versions, and(eq(versions.rubricId, rubrics.id), eq(versions.version, rubrics.version)));

  /** Every call is judged again, the newest first. */
  async function again(tx: Transaction): Promise<void> {
    await tx.update(walks).set({ isDone: false, reachedAt: null, reachedCallId: null }).where(eq(walks.name, WALK));
  }

  async function addVersion(tx: Transaction, rubric: typeof rubrics.$inferSelect, definition: RubricDefinition) {
    const { id: rubricId, version, changedAt: madeAt, changedByName: madeByName } = rubric;
    await tx.insert(versions).values({ rubricId, version, madeAt, madeByName, definition });
    return { ...rubric, definition };
  }

  const inTurn = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(${RUBRICS_LOCK})`);

  return {
    /** The oldest first. @param which.retired also those that no call is judged by any more */
    async list({ retired }: { retired: boolean }): Promise<StoredRubric[]> {
      const rows = await both(database)
        .where(retired ? undefined : eq(rubrics.isRetired, false))
        .orderBy(asc(rubrics.createdAt), asc(rubrics.id));
      return rows.map(({ rubric, definition }) => ({ ...rubric, definition: read(definition) }));
    },

    async find(id: string): Promise<StoredRubric | null> {
      const [row] = await both(database).where(eq(rubrics.id, id));
      return row === undefined ? null : { ...row.rubric, definition: read(row.definition) };
    },

    /** The newest first. */
    async versions(id: string): Promise<StoredVersion[]> {
      const rows = await database
        .select()
        .from(versions)
        .where(eq(versions.rubricId, id))
        .orderBy(desc(versions.version));
      return rows.map((row) => ({ ...row, definition: read(row.definition) }));
    },

    async version(id: string, version: number): Promise<RubricDefinition | null> {
      const [row] = await database
        .select({ definition: versions.definition })
        .from(versions)
        .where(and(eq(versions.rubricId, id), eq(versions.version, version)));
      return row === undefined ? null : read(row.definition);
    },

    /** @param by null: Earshot itself @returns null: there are as many as there may be */
    async add(tx: Transaction, definition: RubricDefinition, by: string | null): Promise<StoredRubric | null> {
      await inTurn(tx);
      const inUse = await tx.select({ id: rubrics.id }).from(rubrics).where(eq(rubrics.isRetired, false));
      if (inUse.length >= MOST_RUBRICS) return null;
      const now = new Date(nowMs());
      const row = { id: newId(), version: 1, isRetired: false, createdAt: now, changedAt: now, changedByName: by };
      await tx.insert(rubrics).values(row);
      await again(tx);
      return addVersion(tx, row, definition);
    },

    /** @param from the version that was changed @returns null: it is another's by now, or retired */
    async change(
      tx: Transaction,
      { id, from, definition, by }: { id: string; from: number; definition: RubricDefinition; by: string },
    ): Promise<StoredRubric | null> {
      await inTurn(tx);
      const [row] = await tx
        .update(rubrics)
        .set({ version: from + 1, changedAt: new Date(nowMs()), changedByName: by })
        .where(and(eq(rubrics.id, id), eq(rubrics.version, from), eq(rubrics.isRetired, false)))
        .returning();
      if (row === undefined) return null;
      await again(tx);
      return addVersion(tx, row, definition);
    },

    /** No call is judged by it any more. @returns false: none is by this id */
    async retire(tx: Transaction, id: string, by: string): Promise<boolean> {
      await inTurn(tx);
      const gone = await tx
        .update(rubrics)
        .set({ isRetired: true, changedAt: new Date(nowMs()), changedByName: by })
        .where(and(eq(rubrics.id, id), eq(rubrics.isRetired, false)))
        .returning({ id: rubrics.id });
      if (gone.length > 0) await again(tx);
      return gone.length > 0;
    },

    /** Makes the first one, where there has never been any. */
    async ensureFirst(tx: Transaction): Promise<void> {
      await inTurn(tx);
      const [any] = await tx.select({ id: rubrics.id }).from(rubrics).limit(1);
      if (any !== undefined) return;
      const now = new Date(nowMs());
      const row = { id: FIRST_ID, version: 1, isRetired: false, createdAt: now, changedAt: now, changedByName: null };
      await tx.insert(rubrics).values(row);
      await addVersion(tx, row, FIRST_RUBRIC);
    },
  };
}

export type RubricStore = ReturnType<typeof createRubricStore>;
