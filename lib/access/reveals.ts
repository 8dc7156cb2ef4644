import { and, eq, gt } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { reveals } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { type Memory, NO_MEMORY } from "./memory";
import { newId } from "./secrets";

/** How long a person sees one call's numbers and names once they have asked to. */
export const REVEAL_MS = 15 * 60_000;

/** Who sees which call's numbers and names for a while. Kept in the database: every instance shows the same. */
export function createReveals({
  database,
  nowMs,
  memory = NO_MEMORY,
}: {
  database: Database;
  nowMs: () => number;
  memory?: Memory;
}) {
  const recall = memory.of<number | null>(["reveals"]);
  const ofCall = (personId: string, callId: string) => and(eq(reveals.personId, personId), eq(reveals.callId, callId));

  return {
    /** Fifteen minutes from now, also when some are left of an earlier time. @returns when it ends, epoch milliseconds */
    async reveal(tx: Transaction, personId: string, callId: string): Promise<number> {
      const createdAt = new Date(nowMs());
      const endsAt = new Date(nowMs() + REVEAL_MS);
      await tx
        .insert(reveals)
        .values({ id: newId(), personId, callId, createdAt, endsAt })
        .onConflictDoUpdate({ target: [reveals.personId, reveals.callId], set: { createdAt, endsAt } });
      return endsAt.getTime();
    },

    /** @returns until when this person sees this call unmasked, epoch milliseconds; null: they do not */
    async untilMs(personId: string, callId: string): Promise<number | null> {
      const read = async () => {
        const [found] = await database
          .select({ endsAt: reveals.endsAt })
          .from(reveals)
          .where(and(ofCall(personId, callId), gt(reveals.endsAt, new Date(nowMs()))));
        return found?.endsAt.getTime() ?? null;
      };
      return recall(`${personId} ${callId}`, read, (untilMs) => untilMs === null || untilMs > nowMs());
    },

    /** @returns false when nothing was revealed */
    async hide(tx: Transaction, personId: string, callId: string): Promise<boolean> {
      const now = new Date(nowMs());
      const hidden = await tx.delete(reveals).where(ofCall(personId, callId)).returning({ endsAt: reveals.endsAt });
      return hidden.some(({ endsAt }) => endsAt > now);
    },
  };
}

/** When and to whom numbers and names of a call are shown because they asked. */
export type Reveals = ReturnType<typeof createReveals>;
