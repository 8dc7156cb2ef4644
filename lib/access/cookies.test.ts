import { expect, test } from "vitest";
import { cookie, readCookie, SESSION_COOKIE } from "./cookies";

test.each([
  [null, null],
  ["", null],
  [`${SESSION_COOKIE}=a`, "a"],
  [`theme=dark; ${SESSION_COOKIE}=a=b; other=1`, "a=b"],
  [`theme=dark;${SESSION_COOKIE}=a`, "a"],
  [`${SESSION_COOKIE}=first; ${SESSION_COOKIE}=second`, "first"],
  [`x${SESSION_COOKIE}=a; ${SESSION_COOKIE}x=b; ${SESSION_COOKIE}`, null],
  [`__host-earshot_session=a`, null],
  [`${SESSION_COOKIE}=`, ""],
])("the session in the Cookie header %j is %j", (header, value) => {
  expect(readCookie(header, SESSION_COOKIE)).toBe(value);
});

test("a cookie of ours is for this host alone, for no script, over HTTPS only", () => {
  expect(cookie(SESSION_COOKIE, "secret", 60)).toBe(
    "__Host-earshot_session=secret; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax",
  );
});
