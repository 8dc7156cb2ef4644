import { describe, expect, it } from "vitest";
import { isCallId } from "./id";

describe("isCallId", () => {
  it.each(["call_abc123", "550e8400-e29b-41d4-a716-446655440000", "42", "a", "v1.2-x_y", "a".repeat(128), "..a"])(
    "lets %s into a path",
    (id) => {
      expect(isCallId(id)).toBe(true);
    },
  );

  it.each([
    "",
    ".",
    "..",
    "...",
    "a/b",
    "a\\b",
    "%2e%2e",
    "%2F",
    "a b",
    "a\n",
    "a\0",
    "a?b",
    "a#b",
    "a;b",
    "саll",
    "a\u202eb",
    "é",
    "a".repeat(129),
    "a".repeat(10_000),
    null,
    undefined,
    42,
    ["a"],
    {},
  ])("keeps %j out of a path", (id) => {
    expect(isCallId(id)).toBe(false);
  });
});
