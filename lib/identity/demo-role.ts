import "server-only";
import type { Role } from "@/lib/access/actor";
import { settings } from "@/lib/settings/settings";
import { RequestError } from "@/lib/wire/request-error";
import { demoRoleCookie } from "./demo-role-cookie";

/**
 * Looks at the demo as somebody else.
 * @returns the Set-Cookie header that remembers it
 * @throws RequestError not_found where the data is real: roles are given there, not chosen
 */
export function chooseDemoRole(role: Role): string {
  if (settings().auth !== "demo") throw new RequestError("not_found");
  return demoRoleCookie(role);
}
