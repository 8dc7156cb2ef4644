import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Person } from "@/lib/access/actor";
import { changeLimits } from "./change-limits";

const person = (id: string, via: Person["via"] = "session"): Person => ({
  kind: "person",
  id,
  name: id,
  email: null,
  role: "admin",
  scope: null,
  via,
  credentialId: null,
  mayAct: true,
});
const from = (address: string) => new Headers({ "x-earshot-address": address });
const tooMany = expect.objectContaining({
  reason: "too_many_attempts",
  details: expect.objectContaining({ retryAfterMs: expect.any(Number) }),
});

/** Changes until it is refused. @returns how many were taken */
function changes(who: Person, address: string, most = 5_000): number {
  for (let n = 0; n < most; n += 1) {
    try {
      changeLimits().change(who, from(address));
    } catch (error) {
      expect(error).toEqual(tooMany);
      return n;
    }
  }
  return most;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a person changes a hundred and twenty things in a minute, by browsers and tokens together, wherever they are", () => {
  expect(changes(person("sue"), "192.0.2.1", 60)).toBe(60);
  expect(changes(person("sue", "token"), "198.51.100.1")).toBe(60);
  expect(changes(person("ada"), "192.0.2.1")).toBe(120);
  vi.advanceTimersByTime(60_000);
  expect(changes(person("sue"), "192.0.2.1")).toBe(120);
});

test("who has used that up may still sign in, and from there end a session or a token or set another password", () => {
  const stolen = { ...person("eve"), credentialId: "stolen" };
  const own = { ...person("eve"), credentialId: "own" };
  const headers = from("192.0.2.1");
  expect(changes(stolen, "192.0.2.1")).toBe(120);
  for (let n = 0; n < 120; n += 1) changeLimits().change(stolen, headers, "ends_access");
  expect(() => changeLimits().change(stolen, headers, "ends_access")).toThrow();
  expect(() => changeLimits().change(own, headers, "sign_in")).not.toThrow();
  expect(() => changeLimits().change(own, headers, "ends_access")).not.toThrow();
  expect(() => changeLimits().change(own, headers)).toThrow();
});

test("and fifteen hundred in an hour", () => {
  let taken = 0;
  for (let minute = 0; minute < 59; minute += 1) {
    taken += changes(person("bot", "token"), "192.0.2.1");
    vi.advanceTimersByTime(60_000);
  }
  expect(taken).toBe(1_500);
  vi.advanceTimersByTime(60_000);
  expect(changes(person("bot", "token"), "192.0.2.1")).toBe(120);
});

test("where nobody signs in each address has a share, and screens and strangers are limited elsewhere", () => {
  expect(changes(person("demo", "demo"), "192.0.2.1")).toBe(120);
  expect(changes(person("demo", "demo"), "192.0.2.2")).toBe(120);
  for (let n = 0; n < 1_000; n += 1) changeLimits().change({ kind: "anonymous" }, from("192.0.2.3"));
});

test("a person has two exports at once; one that is over, however often that is said, frees one place", () => {
  const first = changeLimits().exporting("ada");
  changeLimits().exporting("ada");
  expect(() => changeLimits().exporting("ada")).toThrow(tooMany);
  expect(() => changeLimits().exporting("sue")).not.toThrow();
  first();
  first();
  expect(() => changeLimits().exporting("ada")).not.toThrow();
  expect(() => changeLimits().exporting("ada")).toThrow(tooMany);
});
