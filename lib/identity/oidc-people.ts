import { and, eq, isNull } from "drizzle-orm";
import type { Role } from "@/lib/access/actor";
import { newId } from "@/lib/access/secrets";
import { oneTimeLinks, users } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { visible } from "@/lib/format/visible";
import { type Claimed, claimedEmail } from "./oidc-email";
import { type RoleMap, roleOf } from "./oidc-role";
import type { createUserStore, User } from "./user-store";

/** What signing in changed of an account, for the audit trail: `tie` to the provider, its address, its role. */
export type ProviderChange =
  | { field: "created" | "tie" | "email"; userId: string; role: Role }
  | { field: "role"; userId: string; role: Role; roleBefore: Role }
  | { field: "removed"; userId: string; role: Role };

export type Admitted =
  | { kind: "in"; user: User; changes: ProviderChange[] }
  | {
      kind: "out";
      reason: "no_role" | "disabled" | "no_address" | "unverified" | "other_account";
      changes: ProviderChange[];
    };

/** What settings say of the provider. */
export type ProviderRules = RoleMap & {
  /** of somebody whom no admin made and whose claims match nothing; null: may not come in */
  defaultRole: Role | null;
  /** its addresses count as verified when it says nothing about that */
  trustEmail: boolean;
};

type Recognised = { issuer: string; subject: string; claims: Record<string, unknown> };
const LONGEST_NAME = 80;

/**
 * Which user somebody is whom the provider vouches for. Known by issuer and subject; else, once, by an e-mail address
 * the provider says it has verified; else new, when the claims give a role. Somebody new whose address nobody has
 * verified gets an account without one: it would keep the address from whoever it belongs to. The claims' role counts at
 * each sign-in; a person whom an admin invited keeps the given role when the claims say nothing.
 */
export function createOidcPeople({
  nowMs,
  users: people,
}: {
  nowMs: () => number;
  users: ReturnType<typeof createUserStore>;
}) {
  async function bySubject(tx: Transaction, { issuer, subject }: Recognised): Promise<User | null> {
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.oidcIssuer, issuer), eq(users.oidcSubject, subject)));
    return user ?? null;
  }

  /**
   * Ties an existing account to the provider's. The invitation that lies in a mailbox has done its work and ends.
   * @returns null when somebody was quicker
   */
  async function link(tx: Transaction, user: User, { issuer, subject }: Recognised): Promise<User | null> {
    const [linked] = await tx
      .update(users)
      .set({ oidcIssuer: issuer, oidcSubject: subject, status: "active" })
      .where(and(eq(users.id, user.id), eq(users.status, user.status), isNull(users.oidcSubject)))
      .returning();
    if (linked === undefined) return null;
    await tx.delete(oneTimeLinks).where(eq(oneTimeLinks.userId, user.id));
    return linked;
  }

  async function create(tx: Transaction, recognised: Recognised, claimed: Claimed, role: Role): Promise<User | null> {
    const { issuer, subject, claims } = recognised;
    const [made] = await tx
      .insert(users)
      .values({
        id: newId(),
        email: claimed.verified ? claimed.email : null,
        name: nameIn(claims, claimed.email),
        role,
        scope: null,
        status: "active",
        passwordHash: null,
        oidcIssuer: issuer,
        oidcSubject: subject,
        roleFrom: "provider",
        createdAt: new Date(nowMs()),
        lastSignInAt: null,
      })
      .onConflictDoNothing()
      .returning();
    return made ?? null;
  }

  /** The last admin stays one, whatever the claims say: somebody must be able to mend the claim map. */
  async function withRole(tx: Transaction, user: User, role: Role, changes: ProviderChange[]): Promise<User> {
    if (user.role === role) return user;
    const changed = await people.update(tx, user.id, { role }, "provider");
    if (changed.kind !== "done") return user;
    changes.push({ field: "role", userId: user.id, role, roleBefore: user.role });
    return changed.value;
  }

  /**
   * Somebody known without an address, whose address is verified now: it becomes theirs, or they become the person whom
   * an admin has invited by it.
   */
  async function withAddress(
    tx: Transaction,
    user: User,
    recognised: Recognised,
    email: string,
    changes: ProviderChange[],
  ) {
    const namesake = await people.byEmail(email, tx);
    if (namesake === null) {
      const adopted = await people.adoptEmail(tx, user.id, email);
      if (adopted !== null) changes.push({ field: "email", userId: user.id, role: user.role });
      return adopted ?? user;
    }
    if (namesake.status === "disabled" || namesake.oidcSubject !== null) return user;
    if ((await people.remove(tx, user.id)).kind !== "done") return user;
    changes.push({ field: "removed", userId: user.id, role: user.role });
    const linked = await link(tx, namesake, recognised);
    if (linked !== null) changes.push({ field: "tie", userId: linked.id, role: linked.role });
    return linked;
  }

  async function admitKnown(
    tx: Transaction,
    user: User,
    rules: ProviderRules,
    matched: Role | null,
    changes: ProviderChange[],
  ) {
    if (user.status === "disabled") return out("disabled", changes);
    const role = matched ?? (user.roleFrom === "provider" ? rules.defaultRole : user.role);
    if (role === null) return out("no_role", changes);
    return { kind: "in", user: await withRole(tx, user, role, changes), changes } satisfies Admitted;
  }

  async function admitNamesake(
    tx: Transaction,
    namesake: User,
    recognised: Recognised,
    rules: ProviderRules,
    matched: Role | null,
  ) {
    if (namesake.status === "disabled") return out("disabled");
    if (namesake.oidcSubject !== null) return out("other_account");
    const linked = await link(tx, namesake, recognised);
    if (linked === null) return out("other_account");
    return admitKnown(tx, linked, rules, matched, [{ field: "tie", userId: linked.id, role: linked.role }]);
  }

  return {
    /** Lets them in, or says why not. `changes` were made to accounts on the way. */
    async admit(tx: Transaction, recognised: Recognised, rules: ProviderRules): Promise<Admitted> {
      const matched = roleOf(recognised.claims, rules);
      const claimed = claimedEmail(recognised.claims, rules);
      const verified = claimed?.verified ? claimed.email : null;
      const known = await bySubject(tx, recognised);
      if (known !== null) {
        if (known.email !== null || verified === null || known.status === "disabled") {
          return admitKnown(tx, known, rules, matched, []);
        }
        const changes: ProviderChange[] = [];
        const person = await withAddress(tx, known, recognised, verified, changes);
        return person === null ? out("other_account", changes) : admitKnown(tx, person, rules, matched, changes);
      }
      if (claimed === null) return out("no_address");
      const namesake = await people.byEmail(claimed.email, tx);
      // An unverified address may be anybody's: it must not open an account that exists.
      if (namesake !== null && verified === null) return out("unverified");
      if (namesake !== null) return admitNamesake(tx, namesake, recognised, rules, matched);
      const role = matched ?? rules.defaultRole;
      if (role === null) return out("no_role");
      const made = await create(tx, recognised, claimed, role);
      if (made === null) return out("other_account");
      return { kind: "in", user: made, changes: [{ field: "created", userId: made.id, role }] };
    },
  };
}

const out = (reason: Extract<Admitted, { kind: "out" }>["reason"], changes: ProviderChange[] = []) =>
  ({ kind: "out", reason, changes }) satisfies Admitted;

/** What they are called there, as it can be seen; else the first half of their address. */
function nameIn(claims: Record<string, unknown>, email: string): string {
  const given = [claims.name, claims.preferred_username, email.replace(/@.*/, "")]
    .map((name) => (typeof name === "string" ? visible(name) : ""))
    .find((name) => name !== "");
  return [...(given ?? "Somebody")].slice(0, LONGEST_NAME).join("");
}

export type OidcPeople = ReturnType<typeof createOidcPeople>;
