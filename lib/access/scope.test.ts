import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInScope } from "./can";
import { readScope, resolveNames, type StoredScope, scopeNow } from "./scope";

describe("a stored scope", () => {
  test("from before agents had ids still means the agents of these names", () => {
    const scope = readScope({ agents: ["Sales"], campaigns: ["c1"] });
    expect(scope).toEqual({ agents: [], agentNames: ["Sales"], campaigns: ["c1"] });
    expect(isInScope(scope, { agentId: "a1", agentName: "Sales", campaignId: null })).toBe(true);
    expect(isInScope(scope, { agentId: "Sales", agentName: "Other", campaignId: null })).toBe(false);
  });

  test("holds ids and names apart: neither is ever taken for the other", () => {
    const scope = readScope({ agents: ["a1"], agentNames: ["Sales"], campaigns: [] });
    expect(isInScope(scope, { agentId: "a1", agentName: "Renamed", campaignId: null })).toBe(true);
    expect(isInScope(scope, { agentId: "a2", agentName: "a1", campaignId: null })).toBe(false);
    expect(isInScope(scope, { agentId: null, agentName: "Sales", campaignId: null })).toBe(true);
  });

  test.each([[{}], [[]], ["all"], [{ agents: "all", campaigns: null }], [{ agents: [null], agentNames: [1] }]])(
    "that cannot be read, %j, leads to no call and never to all",
    (stored) => {
      const scope = scopeNow({ role: "viewer", scope: stored as unknown as StoredScope });
      expect(scope).toEqual({ agents: [], agentNames: [], campaigns: [] });
      expect(isInScope(scope, { agentId: "a1", agentName: "Sales", campaignId: "c1" })).toBe(false);
    },
  );

  test("is every call for admins, and for whoever has none", () => {
    expect(scopeNow({ role: "admin", scope: { agents: ["A"], campaigns: [] } })).toBeNull();
    expect(scopeNow({ role: "viewer", scope: null })).toBeNull();
  });
});

describe("names that become ids", () => {
  const ALL = [
    { id: "a1", name: "Sales" },
    { id: "a2", name: "Support" },
    { id: "a3", name: "Support" },
    { id: "a4", name: null },
  ];

  test("are those that one agent alone has; the others stay", () => {
    expect(resolveNames(["Sales", "Support", "Gone"], ALL)).toEqual({ ids: ["a1"], names: ["Support", "Gone"] });
  });

  test("bring nobody a call of the agents there are that they did not see before, and take none away", () => {
    const agents = fc.uniqueArray(
      fc.record({ id: fc.stringMatching(/^[0-9a-f]{4,6}$/), name: fc.constantFrom("A", "B", "C", "D", null) }),
      { selector: ({ id }) => id, maxLength: 6 },
    );
    const names = fc.uniqueArray(fc.constantFrom("A", "B", "C", "D", "E"));
    fc.assert(
      fc.property(agents, names, (all, agentNames) => {
        const { ids, names: kept } = resolveNames(agentNames, all);
        const before = { agents: [], agentNames, campaigns: [] };
        const after = { agents: ids, agentNames: kept, campaigns: [] };
        expect(ids.length + kept.length).toBe(agentNames.length);
        for (const { id, name } of all) {
          const call = { agentId: id, agentName: name, campaignId: null };
          expect(isInScope(after, call)).toBe(isInScope(before, call));
        }
      }),
    );
  });
});
