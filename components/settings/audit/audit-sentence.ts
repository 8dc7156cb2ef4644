import { callPagePath, settingsPagePath } from "@/lib/wire/paths";
import type { AuditEntry } from "@/lib/wire/settings-contract";
import { ACTIONS } from "./audit-actions";

/** A piece of a sentence: words of ours, or what somebody wrote or is called, and where that leads. */
export type Piece = string | { text: string; to: string | null };

const SOMEBODY: Record<AuditEntry["actor"]["kind"], string> = {
  person: "Somebody",
  share: "Somebody with the link",
  wall: "A wall",
  anonymous: "Somebody who was not signed in",
  system: "Earshot",
};

const named = (text: string, to: string | null = null): Piece => ({ text, to });
const found = (page: "users" | "shares", text: string) => `${settingsPagePath(page)}?q=${encodeURIComponent(text)}`;

/** What was done, to what, and how it ended, as one sentence about who did it. */
export function auditSentence(entry: AuditEntry): Piece[] {
  const { action, result } = entry;
  const own = result === "failed" ? FAILURES[action]?.(entry) : undefined;
  if (own !== undefined) return own;
  const words: (typeof ACTIONS)[string] = ACTIONS[action] ?? { did: `did “${action}”`, tried: `do “${action}”` };
  const what = [...about(entry), ...tail(entry)];
  const did = entry.target === null ? (words.listed ?? words.did) : words.did;
  if (result === "done") return [...who(entry), ` ${did}`, ...what];
  const outcome = result === "denied" ? " was not allowed to" : " tried, and failed, to";
  return [...who(entry), `${outcome} ${words.tried}`, ...what];
}

function who({ actor, target, action }: AuditEntry): Piece[] {
  // Whoever opens a link is known by the link alone.
  if (actor.kind === "share" && action === "share.opened") return ["Somebody"];
  if (actor.kind === "share" && actor.id !== target?.id) return [SOMEBODY.share];
  return [actor.name === "" ? SOMEBODY[actor.kind] : named(actor.name)];
}

/** What it was done to, with the way there. */
function about({ target, detail, actor }: AuditEntry): Piece[] {
  if (target === null) return [];
  const { kind, id, name } = target;
  switch (kind) {
    case "call":
      return [" ", named(id, callPagePath(id))];
    case "share":
      return [" ", ...linkWords(target, detail)];
    case "user":
      if (id === actor.id) return [];
      return [" ", name === null ? named("a user who is gone") : named(name, found("users", name))];
    case "token":
      return [" ", name === null ? "that is gone" : named(`“${name}”`, settingsPagePath("tokens"))];
    case "wall":
      return [" ", name === null ? "that is gone" : named(`“${name}”`, settingsPagePath("walls"))];
    case "backfill":
      // What was done names it already; which one it was stands among the details.
      return [];
    default:
      return [" ", kind, " ", named(id)];
  }
}

function linkWords({ name, callId: known }: Target, { callId: written }: AuditEntry["detail"]): Piece[] {
  const callId = known ?? (typeof written === "string" ? written : null);
  const label = name === null ? "a link without a name" : named(`“${name}”`, found("shares", name));
  const link: Piece[] = name === null ? [label] : ["the link ", label];
  return callId === null ? link : [...link, " to call ", named(callId, callPagePath(callId))];
}
type Target = NonNullable<AuditEntry["target"]>;

/** What a failure of this was, where the usual sentence would say less. */
const FAILURES: Record<string, (entry: AuditEntry) => Piece[]> = {
  "share.opened": ({ target, detail }) => [
    "Wrong passcode for ",
    ...(target === null ? ["a link that is gone"] : linkWords(target, detail)),
  ],
  "session.started": ({ target, detail }) =>
    detail.way === "single_sign_on"
      ? [`The sign-in provider's answer let nobody in: ${reasonWords(detail.reason)}`]
      : target === null
        ? ["Somebody tried to sign in with an address that nobody here has"]
        : ["Wrong password for ", ...(target.name === null ? ["a user who is gone"] : [named(target.name)])],
  "password.changed": (entry) => [...who(entry), " gave a wrong present password and could not change it"],
  "wall.paired": (entry) => [...who(entry), " entered a code that no screen showed"],
};

const VALUES: Record<string, string> = {
  single_sign_on: "single sign-on",
  link: "a one-time link",
  password: "a password",
};
const valueWords = (value: unknown) => VALUES[String(value)] ?? String(value);
const reasonWords = (reason: unknown) => String(reason ?? "no reason was given").replaceAll("_", " ");

/** What else makes a difference to a reader; the rest stands among the details. */
function tail({ action, detail }: AuditEntry): string[] {
  switch (action) {
    case "session.started":
      return typeof detail.way === "string" ? [` with ${valueWords(detail.way)}`] : [];
    case "user.invited":
    case "user.created":
      return typeof detail.role === "string" ? [` as ${detail.role}${detail.scoped === true ? ", limited" : ""}`] : [];
    case "user.changed":
      return typeof detail.fields === "string" ? [`: ${detail.fields.replaceAll(" ", ", ")}`] : [];
    case "share.made":
      return typeof detail.hours === "number"
        ? [
            ` for ${detail.hours} ${detail.hours === 1 ? "hour" : "hours"}, ${detail.passcode ? "with" : "without"} a passcode`,
          ]
        : [];
    case "call.cancel":
      return typeof detail.reason === "string" ? [`: ${reasonWords(detail.reason)}`] : [];
    case "settings.changed":
      return Object.keys(detail).length === 0 ? [] : [`: ${Object.entries(detail).map(settingWords).join(", ")}`];
    default:
      return [];
  }
}

const SETTINGS: Record<string, string> = {
  "privacy.supervisorsSeeNumbers": "supervisors see numbers and names at once",
  "privacy.redactForSupervisors": "redaction for supervisors",
  "retention.auditDays": "days of audit trail",
  "retention.endedDays": "days of ended links, tokens and passes",
  "retention.talkDays": "days of what was said in calls",
  "retention.factDays": "days of facts of calls",
  "archive.keeps": "keeping calls that are over",
  "archive.keepUp": "keeping calls that nobody watched",
};

function settingWords([field, value]: [string, unknown]): string {
  return `${SETTINGS[field] ?? field} ${typeof value === "boolean" ? (value ? "on" : "off") : value}`;
}

/** The details as they are stored, for whoever wants them: "role: viewer". */
export const rawDetails = ({ action, target, detail }: AuditEntry): string[] => [
  `action: ${action}`,
  ...(target === null ? [] : [`${target.kind}: ${target.id}`]),
  ...Object.entries(detail).map(([field, value]) => `${field}: ${value ?? "—"}`),
];
