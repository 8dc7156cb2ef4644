import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Action } from "@/lib/wire/actions";
import { allowedMethods, type Endpoint, METHODS, type Method, type Operation } from "@/lib/wire/api/endpoint";
import { ENDPOINTS } from "@/lib/wire/api/registry";
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
export type Row = {
  address: string;
  cells: Record<Who, string>;
  make: (place: Place) => Request;
  /** what the address says of itself; null: a page, or what is no address */
  declared: { endpoint: Endpoint; method: Method; operation: Operation } | null;
};
type Make = (place: Place) => Omit<Request, "path"> & { path?: string };

function row(address: string, cells: string, make?: Make, declared: Row["declared"] = null): Row {
  const outcomes = cells.trim().split(/\s+/);
  if (outcomes.length !== WHO.length) throw new Error(`${address}: ${outcomes.length} cells`);
  return {
    address,
    cells: Object.fromEntries(WHO.map((who, place) => [who, outcomes[place]])) as Row["cells"],
    make: (place) => ({ path: pathOf(address, place), ...make?.(place) }),
    declared,
  };
}

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

const rubric = (name: string) => ({
  name,
  passMark: 50,
  checks: [{ key: "greeting", title: "Greets", kind: "greeting", weight: 1 }],
});

const NOBODY = "sign_in_required";
const NO = "not_permitted";

/**
 * Who may do what, in the order of WHO; `may` is whatever comes of it then. Written out once more, apart from the rule that
 * the server goes by: a rule that changes by mistake shows here.
 */
const BY_ACTION: Partial<Record<Action, string>> = {
  "board.read": `${NOBODY} may may may may ${NOBODY} may may`,
  "calls.read": `${NOBODY} may may may ${NO} ${NOBODY} may may`,
  "agents.read": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "archive.manage": `${NOBODY} ${NO} ${NO} may ${NO} ${NOBODY} ${NO} ${NO}`,
  "call.export": `${NOBODY} may may may ${NO} ${NOBODY} may may`,
  "archive.export": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "archive.read": `${NOBODY} may may may ${NO} ${NOBODY} may may`,
  "quality.read": `${NOBODY} may may may ${NO} ${NOBODY} may may`,
  "quality.review": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "quality.manage": `${NOBODY} ${NO} ${NO} may ${NO} ${NOBODY} ${NO} ${NO}`,
  "call.read": `${NOBODY} may may may ${NO} ${NOBODY} may may`,
  "call.cancel": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} may`,
  "call.reveal": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} may`,
  "call.share": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} may`,
  "shares.manage": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} may`,
  "walls.manage": `${NOBODY} ${NO} may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "views.use": `${NOBODY} may may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "account.manage": `${NOBODY} may may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "tokens.manage": `${NOBODY} may may may ${NO} ${NOBODY} ${NO} ${NO}`,
  "users.manage": `${NOBODY} ${NO} ${NO} may ${NO} ${NOBODY} ${NO} ${NO}`,
  "settings.manage": `${NOBODY} ${NO} ${NO} may ${NO} ${NOBODY} ${NO} ${NO}`,
  "audit.read": `${NOBODY} ${NO} ${NO} may ${NO} ${NOBODY} ${NO} ${NO}`,
};

/** A request to one operation, and what comes of it for whoever may; of one that is open, for everybody. */
type Sample = { make?: Make; outcome?: string };

const SAMPLES: Record<string, Sample> = {
  // the board and calls
  "GET /api/v1/live": {},
  "GET /api/v1/calls": { make: ({ callId }) => ({ path: `/api/v1/calls?limit=7&offset=${uniqueOffset(callId)}` }) },
  "GET /api/v1/agents": {},
  "GET /api/v1/archive/calls": {},
  "POST /api/v1/archive/erasures": { make: ({ callId }) => ({ body: { callId } }) },
  "GET /api/v1/archive/backfills": {},
  // Where nothing is kept none is begun.
  "POST /api/v1/archive/backfills": { outcome: "conflict" },
  "GET /api/v1/archive/backfill-price": {},
  "GET /api/v1/archive/backfills/[backfillId]": { outcome: "not_found" },
  "PATCH /api/v1/archive/backfills/[backfillId]": { make: () => ({ body: { state: "paused" } }), outcome: "not_found" },
  "GET /api/v1/archive/choices": {},
  "GET /api/v1/archive/size": {},
  "GET /api/v1/archive/analytics": {},
  "GET /api/v1/archive/unkept": {},
  // Nothing is kept there: what is kept, and for whom, is archive-attacks.spec.ts's business.
  "GET /api/v1/archive/calls/[callId]/passage": { outcome: "call_not_found" },
  "POST /api/v1/archive/export": { make: () => ({ body: { format: "training" } }) },
  "GET /api/v1/archive/exports": {},
  "POST /api/v1/archive/exports": { make: () => ({ body: { format: "calls" } }) },
  "GET /api/v1/archive/exports/[exportId]": { outcome: "not_found" },
  "DELETE /api/v1/archive/exports/[exportId]": { outcome: "not_found" },
  "GET /api/v1/archive/exports/[exportId]/file": { outcome: "not_found" },
  // Nothing is kept there: what is judged, and for whom, is lib/quality's business.
  "GET /api/v1/quality/calls/[callId]": { outcome: "call_not_found" },
  "GET /api/v1/quality/calls/[callId]/notes": {},
  "POST /api/v1/quality/calls/[callId]/notes": { make: () => ({ body: { kind: "flag" } }) },
  "DELETE /api/v1/quality/notes/[noteId]": { outcome: "not_found" },
  "GET /api/v1/quality/rubrics": {},
  "POST /api/v1/quality/rubrics": { make: ({ unique }) => ({ body: { definition: rubric(unique) } }) },
  "POST /api/v1/quality/try": { make: ({ unique }) => ({ body: { definition: rubric(unique) } }) },
  "GET /api/v1/quality/rubrics/[rubricId]": { outcome: "not_found" },
  "PUT /api/v1/quality/rubrics/[rubricId]": {
    outcome: "not_found",
    make: ({ unique }) => ({ body: { version: 1, definition: rubric(unique) } }),
  },
  "DELETE /api/v1/quality/rubrics/[rubricId]": { outcome: "not_found" },
  "GET /api/v1/quality/reviews": {},
  "POST /api/v1/quality/reviews": { make: ({ callId }) => ({ body: { callId } }), outcome: "call_not_found" },
  "GET /api/v1/quality/reviews/[reviewId]": { outcome: "not_found" },
  "PATCH /api/v1/quality/reviews/[reviewId]": { make: () => ({ body: { do: "lock" } }), outcome: "not_found" },
  "GET /api/v1/quality/reviews/[reviewId]/reviewers": { outcome: "not_found" },
  "GET /api/v1/quality/sampling": {},
  "PUT /api/v1/quality/sampling": {
    make: () => ({ body: { critical: false, randomPerAgent: 0, lowest: 0, firstOfNewAgent: 0 } }),
  },
  "GET /api/v1/quality/scorer": {},
  "PUT /api/v1/quality/scorer": {
    make: () => ({ body: { address: "https://scorer.example/calls", isOn: false, redacts: true, perDay: 1 } }),
  },
  "POST /api/v1/quality/scorer/try": { make: ({ callId }) => ({ body: { callId } }), outcome: "call_not_found" },
  "POST /api/v1/quality/scorer/retries": {},
  "GET /api/v1/quality/agreement": {},
  "GET /api/v1/quality/calibration": {},
  "GET /api/v1/quality/agents": {},
  "GET /api/v1/quality/coaching": { make: () => ({ path: "/api/v1/quality/coaching?agent=a1" }) },
  "GET /api/v1/calls/[callId]": {},
  "POST /api/v1/calls/[callId]/export": { make: () => ({ body: { format: "text" } }) },
  "DELETE /api/v1/calls/[callId]": {},
  "POST /api/v1/calls/[callId]/reveal": {},
  "DELETE /api/v1/calls/[callId]/reveal": {},

  // signing in, for whoever knows a password or a link; an empty body shows that they are open and costs no attempt
  "GET /api/v1/session": { outcome: all("ok") },
  "POST /api/v1/session": { outcome: all("invalid_request") },
  // The people of these tests stay signed in for the next test: e2e/sign-in-api.spec.ts signs others out.
  "DELETE /api/v1/session": { outcome: "ok - - - ok ok ok ok" },
  "POST /api/v1/one-time-links": { outcome: all("invalid_request") },
  "POST /api/v1/one-time-links/use": { outcome: all("invalid_request") },
  "GET /api/v1/sign-in/oidc": { outcome: all("not_found") },
  "GET /api/v1/sign-in/oidc/callback": { outcome: all("not_found") },
  "PUT /api/v1/demo-role": { outcome: all("not_found"), make: () => ({ body: { role: "admin" } }) },

  // one's own account
  "PATCH /api/v1/account": { make: () => ({ body: { name: "Test person" } }) },
  "POST /api/v1/account/password": {
    outcome: "invalid_request",
    make: () => ({ body: { current: "no matter", next: "short" } }),
  },
  "GET /api/v1/account/sessions": {},
  "DELETE /api/v1/account/sessions/[sessionId]": { outcome: "not_found" },
  "GET /api/v1/tokens": {},
  "POST /api/v1/tokens": { make: ({ unique }) => ({ body: { name: unique, permission: "read", days: 1 } }) },
  "DELETE /api/v1/tokens/[tokenId]": { outcome: "not_found" },

  // people, settings, the audit trail
  "GET /api/v1/users": {},
  "POST /api/v1/users": {
    make: ({ unique }) => ({
      body: { email: `${unique}@example.com`, name: "Test person", role: "viewer", scope: null },
    }),
  },
  "PATCH /api/v1/users/[userId]": { outcome: "not_found", make: () => ({ body: { role: "admin" } }) },
  "DELETE /api/v1/users/[userId]": { outcome: "not_found" },
  "POST /api/v1/users/[userId]/link": { outcome: "not_found" },
  "GET /api/v1/settings": {},
  "PATCH /api/v1/settings": { make: () => ({ body: {} }) },
  "GET /api/v1/settings/retention": {},
  "GET /api/v1/audit": {},
  "POST /api/v1/audit/export": { make: () => ({ body: {} }) },

  // share links
  "GET /api/v1/shares": {},
  "POST /api/v1/shares": {
    make: ({ callId }) => ({ body: { callId, label: "", grant: GRANT, hours: 1, passcode: null } }),
  },
  "POST /api/v1/shares/revoke": { make: ({ callId }) => ({ body: { callId } }) },
  "DELETE /api/v1/shares/[shareId]": { outcome: "link_unknown" },
  // A link opens for the browser that has exchanged its secret, whoever else that may be.
  "GET /api/v1/shared/[shareId]": {
    outcome:
      "link_incomplete link_incomplete link_incomplete link_incomplete link_incomplete ok link_incomplete link_incomplete",
  },
  "POST /api/v1/shared/[shareId]/open": {
    outcome: all("ok"),
    make: ({ share }) => ({ body: { secret: share.secret, passcode: null } }),
  },

  // saved views
  "GET /api/v1/views": {},
  "POST /api/v1/views": { make: ({ unique }) => ({ body: { page: "live", name: unique, query: "status=active" } }) },
  "PATCH /api/v1/views/[viewId]": { outcome: "not_found", make: () => ({ body: { name: "Another" } }) },
  "DELETE /api/v1/views/[viewId]": { outcome: "not_found" },

  // walls
  "POST /api/v1/wall": { outcome: all("ok"), make: () => ({ body: { build: "test-build" } }) },
  // Anybody may show a code, a few a while: that is walls.test.ts's business.
  "POST /api/v1/wall/pairing": { outcome: "ok - - - - - - -" },
  "GET /api/v1/walls": {},
  "POST /api/v1/walls": {
    outcome: "code_unknown",
    make: () => ({ body: { code: "AAAA-AAAA", name: "Lobby", config: {} } }),
  },
  "PATCH /api/v1/walls/[wallId]": { outcome: "not_found", make: () => ({ body: { name: "Lobby" } }) },
  "DELETE /api/v1/walls/[wallId]": { outcome: "not_found" },

  // open to all, and telling nothing
  "GET /healthz": { outcome: all("ok") },
  "GET /readyz": { outcome: all("ok") },
  "GET /api/v1/openapi.json": { outcome: all("ok") },
};

/** Paths as the folders in app/ write them. */
const folderPath = ({ path }: Endpoint) => path.replace(/\{(\w+)\}/g, "[$1]");

const DECLARED: Row[] = Object.values(ENDPOINTS).flatMap((endpoint) =>
  METHODS.flatMap((method) => {
    const operation = endpoint.methods[method];
    if (operation === undefined) return [];
    const address = `${method} ${folderPath(endpoint)}`;
    const sample = SAMPLES[address];
    if (sample === undefined) throw new Error(`${address} has no sample.`);
    return [row(address, cellsOf(address, operation.who, sample), sample.make, { endpoint, method, operation })];
  }),
);

function cellsOf(address: string, who: Operation["who"], { outcome }: Sample): string {
  if (who.kind === "allowed") {
    const cells = BY_ACTION[who.action];
    if (cells === undefined) throw new Error(`${address}: nobody has said who may ${who.action}.`);
    return cells.replace(/\bmay\b/g, outcome ?? "ok");
  }
  if (outcome === undefined) throw new Error(`${address} is open, and its sample does not say what comes of it.`);
  return outcome;
}

/** Whatever is asked for below /api and is not there: no address, so that it says nothing of itself. */
const CATCH_ALL = "/api/[[...unknown]]";
const ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export const ROWS: Row[] = [
  ...DECLARED,
  ...ALL_METHODS.filter((method) => method !== "HEAD").map((method) => row(`${method} ${CATCH_ALL}`, all("not_found"))),

  // pages: the settings' own are the same for everybody who has signed in, what is in them comes from above
  row("PAGE /", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /analytics", "sign-in ok ok ok empty sign-in ok ok"),
  row("PAGE /analytics/report", "sign-in ok ok ok empty sign-in ok ok"),
  row("PAGE /calls", "sign-in ok ok ok empty sign-in ok ok"),
  row("PAGE /calls/[callId]", "sign-in ok ok ok empty sign-in ok ok"),
  // Whoever reads scores and reviews nothing comes to those.
  row("PAGE /quality", "sign-in to:/quality/agents ok ok ok sign-in to:/quality/agents to:/quality/agents"),
  row("PAGE /quality/reviews/[reviewId]", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /quality/rubrics", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /quality/rubrics/[rubricId]", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /quality/agreement", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /quality/agents", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /wall", all("ok")),
  row("PAGE /[...nowhere]", all("404")),
  row("PAGE /s/[shareId]", all("empty")),
  row("PAGE /sign-in", "ok to:/ to:/ to:/ ok ok to:/ to:/"),
  row("PAGE /setup", all("ok")),
  row("PAGE /welcome", all("ok")),
  row("PAGE /settings", all("to:/settings/account")),
  row("PAGE /settings/account", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/users", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/sign-in", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/tokens", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/exports", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/walls", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/shares", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/audit", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/scorer", "sign-in ok ok ok ok sign-in ok ok"),
  row("PAGE /settings/data", "sign-in ok ok ok ok sign-in ok ok"),
];

/** No two calls' list requests are the same, so that the upstream's log tells whose was passed on. */
export const uniqueOffset = (callId: string) =>
  1000 + (Number.parseInt(callId.replace(/\W|_|call/g, "").slice(0, 5), 16) % 900_000);

/**
 * Every page and every method of every handler in app/, as the files have them; `refused`: the methods that a handler does
 * not have. A route file without a declaration is asked for, and has no row.
 */
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
      const [has, hasNot] = methodsAt(address);
      asked.push(...has.map((method) => `${method} ${address}`));
      refused.push(...hasNot.map((method) => `${method} ${address}`));
    }
  }
  return { asked: asked.sort(), refused: refused.sort() };
}

function methodsAt(address: string): [string[], string[]] {
  if (address === CATCH_ALL) return [ALL_METHODS.filter((method) => method !== "HEAD"), []];
  const endpoint = Object.values(ENDPOINTS).find((one) => folderPath(one) === address);
  if (endpoint === undefined) return [["UNDECLARED"], []];
  const allowed = allowedMethods(endpoint).split(", ");
  return [allowed.filter((method) => method !== "HEAD"), ALL_METHODS.filter((method) => !allowed.includes(method))];
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
