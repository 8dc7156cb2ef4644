import type { Actor, Scope } from "./actor";
import type { Visibility } from "./visibility";

/** What admins have set about who sees what. */
export type PrivacyPolicy = { supervisorsSeeNumbers: boolean; redactForSupervisors: boolean };

/** What an actor sees: how much of a call, and of which calls (null: of all). */
export type View = Visibility & { scope: Scope };

/** What holds where nobody's view depends on it: the careful choice. */
const STRICT: PrivacyPolicy = { supervisorsSeeNumbers: false, redactForSupervisors: true };

/** What admins have set, as far as it bears on what this actor sees: only a supervisor's view asks for it. */
export async function policyFor(
  actor: Actor,
  settings: () => Promise<{ current(): Promise<{ privacy: PrivacyPolicy }> }>,
): Promise<PrivacyPolicy> {
  if (actor.kind !== "person" || actor.role !== "supervisor") return STRICT;
  return (await (await settings()).current()).privacy;
}

/** Tells the views apart for which the same data makes different answers. */
export function keyOf({ masked, redacted, lines, raw, scope }: View): string {
  const flags = [masked, redacted, lines, raw].map(Number).join("");
  return scope === null ? flags : `${flags}${JSON.stringify([scope.agents, scope.agentNames, scope.campaigns])}`;
}

const NOTHING: Scope = { agents: [], agentNames: [], campaigns: [] };

/**
 * What this actor sees. Admins see all. Supervisors see what was said, and numbers and names when the policy says so or
 * while they have revealed the call. Everybody else sees masked and redacted data; a share link what its maker chose.
 * Fields nobody has described go only to who may see everything else.
 * @param revealed this person has asked to see this one call's numbers and names
 */
export function viewOf(actor: Actor, policy: PrivacyPolicy, revealed = false): View {
  switch (actor.kind) {
    case "anonymous":
      return { masked: true, redacted: true, lines: false, raw: false, scope: NOTHING };
    case "wall":
      return { masked: true, redacted: true, lines: actor.words, raw: false, scope: null };
    case "share": {
      // What is measured is measured in the lines, though they may not be shown (lib/sharing/shared-call.ts).
      const { masked, transcript, summary, metrics } = actor.grant;
      return { masked, redacted: masked, lines: transcript || summary || metrics, raw: false, scope: null };
    }
    case "person": {
      const { role, scope } = actor;
      if (role === "admin") return { masked: false, redacted: false, lines: true, raw: true, scope };
      if (role === "viewer") return { masked: true, redacted: true, lines: true, raw: false, scope };
      const masked = !policy.supervisorsSeeNumbers && !revealed;
      const redacted = policy.redactForSupervisors;
      return { masked, redacted, lines: true, raw: !masked && !redacted, scope };
    }
  }
}

/**
 * What a wall in a room shows of what this actor sees: without who, and without what was said, whoever has opened it. Only a
 * screen whose pass allows words keeps them, redacted.
 */
export function asOnWall(actor: Actor, view: View): View {
  return { ...view, masked: true, redacted: true, lines: actor.kind === "wall" && view.lines, raw: false };
}
