import "server-only";
import type { AuditActor } from "@/lib/access/audit";
import type { Changes } from "@/lib/access/change";
import { resolveNames } from "@/lib/access/scope";
import type { IdentityStores } from "@/lib/identity";
import type { AgentsResult } from "@/lib/live/agents";
import type { WallStores } from "@/lib/walls";

const EARSHOT: AuditActor = { kind: "system" };

type Agents = Extract<AgentsResult, { kind: "agents" }>["agents"];
type Parts = Pick<IdentityStores, "users"> & Pick<WallStores, "walls"> & { change: Changes };

/**
 * Has scopes and walls that name agents by name, as earlier versions did, name them by id, as far as a name is one
 * agent's alone. Asks the call service nothing while there is none. What cannot be resolved stays as it is.
 * @returns how many names were replaced; null: the agents are not all known at present
 */
export async function resolveAgentNames(
  { users, walls, change }: Parts,
  readAgents: () => Promise<AgentsResult>,
): Promise<number | null> {
  const people = await users.withAgentNames();
  const screens = (await walls.list()).filter(({ config, stopped }) => !stopped && (config.agents ?? "") !== "");
  if (people.length === 0 && screens.length === 0) return 0;
  const result = await readAgents();
  // A name that is one agent's among some may be two agents' among all.
  if (result.kind === "fault" || !result.isComplete || result.fault !== null) return null;
  let replaced = 0;
  for (const id of people) {
    replaced += await change(EARSHOT, async ({ tx, audit }) => {
      const count = await users.resolveAgentNames(tx, id, result.agents);
      const detail = { fields: "scope", agentsById: count };
      if (count > 0) audit.record({ action: "user.changed", target: { kind: "user", id }, detail });
      return count;
    });
  }
  for (const { id, config } of screens) {
    const { agents, count } = byId(config.agents ?? "", result.agents);
    if (count === 0) continue;
    await change(EARSHOT, async ({ tx, audit }) => {
      const changed = await walls.change(tx, id, { config: { ...config, agents } });
      const detail = { name: false, config: true, agentsById: count };
      if (changed !== null) audit.record({ action: "wall.changed", target: { kind: "wall", id }, detail });
    });
    replaced += count;
  }
  return replaced;
}

const isSameName = (one: string, other: string) => one.trim().toLowerCase() === other.toLowerCase();

/** A wall's agents are ids and names in one text, commas between, and compare without case. */
function byId(text: string, all: Agents): { agents: string; count: number } {
  const ids = new Set(all.map(({ id }) => id.toLowerCase()));
  let count = 0;
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "")
    .map((word) => {
      const [id] = ids.has(word.toLowerCase()) ? [] : resolveNames([word], all, isSameName).ids;
      if (id === undefined || id.includes(",")) return word;
      count += 1;
      return id;
    });
  return { agents: [...new Set(words)].join(", "), count };
}
