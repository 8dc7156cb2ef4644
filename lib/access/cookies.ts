/** `__Host-`: only this host may have set it, for all paths, over HTTPS (browsers let localhost count as that). */
export const SESSION_COOKIE = "__Host-earshot_session";
export const DEVICE_COOKIE = "__Host-earshot_device";
/** An attempt to sign in at the provider, sealed, while the browser is there. */
export const OIDC_COOKIE = "__Host-earshot_oidc";
export const WALL_COOKIE = "__Host-earshot_wall";
export const PAIRING_COOKIE = "__Host-earshot_pairing";
export const shareCookie = (linkId: string) => `__Host-earshot_share_${linkId}`;

/** @param header the Cookie header, as it came @returns the value of the first cookie of this name */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const equals = pair.indexOf("=");
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return null;
}

/** A Set-Cookie header. @param maxAgeSeconds 0 removes the cookie */
export function cookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}
