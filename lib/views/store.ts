import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import { newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { savedViews } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { foldText } from "@/lib/format/fold-text";

export type StoredView = typeof savedViews.$inferSelect;
type NewView = Pick<StoredView, "page" | "name" | "query" | "shared"> & { by: { id: string; name: string } };
type Changes = Partial<Pick<StoredView, "name" | "query" | "shared">>;
/** `taken`: another of the same page has this name. `full`: there are as many as there may be. */
export type Saved = { kind: "saved"; view: StoredView } | { kind: "taken" | "full" };

/** For one page; more is no choice any more but a list to search in. */
export const MOST_OWN_VIEWS = 50;
export const MOST_SHARED_VIEWS = 100;

/** Any number of ours: views are changed one after the other, so that names and counts are judged by what is there. */
const VIEWS_LOCK = 7_230_414_612;

/** Views people have saved. One's own are seen by their maker alone; shared ones by everybody, also when their maker is gone. */
export function createViewStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const seenBy = (personId: string) => or(eq(savedViews.madeById, personId), eq(savedViews.shared, true));

  /** Those it would stand among: the shared ones of its page, or its maker's own. */
  const among = ({ page, shared, madeById }: Pick<StoredView, "page" | "shared" | "madeById">) =>
    and(
      eq(savedViews.page, page),
      eq(savedViews.shared, shared),
      shared ? undefined : eq(savedViews.madeById, madeById),
    );

  const inTurn = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(${VIEWS_LOCK})`);

  async function whyNot(tx: Transaction, view: StoredView, isNewThere: boolean): Promise<"taken" | "full" | null> {
    const others = await tx
      .select({ nameKey: savedViews.nameKey })
      .from(savedViews)
      .where(and(among(view), ne(savedViews.id, view.id)));
    if (others.some(({ nameKey }) => nameKey === view.nameKey)) return "taken";
    return isNewThere && others.length >= (view.shared ? MOST_SHARED_VIEWS : MOST_OWN_VIEWS) ? "full" : null;
  }

  return {
    /** One's own and the shared ones, by name. @param page null: of every page */
    async list(personId: string, page: StoredView["page"] | null): Promise<StoredView[]> {
      return database
        .select()
        .from(savedViews)
        .where(and(seenBy(personId), page === null ? undefined : eq(savedViews.page, page)))
        .orderBy(asc(savedViews.nameKey), asc(savedViews.id));
    },

    /** The view, if this person has it; locked until the transaction ends. */
    async find(tx: Transaction, id: string, personId: string): Promise<StoredView | null> {
      await inTurn(tx);
      const [view] = await tx
        .select()
        .from(savedViews)
        .where(and(eq(savedViews.id, id), seenBy(personId)))
        .for("update");
      return view ?? null;
    },

    async save(tx: Transaction, { by, ...fields }: NewView): Promise<Saved> {
      await inTurn(tx);
      const now = new Date(nowMs());
      const view: StoredView = {
        ...fields,
        id: newId(),
        nameKey: foldText(fields.name),
        madeById: by.id,
        madeByName: by.name,
        createdAt: now,
        changedAt: now,
      };
      const problem = await whyNot(tx, view, true);
      if (problem !== null) return { kind: problem };
      await tx.insert(savedViews).values(view);
      return { kind: "saved", view };
    },

    /** @param before as `find` gave it in the same transaction */
    async change(tx: Transaction, before: StoredView, changes: Changes): Promise<Saved> {
      const name = changes.name ?? before.name;
      const view = { ...before, ...changes, name, nameKey: foldText(name), changedAt: new Date(nowMs()) };
      const problem = await whyNot(tx, view, view.shared !== before.shared);
      if (problem !== null) return { kind: problem };
      await tx.update(savedViews).set(view).where(eq(savedViews.id, view.id));
      return { kind: "saved", view };
    },

    async remove(tx: Transaction, id: string): Promise<void> {
      await tx.delete(savedViews).where(eq(savedViews.id, id));
    },
  };
}

export type ViewStore = ReturnType<typeof createViewStore>;
