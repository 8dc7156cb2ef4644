import type { Actor, Person } from "@/lib/access/actor";
import { can, rolesThat } from "@/lib/access/can";
import { SESSION_COOKIE, shareCookie, WALL_COOKIE } from "@/lib/access/cookies";
import type { Who } from "@/lib/wire/api/endpoint";

/** What a request can carry to say who it is from. */
export const SECURITY_SCHEMES = {
  token: {
    type: "apiKey",
    in: "header",
    name: "x-api-key",
    description: "An access token, made under Settings, Access tokens.",
  },
  session: { type: "apiKey", in: "cookie", name: SESSION_COOKIE, description: "A browser that signed in." },
  screen: { type: "apiKey", in: "cookie", name: WALL_COOKIE, description: "A screen that was let in." },
  share: {
    type: "apiKey",
    in: "cookie",
    name: shareCookie("{shareId}"),
    description: "A browser that has opened the link; the cookie's name ends in the link's id.",
  },
} as const;

type Scheme = keyof typeof SECURITY_SCHEMES;

const program = (may: { mayAct: boolean; mayExport?: boolean }): Person => ({
  kind: "person",
  id: "",
  name: "",
  email: null,
  role: "admin",
  scope: null,
  via: "token",
  credentialId: null,
  ...may,
});
const READS = program({ mayAct: false });
const ACTS = program({ mayAct: true });
const EXPORTS = program({ mayAct: false, mayExport: true });
const SCREEN: Actor = { kind: "wall", id: "", name: "", words: false };

/** By which of them somebody can be who may; an empty one: by none. */
export function securityOf(who: Who): Partial<Record<Scheme, string[]>>[] {
  if (who.kind === "demo") return [{}];
  if (who.kind === "unasked") return who.cookie === undefined ? [{}] : [{ [who.cookie]: [] }];
  if (who.kind === "anybody") return [{}, { session: [] }, { token: [] }, { screen: [] }];
  const { action, signedInOnly } = who;
  if (signedInOnly) return [{ session: [] }];
  return [
    { session: [] },
    ...([ACTS, EXPORTS].some((one) => can(one, action).allowed) ? [{ token: [] }] : []),
    ...(can(SCREEN, action).allowed ? [{ screen: [] }] : []),
  ];
}

/** The same in a sentence without its full stop. */
export function whoInWords(who: Who): string {
  if (who.kind === "demo") return "whoever looks at the demo";
  if (who.kind !== "allowed") return `anybody: ${who.why}`;
  const { action, signedInOnly } = who;
  const roles = rolesThat(action).join(", ");
  if (signedInOnly) return `${roles} (\`${action}\`), from a browser that signed in`;
  const token = can(READS, action).allowed
    ? ", tokens"
    : can(ACTS, action).allowed
      ? ", tokens that may act"
      : can(EXPORTS, action).allowed
        ? ", tokens that may export"
        : "";
  const screen = can(SCREEN, action).allowed ? ", screens that were let in" : "";
  return `${roles} (\`${action}\`)${token}${screen}`;
}
