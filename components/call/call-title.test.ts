import { describe, expect, it } from "vitest";
import { aCall } from "@/lib/calls/build";
import { titleOf } from "./call-title";

const agent = { id: "a", name: " Aurora " };

describe("titleOf", () => {
  it("counts the reasons for attention, then says status and agent", () => {
    const data = aCall({ status: "active", agent, phoneNumber: "+14155550142" });
    expect(titleOf({ data, meta: { attention: [1, 2] } })).toBe("(2!) Active · Aurora");
    expect(titleOf({ data, meta: { attention: [] } })).toBe("Active · Aurora");
  });
  it("has a word for a call without an agent's name", () => {
    expect(titleOf({ data: aCall({ status: "ringing", agent: null }), meta: { attention: [] } })).toBe(
      "Ringing · Call",
    );
  });
});
