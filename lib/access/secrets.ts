import { createHash, randomBytes } from "node:crypto";
import { OWN_ID } from "@/lib/wire/ids";

/** What a secret is for; its prefix lets secret scanners find one that was pasted somewhere. */
export type SecretPrefix = "ear_session" | "ear_token" | "ear_share" | "ear_wall" | "ear_once" | "ear_pair";

/** 96 random bits in hex: names a row, protects nothing. */
export const newId = (): string => randomBytes(12).toString("hex");

/** True when the text can be such an id: worth a look into the database. */
export const isId = (text: string): boolean => OWN_ID.test(text);

/** 256 random bits: `ear_token_` and 43 characters of base64url. */
export const newSecret = (prefix: SecretPrefix): string => `${prefix}_${randomBytes(32).toString("base64url")}`;

/** The only form in which a secret is stored. Random secrets need no slow hash. @returns SHA-256 in hex */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** True when the text can be a secret of this kind: worth a look into the database. */
export const isSecret = (text: string, prefix: SecretPrefix): boolean =>
  text.startsWith(`${prefix}_`) && /^[\w-]{43}$/.test(text.slice(prefix.length + 1));
