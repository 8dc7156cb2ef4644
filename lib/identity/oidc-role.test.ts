import { expect, test } from "vitest";
import { type RoleMap, roleOf } from "./oidc-role";

const MAP: RoleMap = {
  roleClaim: "groups",
  roleValues: { admin: ["cc-admins"], supervisor: ["cc-supervisors", "team leads"], viewer: ["cc-viewers"] },
};

test.each([
  [{ groups: ["cc-admins"] }, "admin"],
  [{ groups: ["cc-viewers", "cc-supervisors"] }, "supervisor"],
  [{ groups: "cc-viewers" }, "viewer"],
  [{ groups: "other cc-viewers" }, null],
  [{ groups: "non cc-admins staff" }, null],
  [{ groups: "team leads" }, "supervisor"],
  [{ groups: [] }, null],
  [{ groups: ["CC-ADMINS"] }, null],
  [{ groups: [["cc-admins"], { name: "cc-admins" }, 7, null] }, null],
  [{ groups: { "0": "cc-admins" } }, null],
  [{ groups: null }, null],
  [{}, null],
] as const)("claims %j give the role %s", (claims, role) => {
  expect(roleOf(claims, MAP)).toBe(role);
});

test("a path leads into a claim, and a name with dots may be a whole claim", () => {
  const map = { ...MAP, roleClaim: "realm_access.roles" };
  expect(roleOf({ realm_access: { roles: ["cc-admins"] } }, map)).toBe("admin");
  expect(roleOf({ "realm_access.roles": ["cc-viewers"], realm_access: { roles: ["cc-admins"] } }, map)).toBe("viewer");
  expect(roleOf({ realm_access: "cc-admins" }, map)).toBeNull();
});

test("inherited properties are no claims", () => {
  expect(
    roleOf({}, { ...MAP, roleClaim: "constructor.name", roleValues: { ...MAP.roleValues, admin: ["Object"] } }),
  ).toBe(null);
});

test("scopes are a list written as one text", () => {
  expect(roleOf({ scope: "openid cc-viewers" }, { ...MAP, roleClaim: "scope" })).toBe("viewer");
});
