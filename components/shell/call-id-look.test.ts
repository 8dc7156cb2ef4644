import { expect, test } from "vitest";
import { looksLikeCallId } from "./call-id-look";

test.each([
  ["call_8f2c", true],
  ["0b9c2f7a-6a55-4f0e-9d3b-1f6f0c7f8f11", true],
  ["Colin", false],
  ["spring-renewals", false],
  ["c1", false],
  ["two words 1", false],
])("%s is offered as a call to open: %s", (typed, offered) => {
  expect(looksLikeCallId(typed)).toBe(offered);
});
