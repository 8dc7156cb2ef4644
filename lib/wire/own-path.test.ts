import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test.each([
  ["/calls/abc", "/calls/abc"],
  ["/?status=active&sort=longest", "/?status=active&sort=longest"],
  ["/settings/users", "/settings/users"],
  [undefined, "/"],
  [null, "/"],
  ["", "/"],
])("after signing in, %s leads to %s", (given, wanted) => {
  expect(ownPath(given)).toBe(wanted);
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "calls/abc",
  "/sign-in",
  "/sign-in?next=/sign-in",
  "/a\\b",
  "/ü",
])("nobody is sent away or in circles by %j", (given) => {
  expect(ownPath(given)).toBe("/");
});
