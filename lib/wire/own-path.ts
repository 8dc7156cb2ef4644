/**
 * Where to go after signing in: a path of ours, else the Live page. `//host`, `/\host` and whole addresses would lead
 * elsewhere; so would control characters, which browsers drop.
 */
export function ownPath(given: string | null | undefined): string {
  if (!given || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes("\\")) return "/";
  return given === "/sign-in" || given.startsWith("/sign-in?") ? "/" : given;
}
