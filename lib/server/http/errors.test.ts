import { expect, test } from "vitest";
import { errorAnswer } from "./errors";

test("whoever is told to slow down is told for how long, whatever the place that refuses knows", () => {
  expect(errorAnswer("too_many_attempts").headers.get("retry-after")).toBe("60");
  expect(errorAnswer("too_many_attempts", { retryAfterMs: null }).headers.get("retry-after")).toBe("60");
  expect(errorAnswer("too_many_attempts", { retryAfterMs: 1 }).headers.get("retry-after")).toBe("1");
  expect(errorAnswer("too_many_attempts", { retryAfterMs: 5_001 }).headers.get("retry-after")).toBe("6");
  expect(errorAnswer("not_found").headers.get("retry-after")).toBeNull();
});
