import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { users } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import type { Role } from "./actor";
import { createOidcPeople } from "./oidc-people";
import type { RoleMap } from "./oidc-role";
import { createOneTimeLinks } from "./one-time-links";
import { createUsers } from "./users";

const MAP: RoleMap & { defaultRole: Role | null } = {
  roleClaim: "groups",
  roleValues: { admin: ["admins"], supervisor: ["supervisors"], viewer: ["viewers"] },
  defaultRole: null,
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
  return { people, oidc: createOidcPeople({ ...given, users: people }), links: createOneTimeLinks(given) };
}

const alice = (claims: Record<string, unknown> = {}, subject = "alice") => ({
  issuer: "https://idp.example",
  subject,
  claims: { email: "Alice@Example.com", email_verified: true, name: "Alice", groups: ["viewers"], ...claims },
});

test("a stranger with a role gets an account, once, and is the same person the next time", async () => {
  const { oidc } = parts();
  const first = await oidc.admit(alice(), MAP);
  expect(first).toMatchObject({ kind: "in", isNew: true, user: { email: "alice@example.com", role: "viewer" } });
  const again = await oidc.admit(alice({ email: "new@example.com" }), MAP);
  expect(again).toMatchObject({ kind: "in", isNew: false, user: { email: "alice@example.com" } });
  expect(await open.database.$count(users)).toBe(1);
});

test("the claims' role counts at each sign-in, up and down, and without one there is no way in", async () => {
  const { oidc } = parts();
  await oidc.admit(alice(), MAP);
  expect(await oidc.admit(alice({ groups: ["supervisors"] }), MAP)).toMatchObject({ user: { role: "supervisor" } });
  expect(await oidc.admit(alice({ groups: ["viewers"] }), MAP)).toMatchObject({ user: { role: "viewer" } });
  expect(await oidc.admit(alice({ groups: [] }), MAP)).toEqual({ kind: "out", reason: "no_role" });
});

test("strangers without a role, an address or a verified address of somebody known stay out", async () => {
  const { oidc, people } = parts();
  await people.create({ email: "alice@example.com", name: "A", role: "admin", scope: null }, "hash");
  expect(await oidc.admit(alice({ email_verified: false }), MAP)).toEqual({ kind: "out", reason: "unverified" });
  expect(await oidc.admit(alice({ email_verified: "true" }), MAP)).toEqual({ kind: "out", reason: "unverified" });
  expect(await oidc.admit(alice({ email: undefined }), MAP)).toEqual({ kind: "out", reason: "unverified" });
  expect(await oidc.admit(alice({ email: "bob@example.com", groups: [] }), MAP)).toEqual({
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
  expect(await oidc.admit(alice({}, "mallory"), MAP)).toEqual({ kind: "out", reason: "other_account" });
  const elsewhere = { ...alice(), issuer: "https://other.example" };
  expect(await oidc.admit(elsewhere, MAP)).toEqual({ kind: "out", reason: "other_account" });
});

test("a disabled person stays out, known or met for the first time", async () => {
  const { oidc, people } = parts();
  const user = await people.create({ email: "alice@example.com", name: "A", role: "viewer", scope: null }, "hash");
  await people.update(user?.id ?? "", { status: "disabled" });
  expect(await oidc.admit(alice(), MAP)).toEqual({ kind: "out", reason: "disabled" });
  await people.update(user?.id ?? "", { status: "active" });
  await oidc.admit(alice(), MAP);
  await people.create({ email: "b@example.com", name: "B", role: "admin", scope: null }, "hash");
  await people.update(user?.id ?? "", { status: "disabled" });
  expect(await oidc.admit(alice(), MAP)).toEqual({ kind: "out", reason: "disabled" });
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
