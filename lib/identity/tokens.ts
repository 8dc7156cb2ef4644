import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { RequestError } from "@/lib/wire/request-error";
import type { AccessToken } from "@/lib/wire/settings-contract";
import type { IdentityParts } from "./parts";
import { MOST_TOKENS_A_DAY, MOST_TOKENS_PER_PERSON } from "./token-store";

/** Access tokens of people. */
export function createTokens({ stores, authorizeSignedIn }: IdentityParts) {
  /** Tokens are people's: a program cannot make more of them. */
  const owner = (actor: Actor): Promise<Person> => authorizeSignedIn(actor, "tokens.manage");

  /** One's own tokens; with `everybody` all of them, for admins. Newest first. */
  async function listTokens(actor: Actor, options: { everybody: boolean }): Promise<AccessToken[]> {
    const person = await owner(actor);
    if (options.everybody) await authorizeSignedIn(actor, "users.manage");
    const { tokens, nowMs } = await stores();
    const rows = await tokens.list(options.everybody ? null : person.id);
    return rows.map(({ createdAt, expiresAt, lastUsedAt, revokedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      state: revokedAt !== null ? "revoked" : expiresAt.getTime() <= nowMs() ? "expired" : "active",
    }));
  }

  /** @returns the new token's secret, this once @throws RequestError conflict when there are too many */
  async function createToken(
    actor: Actor,
    wanted: { name: string; permission: "read" | "act" | "export"; days: number },
  ): Promise<{ id: string; token: string }> {
    const person = await owner(actor);
    const { tokens, change } = await stores();
    const made = await change(actor, async ({ tx, audit }) => {
      const token = await tokens.create(tx, { userId: person.id, ...wanted });
      const detail = { permission: wanted.permission, days: wanted.days };
      if (token !== null) audit.record({ action: "token.created", target: { kind: "token", id: token.id }, detail });
      return token;
    });
    if (made === null) {
      const message = `Nobody has more than ${MOST_TOKENS_PER_PERSON} tokens at once or makes more than ${MOST_TOKENS_A_DAY} a day. Revoke one that is not used any more.`;
      throw new RequestError("conflict", { message });
    }
    return made;
  }

  /** Ends one's own token, or anybody's as an admin. @throws RequestError not_found */
  async function revokeToken(actor: Actor, tokenId: string): Promise<void> {
    const person = await owner(actor);
    const { tokens, change } = await stores();
    await change(actor, async ({ tx, audit }) => {
      const revoked = await tokens.revoke(tx, tokenId, person.role === "admin" ? null : person.id);
      if (!revoked) throw new RequestError("not_found", { message: "There is no such token, or it has been revoked." });
      audit.record({ action: "token.revoked", target: { kind: "token", id: tokenId } });
    });
  }

  return { list: listTokens, create: createToken, revoke: revokeToken };
}
