import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import type { Sealing } from "@/lib/outgoing/sealing";
import type { ScorerChange } from "@/lib/wire/scorer-contract";

/** A trigger reads `isOn` and `since` of this row (migrations/0016_external_scores.sql). */
const KEY = "quality.scorer";

const schema = z.object({
  address: z.string().nullable(),
  isOn: z.boolean(),
  since: z.string().nullable(),
  sealedSecret: z.string().nullable(),
  redacts: z.boolean(),
  perDay: z.number(),
});
export type StoredScorer = z.output<typeof schema>;

const OFF: StoredScorer = {
  ...{ address: null, isOn: false, since: null, sealedSecret: null },
  ...{ redacts: true, perDay: 500 },
};

/** A secret opens only for the host that it was typed for. */
export const purposeOf = (address: string): string => `scorer ${new URL(address).origin}`;

/** What admins have set about the outside program that scores calls. */
export function createScorerSettings({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const read = async (from: Pick<Database, "select">): Promise<StoredScorer> => {
    const [row] = await from.select().from(storedSettings).where(eq(storedSettings.key, KEY));
    const parsed = schema.safeParse(row?.value);
    return parsed.success ? parsed.data : OFF;
  };

  return {
    current: (): Promise<StoredScorer> => read(database),

    /** @returns how it was before */
    async set(tx: Transaction, { secret, ...wanted }: ScorerChange, sealing: Sealing): Promise<StoredScorer> {
      const before = await read(tx);
      const isSameHost = before.address !== null && purposeOf(before.address) === purposeOf(wanted.address);
      const kept = isSameHost ? before.sealedSecret : null;
      const value: StoredScorer = {
        ...wanted,
        since: wanted.isOn ? ((before.isOn ? before.since : null) ?? new Date(nowMs()).toISOString()) : null,
        sealedSecret: secret === undefined ? kept : secret && sealing.seal(secret, purposeOf(wanted.address)),
      };
      const row = { key: KEY, value, updatedAt: new Date(nowMs()) };
      await tx.insert(storedSettings).values(row).onConflictDoUpdate({ target: storedSettings.key, set: row });
      return before;
    },
  };
}

export type ScorerSettingsStore = ReturnType<typeof createScorerSettings>;
