import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";
import type { UnitOfWork } from "@/lib/database/unit-of-work";

const days = z.number().int().min(1).max(3650);

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
  retention: z
    .strictObject({
      /** the audit trail is kept this long */
      auditDays: days,
      /** share links, tokens, passes and one-time links are forgotten this long after they ended */
      endedDays: days,
    })
    .default({ auditDays: 365, endedDays: 90 }),
});

export type StoredSettings = z.output<typeof storedSettingsSchema>;
export type StoredSettingsChange = { [Topic in keyof StoredSettings]?: Partial<StoredSettings[Topic]> | undefined };

const TOPICS = ["privacy", "retention"] as const;
/** Masking must follow a change soon, on every instance; a board poll must not ask the database each time. */
const REMEMBERED_MS = 2_000;

export function createStoredSettings({ database, nowMs }: { database: Database; nowMs: () => number }) {
  let known: { value: Promise<StoredSettings>; atMs: number } | null = null;

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

  return {
    /** At most two seconds old. */
    async current(): Promise<StoredSettings> {
      if (known === null || nowMs() - known.atMs >= REMEMBERED_MS) {
        const value = read();
        known = { value, atMs: nowMs() };
        value.catch(() => {
          known = null;
        });
      }
      return known.value;
    },

    /** Writes the topics given, field by field. @returns all settings afterwards */
    async change(
      { tx, afterCommit }: Pick<UnitOfWork, "tx" | "afterCommit">,
      wanted: StoredSettingsChange,
    ): Promise<StoredSettings> {
      for (const topic of TOPICS) {
        const fields = wanted[topic];
        if (fields === undefined) continue;
        const [row] = await tx.select().from(storedSettings).where(eq(storedSettings.key, topic)).for("update");
        const before = storedSettingsSchema.shape[topic].safeParse(row?.value);
        const base = before.success ? before.data : storedSettingsSchema.shape[topic].parse(undefined);
        const value = storedSettingsSchema.shape[topic].parse({ ...base, ...fields });
        const set = { value, updatedAt: new Date(nowMs()) };
        await tx
          .insert(storedSettings)
          .values({ key: topic, ...set })
          .onConflictDoUpdate({ target: storedSettings.key, set });
      }
      afterCommit(() => {
        known = null;
      });
      return read(tx);
    },
  };
}

/** What admins have set. */
export type StoredSettingsStore = ReturnType<typeof createStoredSettings>;
