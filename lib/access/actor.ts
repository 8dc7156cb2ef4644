/** Who asks, as far as the server could find out. Pure: resolving an actor from a request is lib/server/actor.ts. */

export const ROLES = ["admin", "supervisor", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What of the floor a person may see: calls of these agents or of these campaigns; null: all. Agents are named by id;
 * `agentNames`: those whose id is not known, by name. Both compare exactly.
 */
export type Scope = { agents: string[]; agentNames: string[]; campaigns: string[] } | null;

/** What a share link shows beside status and times. */
export type ShareGrant = {
  /** false: shown only once the call has ended */
  live: boolean;
  transcript: boolean;
  summary: boolean;
  participants: boolean;
  metrics: boolean;
  masked: boolean;
};

export type Person = {
  kind: "person";
  /** the user's id; "demo" or "off" where nobody signs in */
  id: string;
  name: string;
  email: string | null;
  role: Role;
  scope: Scope;
  /** session: a browser that signed in; token: a program; demo, off: nobody signs in here */
  via: "session" | "token" | "demo" | "off";
  /** the session's or token's id; null in the demo or with sign-in off */
  credentialId: string | null;
  /** a token made for reading changes nothing */
  mayAct: boolean;
  /** a token made for exporting takes many calls away; whoever is no token needs none of this */
  mayExport?: boolean;
};

export type Actor =
  | Person
  /** `words`: its pass lets it show what callers say */
  | { kind: "wall"; id: string; name: string; words: boolean }
  | { kind: "share"; id: string; callId: string; grant: ShareGrant }
  | { kind: "anonymous" };
