import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { storedSettings } from "@/lib/database/schema";

const KEY_ROW = "device-key";

/** How long a browser is known again after a sign-in. */
export const DEVICE_LIFE_MS = 180 * 86_400_000;

/**
 * Browsers that have signed in to an account before carry a signed note that says so. It opens nothing: it only spares
 * them the throttle that strangers' failures set off.
 */
export function createDeviceStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  let key: Promise<Buffer> | null = null;

  async function readKey(): Promise<Buffer> {
    const fresh = { key: KEY_ROW, value: randomBytes(32).toString("base64url"), updatedAt: new Date(nowMs()) };
    // Several instances may start at once: the first row stays.
    await database.insert(storedSettings).values(fresh).onConflictDoNothing();
    const [row] = await database.select().from(storedSettings).where(eq(storedSettings.key, KEY_ROW));
    return Buffer.from(String(row?.value), "base64url");
  }

  function signingKey(): Promise<Buffer> {
    key ??= readKey().catch((error: unknown) => {
      key = null;
      throw error;
    });
    return key;
  }

  const sign = (signer: Buffer, text: string) => createHmac("sha256", signer).update(text).digest();

  return {
    /** @returns what makes the note for a browser's cookie; it asks the database nothing, so a transaction can use it */
    async issuer(): Promise<(userId: string) => string> {
      const signer = await signingKey();
      return (userId) => {
        const text = `${userId}.${randomBytes(12).toString("base64url")}`;
        return `${text}.${sign(signer, text).toString("base64url")}`;
      };
    },

    /** True for a note of ours, about whomever. */
    async isOurs(note: string | null): Promise<boolean> {
      const [owner] = note?.split(".") ?? [];
      return note !== null && owner !== undefined && (await this.read(note, owner)) !== null;
    },

    /** Names the browser, when the note is ours and about this user; else null. @param userId null: nobody */
    async read(note: string | null, userId: string | null): Promise<string | null> {
      const [owner, nonce, signature, ...more] = note?.split(".") ?? [];
      if (owner === undefined || nonce === undefined || signature === undefined || more.length > 0) return null;
      const given = Buffer.from(signature, "base64url");
      const wanted = sign(await signingKey(), `${owner}.${nonce}`);
      const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
      return isOurs && owner === userId ? nonce : null;
    },
  };
}

export type Devices = ReturnType<typeof createDeviceStore>;
