import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { change, cookiesOf, type Guarded } from "./access";
import { type Answered, ask } from "./http";
import { ROOT } from "./servers";

/**
 * Who asks. wall: a screen with a pass; link: a browser that has opened a share link; token: a program with a supervisor's
 * token that reads only; program: one with an admin's token that acts.
 */
export const WHO = ["anonymous", "viewer", "supervisor", "admin", "wall", "link", "token", "program"] as const;
type Who = (typeof WHO)[number];
export type Credentials = Record<Who, Record<string, string>>;

/** What a request needs of the world it is made in. */
export type Place = {
  /** a call that nobody has asked for yet */
  callId: string;
  share: { id: string; secret: string };
  /** something new in every cell */
  unique: string;
};
type Request = { path: string; body?: unknown };

/**
 * One method of one address, and what comes of it for everybody in the order of WHO: `ok` (2xx), the reason of our
 * refusal, `sign-in` (a page that sends there and back), `to:<path>`, or `-` (not asked: the comment says why).
 */
export type Row = { address: string; cells: Record<Who, string>; make: (place: Place) => Request };

const row = (
  address: string,
  cells: string,
  make?: (place: Place) => Omit<Request, "path"> & { path?: string },
): Row => {
  const outcomes = cells.trim().split(/\s+/);
  if (outcomes.length !== WHO.length) throw new Error(`${address}: ${outcomes.length} cells`);
  return {
    address,
    cells: Object.fromEntries(WHO.map((who, place) => [who, outcomes[place]])) as Row["cells"],
    make: (place) => ({ path: pathOf(address, place), ...make?.(place) }),
  };
};

const UNKNOWN_ID = "0123456789abcdef01234567";

function pathOf(address: string, { callId, share }: Place): string {
  return address
    .replace(/^\S+ /, "")
    .replace("[callId]", callId)
    .replace("[shareId]", address.includes("/shares/") ? UNKNOWN_ID : share.id)
    .replace("[[...unknown]]", "nothing/here")
    .replace(/\[\w+\]/, UNKNOWN_ID);
}

/** The same for everybody. */
const all = (outcome: string) => WHO.map(() => outcome).join(" ");
const GRANT = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };

const NOBODY = "sign_in_required";
const NO = "not_permitted";

export const ROWS: Row[] = [
  // the board and calls
  row("GET /api/v1/live", `${NOBODY} ok ok ok ok ${NOBODY} ok ok`),
  row("GET /api/v1/calls", `${NOBODY} ok ok ok ${NO} ${NOBODY} ok ok`, ({ callId }) => ({
    path: `/api/v1/calls?limit=7&offset=${uniqueOffset(callId)}`,
  })),
  row("GET /api/v1/calls/[callId]", `${NOBODY} ok ok ok ${NO} ${NOBODY} ok ok`),
  row("DELETE /api/v1/calls/[callId]", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ok`),
  row("POST /api/v1/calls/[callId]/reveal", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ok`),
  row("DELETE /api/v1/calls/[callId]/reveal", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ok`),

  // signing in, for whoever knows a password or a link; an empty body shows that they are open and costs no attempt
  row("GET /api/v1/session", all("ok")),
  row("POST /api/v1/session", all("invalid_request")),
  // The people of these tests stay signed in for the next test: e2e/sign-in-api.spec.ts signs others out.
  row("DELETE /api/v1/session", "ok - - - ok ok ok ok"),
  row("POST /api/v1/one-time-links", all("invalid_request")),
  row("POST /api/v1/one-time-links/use", all("invalid_request")),
  row("GET /api/v1/sign-in/oidc", all("not_found")),
  row("GET /api/v1/sign-in/oidc/callback", all("not_found")),
  row("PUT /api/v1/demo-role", all("not_found"), () => ({ body: { role: "admin" } })),

  // one's own account
  row("PATCH /api/v1/account", `${NOBODY} ok ok ok ${NO} ${NOBODY} ${NO} ${NO}`, () => ({
    body: { name: "Test person" },
  })),
  row(
    "POST /api/v1/account/password",
    `${NOBODY} invalid_request invalid_request invalid_request ${NO} ${NOBODY} ${NO} ${NO}`,
    () => ({
      body: { current: "no matter", next: "short" },
    }),
  ),
  row("GET /api/v1/account/sessions", `${NOBODY} ok ok ok ${NO} ${NOBODY} ${NO} ${NO}`),
  row(
    "DELETE /api/v1/account/sessions/[sessionId]",
    `${NOBODY} not_found not_found not_found ${NO} ${NOBODY} ${NO} ${NO}`,
  ),
  row("GET /api/v1/tokens", `${NOBODY} ok ok ok ${NO} ${NOBODY} ${NO} ${NO}`),
  row("POST /api/v1/tokens", `${NOBODY} ok ok ok ${NO} ${NOBODY} ${NO} ${NO}`, ({ unique }) => ({
    body: { name: unique, permission: "read", days: 1 },
  })),
  row("DELETE /api/v1/tokens/[tokenId]", `${NOBODY} not_found not_found not_found ${NO} ${NOBODY} ${NO} ${NO}`),

  // people, settings, the audit trail
  row("GET /api/v1/users", `${NOBODY} ${NO} ${NO} ok ${NO} ${NOBODY} ${NO} ${NO}`),
  row("POST /api/v1/users", `${NOBODY} ${NO} ${NO} ok ${NO} ${NOBODY} ${NO} ${NO}`, ({ unique }) => ({
    body: { email: `${unique}@example.com`, name: "Test person", role: "viewer", scope: null },
  })),
  row("PATCH /api/v1/users/[userId]", `${NOBODY} ${NO} ${NO} not_found ${NO} ${NOBODY} ${NO} ${NO}`, () => ({
    body: { role: "admin" },
  })),
  row("DELETE /api/v1/users/[userId]", `${NOBODY} ${NO} ${NO} not_found ${NO} ${NOBODY} ${NO} ${NO}`),
  row("POST /api/v1/users/[userId]/link", `${NOBODY} ${NO} ${NO} not_found ${NO} ${NOBODY} ${NO} ${NO}`),
  row("GET /api/v1/settings", `${NOBODY} ${NO} ${NO} ok ${NO} ${NOBODY} ${NO} ${NO}`),
  row("PATCH /api/v1/settings", `${NOBODY} ${NO} ${NO} ok ${NO} ${NOBODY} ${NO} ${NO}`, () => ({ body: {} })),
  row("GET /api/v1/audit", `${NOBODY} ${NO} ${NO} ok ${NO} ${NOBODY} ${NO} ${NO}`),
  row("POST /api/v1/audit/export", `${NOBODY} ${NO} ${NO} ok ${NO} ${NOBODY} ${NO} ${NO}`, () => ({ body: {} })),

  // share links
  row("GET /api/v1/shares", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ok`),
  row("POST /api/v1/shares", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ok`, ({ callId }) => ({
    body: { callId, label: "", grant: GRANT, hours: 1, passcode: null },
  })),
  row("POST /api/v1/shares/revoke", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ok`, ({ callId }) => ({
    body: { callId },
  })),
  row(
    "DELETE /api/v1/shares/[shareId]",
    `${NOBODY} ${NO} link_unknown link_unknown ${NO} ${NOBODY} ${NO} link_unknown`,
  ),
  // A link opens for the browser that has exchanged its secret, whoever else that may be.
  row(
    "GET /api/v1/shared/[shareId]",
    "link_incomplete link_incomplete link_incomplete link_incomplete link_incomplete ok link_incomplete link_incomplete",
  ),
  row("POST /api/v1/shared/[shareId]/open", all("ok"), ({ share }) => ({
    body: { secret: share.secret, passcode: null },
  })),

  // walls
  row("POST /api/v1/wall", all("ok"), () => ({ body: { build: "test-build" } })),
  // Anybody may show a code, a few a while: that is walls.test.ts's business.
  row("POST /api/v1/wall/pairing", "ok - - - - - - -"),
  row("GET /api/v1/walls", `${NOBODY} ${NO} ok ok ${NO} ${NOBODY} ${NO} ${NO}`),
  row("POST /api/v1/walls", `${NOBODY} ${NO} code_unknown code_unknown ${NO} ${NOBODY} ${NO} ${NO}`, () => ({
    body: { code: "AAAA-AAAA", name: "Lobby", config: {} },
  })),
  row("PATCH /api/v1/walls/[wallId]", `${NOBODY} ${NO} not_found not_found ${NO} ${NOBODY} ${NO} ${NO}`, () => ({
    body: { name: "Lobby" },
  })),
  row("DELETE /api/v1/walls/[wallId]", `${NOBODY} ${NO} not_found not_found ${NO} ${NOBODY} ${NO} ${NO}`),

  // open to all, and telling nothing
  row("GET /healthz", all("ok")),
  row("GET /readyz", all("ok")),
  ...["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map((method) =>
    row(`${method} /api/[[...unknown]]`, all("not_found")),
  ),

  // pages: the settings' own are the same for everybody who has signed in, what is in them comes from above
  row("PAGE /", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /calls/[callId]", "sign-in ok ok ok empty sign-in ok ok"),
  row("PAGE /wall", all("ok")),
  row("PAGE /s/[shareId]", all("empty")),
  row("PAGE /sign-in", "ok to:/ to:/ to:/ ok ok to:/ to:/"),
  row("PAGE /setup", all("ok")),
  row("PAGE /welcome", all("ok")),
  row("PAGE /settings", all("to:/settings/account")),
  row("PAGE /settings/account", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/users", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/sign-in", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/tokens", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/walls", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/shares", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/audit", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/data", "sign-in ok ok ok ok sign-in ok ok"),
];

/** No two calls' list requests are the same, so that the upstream's log tells whose was passed on. */
export const uniqueOffset = (callId: string) =>
  1000 + (Number.parseInt(callId.replace(/\W|_|call/g, "").slice(0, 5), 16) % 900_000);

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Every page and every method of every handler in app/, as the files have them; what only refuses its method is left out. */
export function addressesInTree(): { asked: string[]; refused: string[] } {
  const asked: string[] = [];
  const refused: string[] = [];
  const files = readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" }).map((file) =>
    file.replaceAll("\\", "/"),
  );
  for (const file of files) {
    const folder = /^(?:(.*)\/)?(page|route)\.tsx?$/.exec(file);
    if (folder === null) continue;
    // A folder in brackets groups files and is no part of the address.
    const address = `/${(folder[1] ?? "").replace(/\([^)]*\)\/?/g, "")}`;
    if (folder[2] === "page") asked.push(`PAGE ${address}`);
    else {
      for (const [method, isRefused] of methodsOf(readFileSync(join(ROOT, "app", file), "utf8"))) {
        (isRefused ? refused : asked).push(`${method} ${address}`);
      }
    }
  }
  return { asked: asked.sort(), refused: refused.sort() };
}

function methodsOf(source: string): [string, boolean][] {
  const methods = METHODS.join("|");
  const own = [...source.matchAll(new RegExp(`export (?:async )?(?:const|function) (${methods})\\b`, "g"))];
  const lists = [...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, list = ""]) => [
    ...list.matchAll(new RegExp(`(\\w+) as (${methods})\\b`, "g")),
  ]);
  return [
    ...own.map(([, method = ""]): [string, boolean] => [method, false]),
    ...lists.map(([, name = "", method = ""]): [string, boolean] => [method, name === "refused"]),
  ];
}

/** A share link for a call, opened by a browser; a screen with a pass; a token that reads and one that acts. */
export async function credentialsOn(guarded: Guarded, callId: string) {
  const { url } = guarded;
  const [viewer, supervisor, admin] = await Promise.all(
    (["viewer", "supervisor", "admin"] as const).map(guarded.asRole),
  );
  const made = await change(url, "POST", "/api/v1/shares", {
    cookie: admin ?? "",
    body: { callId, label: "", grant: GRANT, hours: 1, passcode: null },
  });
  const [path = "", secret = ""] = (made.json() as { data: { path: string } }).data.path.split("#");
  const share = { id: path.split("/").at(-1) ?? "", secret };
  const opened = await change(url, "POST", `/api/v1/shared/${share.id}/open`, { body: { secret, passcode: null } });
  const token = await change(url, "POST", "/api/v1/tokens", {
    cookie: supervisor ?? "",
    body: { name: "reads", permission: "read", days: 1 },
  });
  const program = await change(url, "POST", "/api/v1/tokens", {
    cookie: admin ?? "",
    body: { name: "acts", permission: "act", days: 1 },
  });
  const credentials: Credentials = {
    anonymous: {},
    viewer: { cookie: viewer ?? "" },
    supervisor: { cookie: supervisor ?? "" },
    admin: { cookie: admin ?? "" },
    wall: { cookie: await pairedScreen(url, admin ?? "") },
    link: { cookie: cookiesOf(opened) },
    token: { "x-api-key": secretOf(token) },
    program: { "x-api-key": secretOf(program) },
  };
  return { credentials, share };
}

const secretOf = (answer: Answered): string => (answer.json() as { data: { token: string } }).data.token;

async function pairedScreen(url: string, admin: string): Promise<string> {
  const shown = await change(url, "POST", "/api/v1/wall/pairing");
  const { code } = (shown.json() as { data: { code: string } }).data;
  await change(url, "POST", "/api/v1/walls", { cookie: admin, body: { code, name: "Lobby", config: {} } });
  const collected = await change(url, "POST", "/api/v1/wall", {
    cookie: cookiesOf(shown),
    body: { build: "test-build" },
  });
  return cookiesOf(collected)
    .split("; ")
    .filter((pair) => pair.includes("_wall="))
    .join("; ");
}

/** The request of a cell, as a page of ours or a program would make it. */
export function askCell(url: string, row: Row, headers: Record<string, string>, place: Place) {
  const [method = ""] = row.address.split(" ");
  const { path, body = {} } = row.make(place);
  if (method === "PAGE" || method === "GET") return ask(url, path, { headers });
  if (method === "OPTIONS") return ask(url, path, { method, headers });
  return change(url, method as "POST", path, { headers, body });
}
