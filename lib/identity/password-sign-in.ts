import type { Audit } from "@/lib/access/audit";
import type { Passwords } from "@/lib/access/passwords";
import type { Throttle } from "@/lib/access/throttle";
import { knownPerson, strangerAt } from "@/lib/access/turns";
import type { createDeviceStore } from "./device-store";
import { createEntrance } from "./entrance";
import { type createUserStore, plainEmail, type User } from "./user-store";

type Parts = {
  users: Pick<ReturnType<typeof createUserStore>, "byEmail" | "rehash">;
  devices: Pick<ReturnType<typeof createDeviceStore>, "isOurs" | "read">;
  passwords: Passwords;
  throttle: Throttle;
  audit: Pick<Audit, "failed">;
};

/** `address` as throttles count it; `deviceNote` as the browser's cookie has it. */
type Given = { email: string; password: string; address: string; deviceNote: string | null };
/** `user.passwordHash` is the one that the password was judged by, or the same password's newer one. */
export type PasswordSignIn = { kind: "in"; user: User } | { kind: "wrong" } | { kind: "wait"; waitMs: number };

/**
 * Judges an e-mail address and a password. Whoever is unknown, invited, disabled or signs in elsewhere is refused like a
 * wrong password, after the same work. @throws PasswordsBusyError
 */
export function createPasswordSignIn({ users, devices, passwords, throttle, audit }: Parts) {
  const entrance = createEntrance();

  async function judge({ email, password, address, deviceNote }: Given): Promise<PasswordSignIn> {
    const account = plainEmail(email);
    const user = await users.byEmail(account);
    const attempt = { address, account, device: await devices.read(deviceNote, user?.id ?? null) };
    const waitMs = throttle.signIn(attempt);
    if (waitMs !== null) return { kind: "wait", waitMs };
    const asker = user !== null && attempt.device !== null ? knownPerson(user.id) : strangerAt(address);
    const stored = user?.status === "active" ? user.passwordHash : null;
    const { matches, outdated } = await passwords.verify(password, stored, asker).catch(async (error: unknown) => {
      throttle.notJudged(attempt);
      throw error;
    });
    if (user === null || stored === null || !matches) {
      const target = user && { kind: "user", id: user.id };
      await audit.failed({ actor: { kind: "anonymous" }, action: "session.started", target });
      return { kind: "wrong" };
    }
    throttle.signedIn(attempt);
    if (!outdated) return { kind: "in", user };
    const passwordHash = await passwords.hash(password, asker);
    const isStillTheirs = await users.rehash(user.id, stored, passwordHash);
    return isStillTheirs ? { kind: "in", user: { ...user, passwordHash } } : { kind: "wrong" };
  }

  return async (given: Given): Promise<PasswordSignIn> => {
    if (await devices.isOurs(given.deviceNote)) return judge(given);
    const leave = entrance.enter(given.address);
    try {
      return await judge(given);
    } finally {
      leave();
    }
  };
}

export type SignInByPassword = ReturnType<typeof createPasswordSignIn>;
