import type { Role } from "@/lib/access/actor";

/** Which values of the claim make somebody what; the strongest role that matches counts. */
export type RoleMap = {
  /** the claim's whole name, or a path into it with dots: "groups", "realm_access.roles" */
  roleClaim: string;
  roleValues: Record<Role, string[]>;
};

/** Claims that are lists written as one text (RFC 8693); a group's name may have a blank in it, and is never cut. */
const SCOPES = /^(scope|scp)$/;
const STRONGEST_FIRST: Role[] = ["admin", "supervisor", "viewer"];

/** The role a provider's claims give; null: none. A claim may be one text or a list; scopes are a text with blanks. */
export function roleOf(claims: Record<string, unknown>, map: RoleMap): Role | null {
  const values = new Set(valuesOf(claimAt(claims, map.roleClaim), SCOPES.test(map.roleClaim)));
  return STRONGEST_FIRST.find((role) => map.roleValues[role].some((value) => values.has(value))) ?? null;
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

function valuesOf(claim: unknown, isScope: boolean): string[] {
  if (Array.isArray(claim)) return claim.filter((value) => typeof value === "string");
  if (typeof claim !== "string") return [];
  return isScope ? claim.split(" ") : [claim];
}
