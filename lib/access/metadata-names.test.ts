import { describe, expect, test } from "vitest";
import { metadataNames } from "./metadata-names";

describe("the names in a call's metadata", () => {
  test.each([
    [{}, []],
    [{ customerName: "Jane Smith", firstName: "Jane", tier: "gold" }, ["Jane Smith", "Jane"]],
    [{ contact: { first_name: " Jane ", LASTNAME: "Smith", phone: "+14155552671" } }, ["Jane", "Smith"]],
    [{ name: { first: "Jane", last: "Smith" } }, ["Jane", "Smith"]],
    [{ people: [{ fullName: "Jane Smith" }, { fullName: "Kim Wu" }] }, ["Jane Smith", "Kim Wu"]],
    [{ agentName: "Support", campaignName: "Spring", fileName: "a.csv", agent: { name: "Support" } }, []],
    [{ profile: { firstName: "Jane" }, eventDetails: { guestName: "Kim" } }, ["Jane", "Kim"]],
    [{ name: 7, nickname: "7", surname: null, username: "x".repeat(500) }, []],
  ])("of %j are %j", (metadata, names) => {
    expect(metadataNames(metadata)).toEqual(names);
  });

  test("are a limited number, of however large and deep a metadata", () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`name${i}`, `N${i}`]));
    expect(metadataNames(many)).toHaveLength(12);
    let deep: Record<string, unknown> = { name: "Jane" };
    for (let i = 0; i < 3_000; i += 1) deep = { deep };
    expect(metadataNames(deep)).toEqual([]);
  });
});
