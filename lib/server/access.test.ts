import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Person } from "@/lib/access/actor";
import { databasePlace } from "@/lib/settings/database-place";
import { authorizeSignedIn } from "./authorize";
import { identity } from "./features";

const denied = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock("./access", async (original) => ({ ...(await original()), access: async () => ({ audit: { denied } }) }));

test("the demo keeps nothing where a real Earshot keeps its people, links and passes", () => {
  const given = { databaseUrl: "postgres://localhost/earshot", dataDir: "/data" };
  expect(databasePlace({ auth: "demo", ...given })).toEqual({ url: null, dataDir: join("/data", "demo") });
  for (const auth of ["on", "off"] as const) {
    expect(databasePlace({ auth, ...given })).toEqual({ url: given.databaseUrl, dataDir: "/data" });
  }
});

test.each(["demo", "off", "token"] as const)(
  "an admin by %s makes no users, invitations, resets or tokens, and that is written down",
  async (via) => {
    const admin: Person = {
      ...{ kind: "person", id: via, name: "Admin", email: null, role: "admin", scope: null },
      ...{ via, credentialId: null, mayAct: true },
    };
    for (const action of ["users.manage", "tokens.manage", "account.manage"] as const) {
      await expect(authorizeSignedIn(admin, action)).rejects.toMatchObject({ reason: "not_permitted" });
      expect(denied).toHaveBeenLastCalledWith(admin, action, null);
      expect(await authorizeSignedIn({ ...admin, via: "session" }, action)).toMatchObject({ via: "session" });
    }
  },
);

test.each([
  ["the demo's admin", "demo"],
  ["everybody with sign-in off", "off"],
  ["an admin's token that acts", "token"],
] as const)(
  "%s sees no users and makes, changes, removes and resets none, their own account included",
  async (_, via) => {
    const actor: Person = {
      ...{ kind: "person", id: "a".repeat(24), name: "Admin", email: null, role: "admin", scope: null },
      ...{ via, credentialId: null, mayAct: true },
    };
    const invited = { email: "b@example.com", name: "B", role: "admin", scope: null } as const;
    const attempts = [
      identity.users.list(actor, null),
      identity.users.invite(actor, invited),
      identity.users.change(actor, actor.id, { role: "admin" }),
      identity.users.remove(actor, actor.id),
      identity.users.makeLink(actor, actor.id),
    ];
    for (const attempt of await Promise.allSettled(attempts)) {
      expect(attempt).toMatchObject({ status: "rejected", reason: { reason: "not_permitted" } });
    }
  },
);
