/** What the audit trail's actions are to a reader, in the order of the filter. */
export const AUDIT_ACTIONS: Record<string, string> = {
  "session.started": "signed in",
  "session.ended": "signed out",
  "account.renamed": "changed their name",
  "password.changed": "changed their password",
  "link.used": "used a one-time link",
  "user.created": "created a user",
  "user.invited": "invited a user",
  "user.changed": "changed a user",
  "user.removed": "deleted a user",
  "user.link_made": "made a one-time link",
  "token.created": "created a token",
  "token.revoked": "revoked a token",
  "settings.changed": "changed settings",
  "audit.exported": "exported the audit trail",
  "call.reveal": "showed a call's number and names",
  "call.hidden": "hid a call's number and names again",
  "call.cancel": "ended a call",
  "share.made": "shared a call",
  "share.opened": "opened a shared call",
  "share.revoked": "revoked a share link",
  "wall.paired": "paired a wall",
  "wall.changed": "changed a wall",
  "wall.reload": "reloaded a wall",
  "wall.revoked": "revoked a wall",
  "view.saved": "saved a view",
  "view.changed": "changed a view",
  "view.deleted": "deleted a view",
  "views.use": "used saved views",
  "views.share": "shared a view",
  "board.read": "read the board",
  "calls.read": "read the list of calls",
  "call.read": "read a call",
  "call.share": "shared a call",
  "account.manage": "opened their account",
  "tokens.manage": "opened access tokens",
  "shares.manage": "opened share links",
  "shares.manage_all": "opened all share links",
  "walls.manage": "opened wall passes",
  "users.manage": "opened users",
  "settings.manage": "opened settings",
  "audit.read": "read the audit trail",
};

const KINDS: Record<string, string> = {
  person: "Somebody",
  share: "A share link",
  wall: "A wall",
  anonymous: "Nobody signed in",
  system: "Earshot",
};

/** Who it was; names can be empty where nobody has one. */
export const actorWords = ({ kind, name }: { kind: string; name: string }): string => name || (KINDS[kind] ?? kind);

const VALUES: Record<string, string> = { single_sign_on: "single sign-on", link: "one-time link" };

/** A detail's words: `role: "viewer"` → "role: viewer". */
export const detailWords = (detail: Record<string, string | number | boolean | null>): string =>
  Object.entries(detail)
    .map(([field, value]) => `${field === "way" ? "by" : `${field}:`} ${VALUES[String(value)] ?? value ?? "—"}`)
    .join(" · ");
