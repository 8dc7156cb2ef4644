import { ROLES, type Role } from "@/lib/access/actor";
import { readCookie } from "@/lib/access/cookies";

/** Protects nothing: in the demo everybody may look at it as anybody. */
const DEMO_ROLE_COOKIE = "earshot_demo_role";

/** @param header the Cookie header, as it came @returns the role this browser chose; admin until it has */
export function readDemoRole(header: string | null): Role {
  const chosen = readCookie(header, DEMO_ROLE_COOKIE);
  return ROLES.find((role) => role === chosen) ?? "admin";
}

/** The Set-Cookie header of a choice: for this browser until it is closed, and without Secure, as the demo needs no TLS. */
export const demoRoleCookie = (role: Role): string => `${DEMO_ROLE_COOKIE}=${role}; Path=/; HttpOnly; SameSite=Lax`;
