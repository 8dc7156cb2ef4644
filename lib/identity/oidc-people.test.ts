import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { users } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import type { ProviderRules } from "./oidc-people";
import { createOidcPeople, createOneTimeLinks, createUsers } from "./testing";

const MAP: ProviderRules = {
  roleClaim: "groups",
  roleValues: { admin: ["admins"], supervisor: ["supervisors"], viewer: ["viewers"] },
  defaultRole: null,
  trustEmail: false,
};
let open: OpenDatabase;

beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  await open.database.delete(users);
});

function parts() {
  const given = { database: open.database, nowMs: () => Date.parse("2026-11-22T12:00:00.000Z") };
  const people = createUsers(given);
  return { people, oidc: createOidcPeople(given), links: createOneTimeLinks(given) };
}

const alice = (claims: Record<string, unknown> = {}, subject = "alice") => ({
  issuer: "https://idp.example",
  subject,
  claims: { email: "Alice@Example.com", email_verified: true, name: "Alice", groups: ["viewers"], ...claims },
});

test("a stranger with a role gets an account, once, and is the same person the next time", async () => {
  const { oidc } = parts();
  const first = await oidc.admit(alice(), MAP);
  expect(first).toMatchObject({
    kind: "in",
    changes: [{ field: "created" }],
    user: { email: "alice@example.com", role: "viewer" },
  });
  const again = await oidc.admit(alice({ email: "new@example.com" }), MAP);
  expect(again).toMatchObject({ kind: "in", changes: [], user: { email: "alice@example.com" } });
  expect(await open.database.$count(users)).toBe(1);
});

test("the claims' role counts at each sign-in, up and down, and without one there is no way in", async () => {
  const { oidc } = parts();
  await oidc.admit(alice(), MAP);
  expect(await oidc.admit(alice({ groups: ["supervisors"] }), MAP)).toMatchObject({ user: { role: "supervisor" } });
  expect(await oidc.admit(alice({ groups: ["viewers"] }), MAP)).toMatchObject({ user: { role: "viewer" } });
  expect(await oidc.admit(alice({ groups: [] }), MAP)).toMatchObject({ kind: "out", reason: "no_role" });
});

test("strangers without a role, an address or a verified address of somebody known stay out", async () => {
  const { oidc, people } = parts();
  await people.create({ email: "alice@example.com", name: "A", role: "admin", scope: null }, "hash");
  expect(await oidc.admit(alice({ email_verified: false }), MAP)).toMatchObject({ kind: "out", reason: "unverified" });
  expect(await oidc.admit(alice({ email_verified: "true" }), MAP)).toMatchObject({ kind: "out", reason: "unverified" });
  expect(await oidc.admit(alice({ email: undefined }), MAP)).toMatchObject({ kind: "out", reason: "no_address" });
  expect(await oidc.admit(alice({ email: "not an address" }), MAP)).toMatchObject({ reason: "no_address" });
  expect(await oidc.admit(alice({ email: "bob@example.com", groups: [] }), MAP)).toMatchObject({
    kind: "out",
    reason: "no_role",
  });
});

test("somebody invited comes in by a verified address and keeps the given role while the claims say nothing", async () => {
  const { oidc, people } = parts();
  await people.create({ email: "alice@example.com", name: "A", role: "supervisor", scope: null });
  const quiet = alice({ groups: undefined });
  expect(await oidc.admit(quiet, MAP)).toMatchObject({ kind: "in", user: { role: "supervisor", status: "active" } });
  expect(await oidc.admit(quiet, MAP)).toMatchObject({ kind: "in", user: { role: "supervisor" } });
});

test("the invitation of somebody who came by single sign-on opens nothing any more", async () => {
  const { oidc, people, links } = parts();
  const user = await people.create({ email: "alice@example.com", name: "A", role: "supervisor", scope: null });
  if (user === null) throw new Error("There is such a user.");
  const { secret } = await links.makeFor(user);
  expect(await oidc.admit(alice({ groups: undefined }), MAP)).toMatchObject({ kind: "in" });
  expect(await links.inspect(secret)).toBe("link_unknown");
  expect(await links.setPassword(secret, { name: null, passwordHash: "taken" })).toBe("link_unknown");
  expect(await people.byId(user.id)).toMatchObject({ passwordHash: null });
});

test("a second person at the provider does not get an account that is tied to the first", async () => {
  const { oidc } = parts();
  await oidc.admit(alice(), MAP);
  expect(await oidc.admit(alice({}, "mallory"), MAP)).toMatchObject({ kind: "out", reason: "other_account" });
  const elsewhere = { ...alice(), issuer: "https://other.example" };
  expect(await oidc.admit(elsewhere, MAP)).toMatchObject({ kind: "out", reason: "other_account" });
});

test("a disabled person stays out, known or met for the first time", async () => {
  const { oidc, people } = parts();
  const user = await people.create({ email: "alice@example.com", name: "A", role: "viewer", scope: null }, "hash");
  await people.update(user?.id ?? "", { status: "disabled" });
  expect(await oidc.admit(alice(), MAP)).toMatchObject({ kind: "out", reason: "disabled" });
  await people.update(user?.id ?? "", { status: "active" });
  await oidc.admit(alice(), MAP);
  await people.create({ email: "b@example.com", name: "B", role: "admin", scope: null }, "hash");
  await people.update(user?.id ?? "", { status: "disabled" });
  expect(await oidc.admit(alice(), MAP)).toMatchObject({ kind: "out", reason: "disabled" });
});

test("the last admin stays one, whatever the claims say", async () => {
  const { oidc } = parts();
  await oidc.admit(alice({ groups: ["admins"] }), MAP);
  expect(await oidc.admit(alice({ groups: ["viewers"] }), MAP)).toMatchObject({ kind: "in", user: { role: "admin" } });
});

test("two first sign-ins at once make one account", async () => {
  const { oidc } = parts();
  await Promise.all([oidc.admit(alice(), MAP), oidc.admit(alice(), MAP)]);
  expect(await open.database.$count(users)).toBe(1);
});

test("the default role is for people whom no admin gave one: it neither lifts nor lowers the others", async () => {
  const { oidc, people } = parts();
  const map = { ...MAP, defaultRole: "supervisor" as const };
  const quiet = alice({ groups: ["others"] });
  await people.create({ email: "alice@example.com", name: "A", role: "viewer", scope: null });
  expect(await oidc.admit(quiet, map)).toMatchObject({ user: { role: "viewer" } });
  const bob = { ...alice({ email: "bob@example.com", groups: [] }, "bob") };
  const came = await oidc.admit(bob, map);
  expect(came).toMatchObject({ user: { role: "supervisor" } });
  await people.update(came.kind === "in" ? came.user.id : "", { role: "viewer" });
  expect(await oidc.admit(bob, map)).toMatchObject({ user: { role: "viewer" } });
});

describe("an address that nobody has verified", () => {
  const mallory = (claims: Record<string, unknown> = {}) => alice({ email_verified: false, ...claims }, "mallory");

  test.each([false, undefined, null, "true", "yes", 1])(
    "(email_verified %j) is nobody's: its owner and an invitation find it free",
    async (verified) => {
      const { oidc, people } = parts();
      const came = await oidc.admit(mallory({ email_verified: verified }), MAP);
      expect(came).toMatchObject({ kind: "in", user: { email: null, name: "Alice", role: "viewer" } });
      expect(await people.byEmail("alice@example.com")).toBeNull();
      expect(await people.create({ email: "alice@example.com", name: "A", role: "admin", scope: null })).not.toBeNull();
      expect(await oidc.admit(alice(), MAP)).toMatchObject({ kind: "in", user: { email: "alice@example.com" } });
      expect(await oidc.admit(mallory({ email_verified: verified }), MAP)).toMatchObject({ user: { email: null } });
    },
  );

  test("becomes theirs once the provider has verified it, unless it is somebody else's by then", async () => {
    const { oidc } = parts();
    await oidc.admit(mallory(), MAP);
    const verified = await oidc.admit(mallory({ email_verified: true }), MAP);
    expect(verified).toMatchObject({ user: { email: "alice@example.com" }, changes: [{ field: "email" }] });
    const bob = (claims: Record<string, unknown> = {}) => alice({ email_verified: false, ...claims }, "bob");
    expect(await oidc.admit(bob(), MAP)).toMatchObject({ kind: "out", reason: "unverified" });
    await oidc.admit(bob({ email: "bob@example.com" }), MAP);
    expect(await oidc.admit(bob({ email_verified: true }), MAP)).toMatchObject({ kind: "in", user: { email: null } });
  });

  test("is replaced by an invitation: once verified, they are the person who was invited by it", async () => {
    const { oidc, people } = parts();
    const before = await oidc.admit(mallory(), MAP);
    const invited = await people.create({ email: "alice@example.com", name: "A", role: "supervisor", scope: null });
    const now = await oidc.admit(mallory({ email_verified: true, groups: undefined }), MAP);
    expect(now).toMatchObject({
      kind: "in",
      user: { id: invited?.id, role: "supervisor", status: "active" },
      changes: [{ field: "removed", userId: before.kind === "in" ? before.user.id : "" }, { field: "tie" }],
    });
    expect(await open.database.$count(users)).toBe(1);
  });

  test.each([
    [undefined, "alice@example.com"],
    [null, "alice@example.com"],
    ["true", "alice@example.com"],
    [false, null],
    ["false", null],
    [0, null],
  ])("counts as verified where settings trust the provider and it says %j: %s", async (verified, email) => {
    const { oidc } = parts();
    const rules = { ...MAP, trustEmail: true };
    expect(await oidc.admit(mallory({ email_verified: verified }), rules)).toMatchObject({ user: { email } });
  });

  test("opens an invited account where settings trust the provider", async () => {
    const { oidc, people } = parts();
    await people.create({ email: "alice@example.com", name: "A", role: "admin", scope: null });
    const silent = alice({ email_verified: undefined, groups: undefined });
    expect(await oidc.admit(silent, MAP)).toMatchObject({ reason: "unverified" });
    expect(await oidc.admit(silent, { ...MAP, trustEmail: true })).toMatchObject({
      kind: "in",
      user: { role: "admin" },
    });
  });
});

test("what the provider changes is told: the account, the tie, each role with the one before", async () => {
  const { oidc, people } = parts();
  await people.create({ email: "alice@example.com", name: "A", role: "viewer", scope: null });
  const tied = await oidc.admit(alice({ groups: ["supervisors"] }), MAP);
  const userId = tied.kind === "in" ? tied.user.id : "";
  expect(tied.changes).toEqual([
    { field: "tie", userId, role: "viewer" },
    { field: "role", userId, role: "supervisor", roleBefore: "viewer" },
  ]);
  expect((await oidc.admit(alice({ groups: ["supervisors"] }), MAP)).changes).toEqual([]);
  const bob = await oidc.admit(alice({ email: "bob@example.com" }, "bob"), MAP);
  expect(bob.changes).toMatchObject([{ field: "created", role: "viewer" }]);
});

test("the scope of somebody whom the provider makes an admin for a while comes back", async () => {
  const { oidc, people } = parts();
  const scope = { agents: [], agentNames: ["Sales"], campaigns: [] };
  await people.create({ email: "alice@example.com", name: "A", role: "supervisor", scope });
  await people.create({ email: "b@example.com", name: "B", role: "admin", scope: null }, "hash");
  await oidc.admit(alice({ groups: ["admins"] }), MAP);
  expect(await oidc.admit(alice({ groups: ["supervisors"] }), MAP)).toMatchObject({
    user: { role: "supervisor", scope },
  });
});

test.each([
  [{ name: "Ada\nLovelace\u202e\u001b[2J" }, "Ada Lovelace[2J"],
  [{ name: "\u200b\u3164" }, "alice"],
  [{ name: undefined, preferred_username: "ada.l" }, "ada.l"],
  [{ name: "x".repeat(300) }, "x".repeat(80)],
  [{ name: 7 }, "alice"],
])("a name from the provider is taken as it can be seen: %j", async (claims, name) => {
  const { oidc } = parts();
  expect(await oidc.admit(alice(claims), MAP)).toMatchObject({ user: { name } });
});
