import "server-only";
import { passwordFault } from "@/lib/access/passwords";
import { knownPerson } from "@/lib/access/turns";
import { settings } from "@/lib/settings/settings";
import { setupPagePath } from "@/lib/wire/paths";
import type { StoresOf } from "./parts";
import { plainEmail } from "./user-store";

/** The first admin. */
export function createSetup({ stores }: StoresOf<"users" | "oneTimeLinks" | "passwords" | "change">) {
  /**
   * The first admin: made from EARSHOT_ADMIN_EMAIL and EARSHOT_ADMIN_PASSWORD while there is none, else by whoever opens
   * the link this hands back; others who came in by single sign-on before do not matter. Does nothing once there is an
   * admin: a password that was changed stays.
   * @returns what to say on the terminal, without anybody's address; null: nothing
   * @throws DatabaseUnavailableError
   */
  async function announceSetup(): Promise<string | null> {
    const { auth, admin, publicUrl } = settings();
    if (auth !== "on") return null;
    const { users, oneTimeLinks, passwords, change } = await stores();
    if (await users.hasAdmin()) {
      return admin === null
        ? null
        : "EARSHOT_ADMIN_EMAIL and EARSHOT_ADMIN_PASSWORD change nothing: there is an admin.";
    }
    const fault = admin && passwordFault(admin.password, plainEmail(admin.email));
    if (admin !== null && fault === null) {
      const passwordHash = await passwords.hash(admin.password, knownPerson("setup"));
      const made = await change({ kind: "system" }, async ({ tx, audit }) => {
        const user = await users.makeAdmin(tx, admin.email, passwordHash);
        if (user === null) return false;
        audit.record({ action: "user.created", target: { kind: "user", id: user.id }, detail: { role: "admin" } });
        return true;
      });
      if (!made) return null;
      return "Made the first admin from EARSHOT_ADMIN_EMAIL and EARSHOT_ADMIN_PASSWORD.";
    }
    const { secret } = await oneTimeLinks.makeSetup();
    const link = `Open ${publicUrl}${setupPagePath(secret)} to create the first admin (works once, 24 hours).`;
    return fault === null ? link : `EARSHOT_ADMIN_PASSWORD is not usable: ${fault}\n${link}`;
  }

  return { announce: announceSetup };
}
