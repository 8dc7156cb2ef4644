import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const FILE = "secret.key";
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type Sealing = {
  /** @param purpose what it is for: sealed for something else, it does not open */
  seal(secret: string, purpose: string): string;
  /** @returns null: it was sealed with another key or for another purpose, or is no such text */
  open(sealed: string, purpose: string): string | null;
};

/**
 * Keeps secrets that are handed on (AES-256-GCM), so that a copy of the database alone does not tell them.
 * @param keyText at least 32 characters
 */
export function createSealing(keyText: string): Sealing {
  const key = Buffer.from(hkdfSync("sha256", keyText, "", "earshot sealing", 32));
  return {
    seal(secret, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url")}`;
    },
    open(sealed, purpose) {
      const [version, text = ""] = sealed.split(".");
      const bytes = Buffer.from(text, "base64url");
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}

/** The key in this folder, made at the first use; only whoever runs Earshot may read it. @throws what the file system does */
export function keyFileIn(folder: string): string {
  const path = join(/* turbopackIgnore: true */ folder, FILE);
  mkdirSync(folder, { recursive: true });
  try {
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, randomBytes(32).toString("base64url"));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = readFileSync(path, "utf8").trim();
  // Half written by a process that was killed: with nothing in it, anybody could open what it seals.
  if (key.length < 32) throw new Error(`The key in ${FILE} is not whole. Delete it: secrets have to be typed again.`);
  return key;
}
