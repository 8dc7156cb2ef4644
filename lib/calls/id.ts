/** An upstream id that is safe in a path: `..`, slashes, percent signs, NUL and non-ASCII letters do not pass. */
export const CALL_ID = /^(?!\.+$)[A-Za-z0-9._-]{1,128}$/;

/** True when `id` may be put into a request path. Every door (route, page, client, cancel) asks this first. */
export function isCallId(id: unknown): id is string {
  return typeof id === "string" && CALL_ID.test(id);
}
