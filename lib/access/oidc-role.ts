import type { Role } from "./actor";

/** Which values of the claim make somebody what; the strongest role that matches counts. */
export type RoleMap = {
  /** the claim's whole name, or a path into it with dots: "groups", "realm_access.roles" */
  roleClaim: string;
  roleValues: Record<Role, string[]>;
  /** of somebody whose claim has none of these values; null: may not come in */
  defaultRole: Role | null;
};

const STRONGEST_FIRST: Role[] = ["admin", "supervisor", "viewer"];

/** The role a provider's claims give; null: none. A claim may be one text, texts with spaces between, or a list. */
export function roleOf(claims: Record<string, unknown>, map: RoleMap): Role | null {
  const values = new Set(valuesOf(claimAt(claims, map.roleClaim)));
  return STRONGEST_FIRST.find((role) => map.roleValues[role].some((value) => values.has(value))) ?? map.defaultRole;
}

/** A name with dots can be one claim's name (a URL, often) or a path; the whole name is looked for first. */
function claimAt(claims: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split(".").reduce<unknown>((at, step) => {
    return typeof at === "object" && at !== null && Object.hasOwn(at, step)
      ? (at as Record<string, unknown>)[step]
      : undefined;
  }, claims);
}

function valuesOf(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((value) => typeof value === "string");
  // Whole first: the name of a group may have a space in it.
  return typeof claim === "string" ? [claim, ...claim.split(" ")] : [];
}
