import { describe, expect, test } from "vitest";
import { aBoardCall } from "@/lib/calls/build";
import { agentChoices, campaignChoices, fitting, matchWords, scopeWords } from "./choices";

const call = (id: string, agent: { id: string | null; name: string | null }, campaignId: string | null = null) =>
  aBoardCall({ id, agent, campaignId });
const CALLS = [
  call("c1", { id: "a1", name: "Sales" }, "spring"),
  call("c2", { id: "a1", name: "Sales" }),
  call("c3", { id: "a2", name: "Support" }, "autumn"),
  call("c4", { id: null, name: "Nameless" }),
  aBoardCall({ id: "c5", agent: { id: "a1", name: "Sales" }, status: "completed", phase: "ended" }),
];
const agent = (id: string, name: string | null, status: string | null = "deployed") => ({ id, name, status });

describe("what can be chosen", () => {
  test("are the agents that are known and those of live calls, by name, each once", () => {
    const choices = agentChoices([agent("a1", "Sales"), agent("a9", "Mornings", "inactive")], CALLS);
    expect(choices.map(({ value, label, note }) => [value, label, note])).toEqual([
      ["a9", "Mornings", "inactive"],
      ["a1", "Sales", null],
      ["a2", "Support", null],
    ]);
  });

  test("are told apart by their ids when they have one name", () => {
    const choices = agentChoices([agent("a1", "Sales"), agent("a7", "Sales"), agent("a8", null)], []);
    expect(choices.map(({ label, note }) => [label, note])).toEqual([
      ["a8", null],
      ["Sales", "a1"],
      ["Sales", "a7"],
    ]);
  });

  test("are the campaigns of the calls that are here", () => {
    expect(campaignChoices(CALLS).map(({ value }) => value)).toEqual(["autumn", "spring"]);
  });

  test("is found by its beginning first, then by a word's, then anywhere, then by its id", () => {
    const names = ["Upsales", "Night sales", "Sales"];
    const choices = names.map((label, n) => ({ value: `agent-${n}`, label, note: null }));
    expect(fitting(choices, " SALES").map(({ label }) => label)).toEqual(["Sales", "Night sales", "Upsales"]);
    expect(fitting(choices, "agent-1").map(({ label }) => label)).toEqual(["Night sales"]);
    expect(fitting(choices, "slaes")).toEqual([]);
  });
});

describe("how many calls a choice leads to", () => {
  const none = { agents: [], agentNames: [], campaigns: [] };
  test.each([
    [none, "Every call: 4 calls now."],
    [{ ...none, agents: ["a1"] }, "Matches 2 calls now."],
    [{ ...none, agents: ["a1"], campaigns: ["autumn"] }, "Matches 3 calls now."],
    [{ ...none, agentNames: ["Support"] }, "Matches 1 call now."],
    [{ ...none, agents: ["Sales"] }, "Matches no call now."],
  ])("%j: %s", (chosen, words) => {
    expect(matchWords(chosen, CALLS)).toBe(words);
  });

  test("is said not to be known while the board is not", () => {
    expect(matchWords(none, null)).toMatch(/not known/);
  });
});

test("a scope is told by names, and by what is stored where there is none", () => {
  const choices = agentChoices([agent("a1", "Sales")], []);
  const scope = { agents: ["a1", "a404"], agentNames: ["Old name"], campaigns: ["spring"] };
  expect(scopeWords(scope, choices)).toBe("Sales, a404, Old name, spring");
});
