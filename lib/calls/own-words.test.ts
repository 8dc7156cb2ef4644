import { describe, expect, test } from "vitest";
import { ownMask, ownOf } from "./own-words";

const people = [
  { kind: "caller", identity: "sip_+14155552671", name: "Jane Smith" },
  { kind: "agent", identity: "agent-1", name: "Support Agent" },
];

test("a call's own are its contact, its number, and what the caller is called in the room", () => {
  expect(ownOf({ contactName: "Jane Smith", phoneNumber: "+1 415 555 2671", people })).toEqual({
    names: ["Jane Smith"],
    numbers: ["14155552671"],
  });
  expect(ownOf({ contactName: null, phoneNumber: null, people: [] })).toEqual({ names: [], numbers: [] });
  expect(ownOf({ contactName: "+14155552671", phoneNumber: "112", people: [] })).toEqual({
    names: [],
    numbers: ["14155552671"],
  });
});

describe("in a text", () => {
  const mask = ownMask({ names: ["Vincent van Gogh"], numbers: ["14155552671"] });
  test.each([
    ["Hello Vincent van Gogh!", "Hello V. V. G.!"],
    ["hello VINCENT, is it mr. gogh?", "hello V., is it mr. G.?"],
    ["vincent's letter", "V.'s letter"],
    ["the van is here", "the van is here"],
    ["Vincents are nice, Goghs too", "Vincents are nice, Goghs too"],
    ["Vincent  van\nGogh", "V. V. G."],
    ["call (415) 555-2671 or 555 26 71", "call •••• 2671 or •••• 2671"],
    ["+14155552671!", "•••• 2671!"],
    ["order 55210 of 2671", "order 55210 of 2671"],
    ["Thank you, Vincent. Bye", "Thank you, V. Bye"],
    ["", ""],
  ])("%j becomes %j", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test("a name in a script without blanks is found inside a sentence", () => {
    expect(ownMask({ names: ["王小明"], numbers: [] })("我是王小明。")).toBe("我是王.。");
  });

  test("names that look like patterns are only names", () => {
    expect(ownMask({ names: ["(a+)+$ [b"], numbers: [] })("aaaa (a+)+$ [b")).toBe("aaaa A. B.");
  });

  test("a long text full of near misses is done at once", () => {
    const hostile = "Vincent ".repeat(20_000) + " ".repeat(50_000) + "4155 ".repeat(20_000);
    const startedMs = performance.now();
    ownMask({ names: ["Vincent van Gogh"], numbers: ["14155552671"] })(hostile);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});
