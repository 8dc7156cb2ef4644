import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventWords } from "./event-words";

const words = (content: string, role = "tool", event: string | null = null) => eventWords({ content, role, event });

describe("what a machine did", () => {
  it.each([
    ['outages {"street":"Maple Court, Asheville"}', "Tool · outages", "Maple Court, Asheville"],
    ['{"found":true,"eta_minutes":12}', "Tool", "found: yes, eta minutes 12"],
    ['outages: [{"street":"Elm"},{"street":"Oak"}]', "Tool · outages", "Elm, Oak"],
    ["Looked the order up.", "Tool", "Looked the order up."],
    ["{broken", "Tool", "{broken"],
    ["outages {}", "Tool · outages", ""],
    ["", "Tool", ""],
  ])("is told in words: %s", (content, label, detail) => {
    expect(words(content)).toMatchObject({ label, detail });
  });

  it("keeps the name it was told by, and all that came", () => {
    const raw = '{"order":"A-17"}';
    expect(words(raw, "tool", "Tool · lookup_order")).toEqual({ label: "Tool · lookup_order", detail: "A-17", raw });
  });

  it("takes the name that stands before the data where its kind has none", () => {
    const shown = words('session_log {"days":7}', "tool", "Tool result");
    expect(shown).toMatchObject({ label: "Tool · session_log", detail: "days 7" });
  });

  it("names a role as it is", () => {
    expect(words("Handed over.", "agent_handoff").label).toBe("Agent handoff");
  });

  it("is short and never throws, whatever came", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (content) => {
        const { label, detail, raw } = words(content);
        expect(label).not.toBe("");
        if (raw !== null) expect(detail.length).toBeLessThanOrEqual(161);
      }),
    );
  });
});
