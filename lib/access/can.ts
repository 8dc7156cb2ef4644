import { ACTIONS, type Action } from "@/lib/wire/actions";
import { type Actor, type Person, ROLES, type Role, type Scope } from "./actor";

export { ACTIONS, type Action };

/** What a scope asks of a call, as the call has it; null: not known. */
type Whose = { agentId: string | null; agentName: string | null; campaignId: string | null };

/** What the action is done to, where that matters. */
export type Subject = Whose & { kind: "call"; id: string };

export type Verdict =
  | { allowed: true }
  | { allowed: false; reason: "sign_in_required" | "not_permitted" | "out_of_scope" };

const VIEWER: readonly Action[] = [
  "board.read",
  "calls.read",
  "call.read",
  "archive.read",
  "quality.read",
  "call.export",
  "views.use",
  "account.manage",
  "tokens.manage",
];
const SUPERVISOR: readonly Action[] = [
  ...VIEWER,
  "archive.export",
  "quality.review",
  "call.reveal",
  "call.cancel",
  "call.share",
  "views.share",
  "shares.manage",
  "walls.manage",
  "agents.read",
];
const ALLOWED: Record<Role, ReadonlySet<Action>> = {
  viewer: new Set(VIEWER),
  supervisor: new Set(SUPERVISOR),
  admin: new Set(ACTIONS),
};

/**
 * What a program may do for its person: it watches, one that may act does what is done to calls, and one that may export takes
 * many of them away.
 */
const TOKEN_READS: readonly Action[] = [
  "board.read",
  "calls.read",
  "call.read",
  "archive.read",
  "quality.read",
  "call.export",
];
const BY_TOKEN: Record<"reads" | "acts" | "exports", ReadonlySet<Action>> = {
  exports: new Set<Action>([...TOKEN_READS, "archive.export"]),
  reads: new Set(TOKEN_READS),
  acts: new Set<Action>([...TOKEN_READS, "call.reveal", "call.cancel", "call.share", "shares.manage"]),
};

/** Who may do this, for rules that the database judges. */
export const rolesThat = (action: Action): Role[] => ROLES.filter((role) => ALLOWED[role].has(action));

const YES: Verdict = { allowed: true };
const no = (reason: "sign_in_required" | "not_permitted" | "out_of_scope"): Verdict => ({ allowed: false, reason });

/**
 * May this actor do this? The one rule every handler and page goes through. A call whose agent or campaign is not known
 * yet is outside every scope: nothing is shown on a guess.
 */
export function can(actor: Actor, action: Action, subject: Subject | null = null): Verdict {
  switch (actor.kind) {
    case "anonymous":
      return no("sign_in_required");
    case "wall":
      return action === "board.read" ? YES : no("not_permitted");
    case "share":
      return action === "call.read" && subject?.id === actor.callId ? YES : no("not_permitted");
    case "person":
      if (!ALLOWED[actor.role].has(action)) return no("not_permitted");
      if (isProgram(actor) && !BY_TOKEN[programOf(actor)].has(action)) return no("not_permitted");
      if (subject !== null && !isInScope(actor.scope, subject)) return no("out_of_scope");
      return YES;
  }
}

const programOf = ({ mayAct, mayExport }: Person) => (mayAct ? "acts" : mayExport === true ? "exports" : "reads");

const isProgram = ({ via, mayAct }: Person): boolean => via === "token" || !mayAct;

/** A call is in scope when its agent, by id or by name, or its campaign is listed; without a scope every call is. */
export function isInScope(scope: Scope, { agentId, agentName, campaignId }: Whose): boolean {
  if (scope === null) return true;
  return (
    (agentId !== null && scope.agents.includes(agentId)) ||
    (agentName !== null && scope.agentNames.includes(agentName)) ||
    (campaignId !== null && scope.campaigns.includes(campaignId))
  );
}
