import { expect, test } from "vitest";
import { aCall } from "@/lib/calls/build";
import { callTitle } from "./call-title";

const agent = { id: "a1", name: "Aurora" };

test.each([
  [{ status: "active", agent }, "Active · Aurora"],
  [{ status: "ringing", agent: null }, "Ringing · Call"],
  [{ status: "active", agent: { ...agent, name: " " } }, "Active · Call"],
])("a tab says which call it is without naming the caller: %j", (more, title) => {
  expect(callTitle(aCall({ ...more, phoneNumber: "+14155550142" }))).toBe(title);
});
