import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { type Memory, NO_MEMORY } from "./memory";
import { type RetentionChange, retentionAt, storedRetentionSchema, withRetention } from "./retention";

/** What admins set on the settings pages, with what holds until they do. */
const storedSettingsSchema = z.strictObject({
  privacy: z
    .strictObject({
      /** false: supervisors see numbers and names masked until they ask for one call's */
      supervisorsSeeNumbers: z.boolean(),
      /** true: numbers and addresses are taken out of what supervisors read, too */
      redactForSupervisors: z.boolean(),
    })
    .default({ supervisorsSeeNumbers: false, redactForSupervisors: false }),
  retention: storedRetentionSchema,
  archive: z
    .strictObject({
      /** calls that are over are kept, with what was said in them; null: nobody has decided yet, so nothing is */
      keeps: z.boolean().nullable(),
      /** those that nobody watched are read after their end, and kept, too */
      keepUp: z.boolean(),
    })
    .default({ keeps: null, keepUp: true }),
});

export type StoredSettings = z.output<typeof storedSettingsSchema>;
export type StoredSettingsChange = {
  privacy?: { [Field in keyof StoredSettings["privacy"]]?: boolean | undefined } | undefined;
  retention?: RetentionChange | undefined;
  archive?: { [Field in keyof StoredSettings["archive"]]?: StoredSettings["archive"][Field] | undefined } | undefined;
};

const TOPICS = ["privacy", "retention", "archive"] as const;

export function createStoredSettings({
  database,
  nowMs,
  memory = NO_MEMORY,
}: {
  database: Database;
  nowMs: () => number;
  memory?: Memory;
}) {
  const recall = memory.of<StoredSettings>(["settings"]);

  const read = async (from: Pick<Database, "select"> = database): Promise<StoredSettings> => {
    const rows = await from.select().from(storedSettings);
    const given = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    const topics = TOPICS.map((topic) => {
      const parsed = storedSettingsSchema.shape[topic].safeParse(given[topic]);
      // A row this version cannot read counts as not set: the defaults are the careful choice.
      return [topic, parsed.success ? parsed.data : storedSettingsSchema.shape[topic].parse(undefined)];
    });
    return storedSettingsSchema.parse(Object.fromEntries(topics));
  };

  const asOfNow = (settings: StoredSettings): StoredSettings => ({
    ...settings,
    retention: retentionAt(settings.retention, nowMs()),
  });

  return {
    /** What was set two seconds ago at most, as it holds now. */
    async current(): Promise<StoredSettings> {
      return asOfNow(await recall("", read, () => true));
    },

    /** Writes the topics given, field by field. @returns all settings afterwards */
    async change(tx: Transaction, wanted: StoredSettingsChange): Promise<StoredSettings> {
      for (const topic of TOPICS) {
        const fields = wanted[topic];
        if (fields === undefined) continue;
        const [row] = await tx.select().from(storedSettings).where(eq(storedSettings.key, topic)).for("update");
        const before = storedSettingsSchema.shape[topic].safeParse(row?.value);
        const base = before.success ? before.data : storedSettingsSchema.shape[topic].parse(undefined);
        const value = storedSettingsSchema.shape[topic].parse(
          "auditDays" in base ? withRetention(base, wanted.retention ?? {}, nowMs()) : { ...base, ...fields },
        );
        const set = { value, updatedAt: new Date(nowMs()) };
        await tx
          .insert(storedSettings)
          .values({ key: topic, ...set })
          .onConflictDoUpdate({ target: storedSettings.key, set });
      }
      return asOfNow(await read(tx));
    },
  };
}

/** What admins have set. */
export type StoredSettingsStore = ReturnType<typeof createStoredSettings>;
