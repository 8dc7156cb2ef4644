import "server-only";
import { addressOf } from "@/lib/access/address";
import { busyOr } from "@/lib/access/busy";
import { passwordFault } from "@/lib/access/passwords";
import { linkHolder } from "@/lib/access/turns";
import { settings } from "@/lib/settings/settings";
import type { LinkAnswer } from "@/lib/wire/identity-contract";
import { RequestError } from "@/lib/wire/request-error";
import type { StoresOf } from "./parts";
import type { SessionStarter, SignedIn } from "./sign-in";
import { plainEmail } from "./user-store";

function required(value: string | undefined, field: string): string {
  if (value === undefined) throw new RequestError("invalid_request", { message: `“${field}” is missing.` });
  return value;
}

/** Links that work once: an invitation, a new password, the first admin. */
export function createOneTimeLinks({
  stores,
  sessionStarter,
}: StoresOf<"throttle" | "passwords" | "oneTimeLinks" | "change"> & { sessionStarter: SessionStarter }) {
  /**
   * What a link that works once is for; looking does not use it.
   * @throws RequestError link_unknown, link_used, link_expired or too_many_attempts
   */
  async function inspectLink(headers: Headers, secret: string): Promise<LinkAnswer> {
    const { link, user } = await goodLink(headers, secret);
    const { kind, expiresAt } = link;
    const data = { kind, email: user?.email ?? null, name: user?.name ?? null, expiresAt: expiresAt.toISOString() };
    return { data };
  }

  /**
   * Sets the password of the link's person, or makes the first admin, and signs them in.
   * @throws RequestError as inspectLink, and invalid_request with a sentence about the password
   */
  async function enterByLink(
    headers: Headers,
    given: { token: string; password: string; email?: string; name?: string },
  ): Promise<SignedIn> {
    const { oneTimeLinks, change } = await stores();
    const { link, user } = await goodLink(headers, given.token);
    const admin =
      user === null ? { email: plainEmail(required(given.email, "email")), name: required(given.name, "name") } : null;
    const message = passwordFault(given.password, admin?.email ?? user?.email ?? null);
    if (message !== null) throw new RequestError("invalid_request", { message });
    const passwordHash = await hashFor(link.id, given.password);
    const start = await sessionStarter(headers);
    return change({ kind: "anonymous" }, async (unit) => {
      const result =
        admin !== null
          ? await oneTimeLinks.makeAdmin(unit.tx, given.token, { ...admin, passwordHash })
          : await oneTimeLinks.setPassword(unit.tx, given.token, { name: given.name ?? null, passwordHash });
      if (typeof result === "string") throw new RequestError(result);
      const signedIn = await start(unit, result, "link");
      if (signedIn === null) throw new RequestError("link_expired");
      const target = { kind: "user", id: result.id };
      unit.audit.record({ actor: signedIn.actor, action: "link.used", target, detail: { kind: link.kind } });
      return signedIn;
    });
  }

  /** Counted before the work is done: whoever holds one good link does not keep the processors busy with it. */
  async function hashFor(linkId: string, password: string): Promise<string> {
    const { throttle, passwords } = await stores();
    const waitMs = throttle.linkUse(linkId);
    if (waitMs !== null) throw new RequestError("too_many_attempts", { retryAfterMs: waitMs });
    try {
      return await passwords.hash(password, linkHolder(linkId));
    } catch (error) {
      throttle.linkWasNotUsed(linkId);
      throw busyOr(error);
    }
  }

  async function goodLink(headers: Headers, secret: string) {
    if (settings().auth !== "on") throw new RequestError("link_unknown");
    const { throttle, oneTimeLinks } = await stores();
    const address = addressOf(headers);
    const waitMs = throttle.link(address);
    if (waitMs !== null) throw new RequestError("too_many_attempts", { retryAfterMs: waitMs });
    const found = await oneTimeLinks.inspect(secret);
    if (typeof found === "string") throw new RequestError(found);
    throttle.linkWasGood(address);
    return found;
  }

  return { inspect: inspectLink, enter: enterByLink };
}
