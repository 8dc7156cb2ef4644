import type { Role, Scope } from "./actor";

/** As it lies in the database. Without `agentNames` it is from before agents were known by id: `agents` are names then. */
export type StoredScope = { agents: string[]; agentNames?: string[]; campaigns: string[] };

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : [];

/**
 * A stored scope. Null, every call, is read from null alone: whatever else cannot be read leads to no call.
 */
export function readScope(stored: StoredScope | null): Scope {
  if (stored === null) return null;
  const { agents, agentNames, campaigns } = stored;
  if (agentNames === undefined) return { agents: [], agentNames: texts(agents), campaigns: texts(campaigns) };
  return { agents: texts(agents), agentNames: texts(agentNames), campaigns: texts(campaigns) };
}

/** What holds now: admins see everything. The scope they had is kept for when they are admins no more. */
export const scopeNow = ({ role, scope }: { role: Role; scope: StoredScope | null }): Scope =>
  role === "admin" ? null : readScope(scope);

/**
 * The names among these that only one agent of all has become its id; a name that none or several have stays a name, and
 * goes on meaning what it meant.
 * @param all every agent of the organisation: of some of them, a name could be another's, too
 * @param isSame how two names compare
 */
export function resolveNames(
  names: readonly string[],
  all: readonly { id: string; name: string | null }[],
  isSame: (one: string, other: string) => boolean = (one, other) => one === other,
): { ids: string[]; names: string[] } {
  const ids: string[] = [];
  const kept: string[] = [];
  for (const name of names) {
    const [found, ...others] = all.filter((agent) => agent.name !== null && isSame(agent.name, name));
    if (found !== undefined && others.length === 0) ids.push(found.id);
    else kept.push(name);
  }
  return { ids, names: kept };
}
