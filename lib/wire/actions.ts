/** Everything anybody may want to do; `can()` in lib/access judges who may. Read actions first. */
export const ACTIONS = [
  "board.read",
  "calls.read",
  "call.read",
  "agents.read",
  "archive.read",
  "call.export",
  "archive.export",
  "call.reveal",
  "call.cancel",
  "call.share",
  "views.use",
  "views.share",
  "account.manage",
  "tokens.manage",
  "shares.manage",
  "shares.manage_all",
  "walls.manage",
  "users.manage",
  "settings.manage",
  "audit.read",
] as const;
export type Action = (typeof ACTIONS)[number];
