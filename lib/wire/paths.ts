/** Every address of ours, written once. Call ids have passed `isCallId`, so they need no encoding. */
export const livePagePath = "/";
export const wallPagePath = "/wall";
export const callPagePath = (callId: string) => `/calls/${callId}`;
/**
 * A call at one of its lines. `key`: of the line, as the archive has it; null: none, such as the summary.
 * `words`: what was looked for, so that the page's own search goes on with it.
 */
export const callLinePath = (callId: string, key: number | null, words = "") => {
  const wanted = [key === null ? "" : `line=${key}`, words === "" ? "" : `q=${encodeURIComponent(words)}`];
  const search = wanted.filter(Boolean).join("&");
  return `${callPagePath(callId)}${search === "" ? "" : `?${search}`}`;
};
/** @param search what stands behind its "?" */
export const callsPagePath = (search = "") => `/calls${search === "" ? "" : `?${search}`}`;
export const analyticsPagePath = (search = "") => `/analytics${search === "" ? "" : `?${search}`}`;
/** @param search `day=2026-11-26` or `week=2026-11-23`, with `zone` where it is not the reader's */
export const analyticsReportPagePath = (search = "") => `/analytics/report${search === "" ? "" : `?${search}`}`;

/** `since`: only what has changed since this version is wanted. */
type Since = { since?: string | null };

/** The board in one answer. `masked` leaves out what people said and who they are; `q` what does not match, "" for all. */
export const liveApiPath = ({
  masked = false,
  q = "",
  since = null,
}: { masked?: boolean; q?: string } & Since = {}) => {
  const wanted = [
    masked ? "masked=true" : "",
    q === "" ? "" : `q=${encodeURIComponent(q)}`,
    since === null ? "" : `since=${since}`,
  ];
  const search = wanted.filter(Boolean).join("&");
  return `/api/v1/live${search === "" ? "" : `?${search}`}`;
};
export const callApiPath = (callId: string) => `/api/v1/calls/${callId}`;
export const callExportApiPath = (callId: string) => `${callApiPath(callId)}/export`;
export const revealApiPath = (callId: string) => `${callApiPath(callId)}/reveal`;
/** Newest messages at most on our own call page; a longer transcript is cut at its start and says so. */
export const MAX_CALL_MESSAGES = 20_000;
/** As our own page asks: read by the server already, so that no reader of odd shapes goes to the browser. */
export const callPageApiPath = (callId: string, { since = null }: Since = {}) =>
  `${callApiPath(callId)}?messages=${MAX_CALL_MESSAGES}&as=read${since === null ? "" : `&since=${since}`}`;
/** @param question of the archive's search, as an address has it */
export const archiveCallsApiPath = (question: string) =>
  `/api/v1/archive/calls${question === "" ? "" : `?${question}`}`;
/** @param question as an address has it */
export const analyticsApiPath = (question: string) =>
  `/api/v1/archive/analytics${question === "" ? "" : `?${question}`}`;
export const archiveChoicesApiPath = "/api/v1/archive/choices";
export const archiveSizeApiPath = "/api/v1/archive/size";
/** The lines of an ended call around one of them; `line` null: where it was found first, else its beginning. */
export const archivePassageApiPath = (callId: string, { line, q }: { line: number | null; q: string }) => {
  const wanted = [line === null ? "" : `line=${line}`, q === "" ? "" : `q=${encodeURIComponent(q)}`];
  const search = wanted.filter(Boolean).join("&");
  return `/api/v1/archive/calls/${callId}/passage${search === "" ? "" : `?${search}`}`;
};
/** @param filters as an address has them */
export const archiveUnkeptApiPath = (filters: string) => `/api/v1/archive/unkept${filters === "" ? "" : `?${filters}`}`;

/** @param next where to go afterwards, a path of ours */
export const signInPagePath = (next?: string) =>
  next === undefined || next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
/** A link that works once; `secret` starts with ear_once_. */
export const setupPagePath = (secret: string) => `/setup#${secret}`;
export const welcomePagePath = (secret: string) => `/welcome#${secret}`;
export const sessionApiPath = "/api/v1/session";
export const oidcApiPath = (next: string) => `/api/v1/sign-in/oidc?next=${encodeURIComponent(next)}`;
export const oneTimeLinkApiPath = "/api/v1/one-time-links";
export const oneTimeLinkUseApiPath = "/api/v1/one-time-links/use";
export const accountApiPath = "/api/v1/account";
export const accountPasswordApiPath = "/api/v1/account/password";
export const accountSessionsApiPath = "/api/v1/account/sessions";
export const accountSessionApiPath = (sessionId: string) => `/api/v1/account/sessions/${sessionId}`;
export const usersApiPath = "/api/v1/users";
export const userApiPath = (userId: string) => `/api/v1/users/${userId}`;
export const userLinkApiPath = (userId: string) => `/api/v1/users/${userId}/link`;
export const agentsApiPath = "/api/v1/agents";
export const tokensApiPath = "/api/v1/tokens";
export const tokenApiPath = (tokenId: string) => `/api/v1/tokens/${tokenId}`;
export const wallApiPath = "/api/v1/wall";
export const wallPairingApiPath = "/api/v1/wall/pairing";
export const wallsApiPath = "/api/v1/walls";
export const wallPassApiPath = (wallId: string) => `/api/v1/walls/${wallId}`;
export const viewsApiPath = "/api/v1/views";
export const viewApiPath = (viewId: string) => `/api/v1/views/${viewId}`;
export const backfillsApiPath = "/api/v1/archive/backfills";
export const backfillApiPath = (backfillId: string) => `${backfillsApiPath}/${backfillId}`;
/** @param range ISO 8601; null: without that end */
export const backfillPriceApiPath = (range: { from: string | null; to: string | null }) => {
  const parameters = Object.entries(range).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return `/api/v1/archive/backfill-price?${new URLSearchParams(parameters)}`;
};
export const exportsApiPath = "/api/v1/archive/exports";
export const exportApiPath = (exportId: string) => `${exportsApiPath}/${exportId}`;
export const exportFileApiPath = (exportId: string) => `${exportApiPath(exportId)}/file`;
export const auditApiPath = "/api/v1/audit";
export const auditExportApiPath = "/api/v1/audit/export";
export const retentionApiPath = (days: Record<"auditDays" | "endedDays" | "talkDays" | "factDays", number>) =>
  `/api/v1/settings/retention?${new URLSearchParams(Object.entries(days).map(([name, value]) => [name, String(value)]))}`;
export const settingsApiPath = "/api/v1/settings";
export const demoRoleApiPath = "/api/v1/demo-role";
export type SettingsPage =
  | "account"
  | "users"
  | "sign-in"
  | "tokens"
  | "exports"
  | "walls"
  | "shares"
  | "audit"
  | "data"
  | "scorer";
export const scorerApiPath = "/api/v1/quality/scorer";
export const triedScorerApiPath = `${scorerApiPath}/try`;
export const scorerRetriesApiPath = `${scorerApiPath}/retries`;
export const erasuresApiPath = "/api/v1/archive/erasures";
export const settingsPagePath = (page: SettingsPage) => `/settings/${page}`;

/** Its sections and what they ask for are in quality-paths.ts: every page holds this file. */
export const qualityPath = "/quality";

/** The page of a share link; whoever opens it needs the secret behind the #, too. */
export const sharePagePath = (shareId: string) => `/s/${shareId}`;
export const sharesApiPath = "/api/v1/shares";
export const shareApiPath = (shareId: string) => `/api/v1/shares/${shareId}`;
export const sharesRevokeApiPath = "/api/v1/shares/revoke";
export const sharedApiPath = (shareId: string) => `/api/v1/shared/${shareId}`;
export const sharedOpenApiPath = (shareId: string) => `/api/v1/shared/${shareId}/open`;
