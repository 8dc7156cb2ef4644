import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testChanges } from "@/lib/access/testing";
import type { OpenDatabase } from "@/lib/database/database";
import { auditEvents, type ScopeColumn, users, wallPasses } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createUserStore } from "@/lib/identity/user-store";
import type { AgentsResult } from "@/lib/live/agents";
import { createWallStore } from "@/lib/walls/store";
import { resolveAgentNames } from "./agent-names";

const NOW_MS = Date.UTC(2026, 10, 26, 12);
let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  for (const table of [wallPasses, users, auditEvents]) await open.database.delete(table);
});

const AGENTS = [
  { id: "a1", name: "Sales", type: null, status: null },
  { id: "a2", name: "Support", type: null, status: null },
  { id: "a3", name: "Support", type: null, status: null },
];
const known = (more: Partial<Extract<AgentsResult, { kind: "agents" }>> = {}): AgentsResult => ({
  ...{ kind: "agents", agents: AGENTS, isComplete: true, asOfMs: NOW_MS, fault: null },
  ...more,
});

function resolve(answer: AgentsResult) {
  const at = { database: open.database, nowMs: () => NOW_MS };
  const read = vi.fn(async () => answer);
  const parts = {
    users: createUserStore(at),
    walls: createWallStore({ ...at, isDemo: false }),
    change: testChanges(at),
  };
  return { read, done: resolveAgentNames(parts, read) };
}

async function somebody(id: string, scope: ScopeColumn | null): Promise<void> {
  const plain = { email: `${id}@example.com`, name: id, role: "admin" as const, status: "active" as const };
  await open.database.insert(users).values({ id, ...plain, scope, createdAt: new Date(NOW_MS) });
}
async function screen(agents: string): Promise<void> {
  await somebody("maker", null);
  await open.database.insert(wallPasses).values({
    ...{ id: "w1", name: "Lobby", tokenHash: "h", renewedAt: new Date(NOW_MS), config: { theme: "dark", agents } },
    ...{ createdById: "maker", createdByName: "M", createdAt: new Date(NOW_MS) },
  });
}
const scopes = async () =>
  Object.fromEntries((await open.database.select().from(users)).map(({ id, scope }) => [id, scope]));

test("names that are one agent's become its id; those of several and of none stay, and campaigns, too", async () => {
  await somebody("u1", { agents: [], agentNames: ["Sales", "Support", "Gone"], campaigns: ["c1"] });
  await somebody("u2", { agents: ["Sales"], campaigns: [] });
  await somebody("u3", null);
  expect(await resolve(known()).done).toBe(2);
  expect(await scopes()).toEqual({
    u1: { agents: ["a1"], agentNames: ["Support", "Gone"], campaigns: ["c1"] },
    u2: { agents: ["a1"], agentNames: [], campaigns: [] },
    u3: null,
  });
  const trail = await open.database.select().from(auditEvents);
  expect(trail.map(({ actorKind, action, targetId }) => [actorKind, action, targetId])).toEqual([
    ["system", "user.changed", "u1"],
    ["system", "user.changed", "u2"],
  ]);
});

test("a wall's names become ids whatever their case, and the rest of its set-up stays", async () => {
  await screen("sales, a2,Support, Gone");
  expect(await resolve(known()).done).toBe(1);
  const [pass] = await open.database.select().from(wallPasses);
  expect(pass?.config).toEqual({ theme: "dark", agents: "a1, a2, Support, Gone" });
});

test.each<[string, AgentsResult]>([
  ["not known", { kind: "fault", fault: { kind: "unreachable", retryAfterMs: null } }],
  ["known in part", known({ isComplete: false })],
  ["from before a failure", known({ fault: { kind: "timeout", retryAfterMs: null } })],
])("while the agents are %s, every name stays", async (_what, answer) => {
  const scope = { agents: [], agentNames: ["Sales"], campaigns: [] };
  await somebody("u1", scope);
  expect(await resolve(answer).done).toBeNull();
  expect(await scopes()).toEqual({ u1: scope });
});

test("with no name to resolve the call service is asked nothing", async () => {
  await somebody("u1", { agents: ["a1"], agentNames: [], campaigns: ["c1"] });
  await somebody("u2", null);
  const { done, read } = resolve(known());
  expect(await done).toBe(0);
  expect(read).not.toHaveBeenCalled();
});
