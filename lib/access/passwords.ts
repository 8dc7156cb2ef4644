import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { COMMON_PASSWORDS } from "./common-passwords";
import { type Asker, createTurns } from "./turns";

/** scrypt with N = 2^17, r = 8, p = 1: half a second and 128 MiB each. */
const LOG_COST = 17;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const HASH_BYTES = 32;
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 256;

export type Derive = (password: string, salt: Buffer, bytes: number, options: ScryptOptions) => Promise<Buffer>;
export type Passwords = ReturnType<typeof createPasswords>;

/**
 * Hashing and checking of passwords, a few at a time, in fair turns (turns.ts).
 * @param options.logCost the binary logarithm of scrypt's N for new hashes
 */
export function createPasswords(options: { logCost?: number; derive?: Derive } = {}) {
  const { logCost = LOG_COST, derive = promisify(scrypt) as Derive } = options;
  const current = `scrypt$${logCost}$${BLOCK_SIZE}$${PARALLELISM}`;
  const turns = createTurns();

  /** One text with the parameters and salt in it. @throws PasswordsBusyError */
  async function hash(password: string, asker: Asker): Promise<string> {
    const salt = randomBytes(16);
    const bytes = await turns.take(asker, () => work(password, salt, logCost, BLOCK_SIZE, PARALLELISM));
    return `${current}$${salt.toString("base64url")}$${bytes.toString("base64url")}`;
  }

  /**
   * Whether the password belongs to the hash. Without a hash (no such user) the same work is done for nothing, so that
   * the time says nothing. `outdated`: the hash should be made anew with today's parameters.
   * @throws PasswordsBusyError
   */
  async function verify(
    password: string,
    stored: string | null,
    asker: Asker,
  ): Promise<{ matches: boolean; outdated: boolean }> {
    const read = stored === null ? null : readHash(stored);
    if (read === null) {
      await turns.take(asker, () => work(password, randomBytes(16), logCost, BLOCK_SIZE, PARALLELISM));
      return { matches: false, outdated: false };
    }
    const bytes = await turns.take(asker, () =>
      work(password, read.salt, read.logCost, read.blockSize, read.parallelism),
    );
    const matches = bytes.length === read.hash.length && timingSafeEqual(bytes, read.hash);
    if (matches) turns.forgive(asker);
    return { matches, outdated: !stored?.startsWith(`${current}$`) };
  }

  function work(password: string, salt: Buffer, log: number, blockSize: number, parallelism: number) {
    const cost = 2 ** log;
    // One character can be written in several ways: composed by one keyboard, in parts by another.
    return derive(password.normalize("NFKC"), salt, HASH_BYTES, {
      cost,
      blockSize,
      parallelization: parallelism,
      maxmem: 256 * cost * blockSize * parallelism,
    });
  }

  return { hash, verify };
}

function readHash(stored: string) {
  const [, log, blockSize, parallelism, salt, hash] =
    /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return null;
  return {
    logCost: Number(log),
    blockSize: Number(blockSize),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64url"),
    hash: Buffer.from(hash, "base64url"),
  };
}

/** Why this cannot be a password, in a sentence for whoever chose it; null: it can. @param email theirs, if known */
export function passwordFault(password: string, email: string | null): string | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `A password has at least ${SHORTEST_PASSWORD} characters.`;
  if (length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters.`;
  const plain = password.normalize("NFKC").toLowerCase();
  if (email !== null && (plain === email || plain === email.split("@")[0])) {
    return "The e-mail address itself is the first thing somebody would try. Choose another password.";
  }
  if (new Set(plain).size < 4) return "This repeats a few characters. Choose another password.";
  if (COMMON_PASSWORDS.has(plain.replace(/[\s._-]/g, ""))) {
    return "Many people use this password, so it is tried first. Choose another one.";
  }
  return null;
}
