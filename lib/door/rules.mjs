import { isIP } from "node:net";

/**
 * What the door lets in and what it says on the way out, as pure functions: door.mjs puts them before Next.
 * @typedef {"api" | "static" | "file" | "page"} Kind
 * @typedef {"production" | "development"} Mode
 * @typedef {{ status: number, message: string, allow?: string }} Refusal
 * @typedef {object} Rules what the launcher tells the door
 * @property {Mode} mode
 * @property {string | null} publicHost the host people open, with its port unless that is the scheme's own
 * @property {boolean} encrypted people open us over https
 * @property {boolean} alone nobody signs in and only this machine may come: no proxy may stand before us
 * @property {number} proxies how many proxies' X-Forwarded-For is believed
 */

const LONGEST_ADDRESS = 8192;
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * The rules in the address the door was loaded with, as door-address.ts writes them.
 * @param {URLSearchParams} query
 * @returns {Rules | null} null: loaded by something that is no server of ours
 */
export function readRules(query) {
  const mode = query.get("mode");
  if (mode !== "production" && mode !== "development") return null;
  const publicUrl = new URL(query.get("public") ?? "http://localhost");
  const proxies = query.get("proxies") ?? "";
  return {
    mode,
    publicHost: OWN_HOST.test(publicUrl.host) ? null : publicUrl.host,
    alone: query.get("signIn") === "off" && OWN_HOST.test(publicUrl.host),
    encrypted: publicUrl.protocol === "https:",
    proxies: /^\d$/.test(proxies) ? Number(proxies) : 0,
  };
}

/** What lies in public/: browsers and crawlers ask for it, signed in or not, and it says nothing of anybody. */
const FILES = /^\/(?:(?:manifest|wall)\.webmanifest|robots\.txt|icons\/[a-z0-9-]+\.png)$/;

/** @param {string} path @returns {Kind} */
export function kindOf(path) {
  if (path.startsWith("/api/") || path === "/api" || path === "/healthz" || path === "/readyz") return "api";
  if (FILES.test(path)) return "file";
  return path.startsWith("/_next/static/") ? "static" : "page";
}

/** @param {string} url @returns {string} the address without its query */
export function pathOf(url) {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

/**
 * Names that point at this machine and the one we are opened under are the only ones served: a page elsewhere cannot
 * reach us under a name of its own (DNS rebinding).
 * @param {string | undefined} host the Host header
 * @param {string | null} publicHost
 * @returns {Refusal | null}
 */
export function hostFault(host, publicHost) {
  if (host !== undefined && (OWN_HOST.test(host) || host.toLowerCase() === publicHost)) return null;
  if (publicHost === null) {
    return { status: 421, message: "Open Earshot under localhost: it serves this machine only." };
  }
  return {
    status: 421,
    message:
      portWords(host ?? "", publicHost) ??
      "Earshot does not go by this name: open the address it was set up for, or set EARSHOT_PUBLIC_URL to this one.",
  };
}

const PORT = /:(\d{1,5})$/;
/** Of https, the only scheme that others than this machine open us by. */
const USUAL_PORT = "443";

/** The right name with a wrong port, mostly because a proxy left it out. @param {string} host @param {string} publicHost */
function portWords(host, publicHost) {
  if (host.toLowerCase().replace(PORT, "") !== publicHost.replace(PORT, "")) return null;
  const [seen, wanted] = [host, publicHost].map((text) => PORT.exec(text)?.[1] ?? USUAL_PORT);
  return (
    `This request is for port ${seen}, and EARSHOT_PUBLIC_URL says port ${wanted}. ` +
    "A proxy must pass the Host header on as it came, with its port (nginx: proxy_set_header Host $http_host)."
  );
}

/**
 * Two Host headers are two opinions of who is asked: Node reads the first, a proxy before it may have read the last.
 * @param {string[]} rawHeaders names and values in turn, as they came
 * @returns {Refusal | null}
 */
export function hostsFault(rawHeaders) {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === "host") hosts += 1;
  return hosts > 1 ? { status: 400, message: "The request names two hosts." } : null;
}

const PROXIED = ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"];

/**
 * A proxy on this machine that passes others on under our own name would make each of them an admin, where nobody signs
 * in. Proxies say in a header that they are there.
 * @param {import("node:http").IncomingHttpHeaders} headers @param {boolean} alone
 * @returns {Refusal | null}
 */
export function proxyFault(headers, alone) {
  if (!alone || PROXIED.every((name) => headers[name] === undefined)) return null;
  return { status: 421, message: "Nobody signs in here, so Earshot serves this machine only, and no proxy." };
}

/**
 * Refuses addresses that different readers would understand differently: undecodable, with encoded slashes, dot
 * segments, control or non-ASCII characters, or too long.
 * @param {string} url as it stood in the request line
 * @returns {Refusal | null}
 */
export function addressFault(url) {
  if (url.length > LONGEST_ADDRESS) return { status: 414, message: "The address is too long." };
  const path = pathOf(url);
  const plain = /^\/[\x21-\x7e]*$/.test(url) && !/\/\/|[\\#]/.test(path);
  if (plain && !/%|\/\.\.?(\/|$)/.test(path)) return null;
  const refusal = { status: 400, message: "The address cannot be read." };
  if (!plain || /%(2f|5c|25|7f|[01][0-9a-f])/i.test(path)) return refusal;
  try {
    return /\/\.\.?(\/|$)/.test(decodeURIComponent(path)) ? refusal : null;
  } catch {
    return refusal;
  }
}

const READING = ["GET", "HEAD"];
const API_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Pages are read and nothing else: a POST to a page is how a framework's own calls come in, and we have none.
 * @param {string | undefined} method @param {string} path @param {Mode} mode
 * @returns {Refusal | null}
 */
export function methodFault(method, path, mode) {
  const frameworkTool = mode === "development" && (path.startsWith("/_next/") || path.startsWith("/__nextjs"));
  const allowed = /^\/api(\/|$)/.test(path) || frameworkTool ? API_METHODS : READING;
  if (method !== undefined && allowed.includes(method)) return null;
  return { status: 405, message: "This method does not work here.", allow: allowed.join(", ") };
}

// What Next (or a proxy before it, or this door) tells itself in headers; from a client each would be a lie. Its router's
// own `rsc` and `next-router-*` must stay: they are how pages change without a reload.
const NOT_FROM_CLIENTS =
  /^(x-(middleware|nextjs|next|invoke|now|vercel|matched|prerender|rewrite|original|forwarded|real-ip|nonce|earshot)|next-(action|resume)|forwarded$|content-security-policy)/;
const DEVELOPMENT_TOOLS = /^x-nextjs-(html-)?request-id$/;

/**
 * Takes out, in place, every request header only the server itself may set.
 * @param {import("node:http").IncomingHttpHeaders} headers @param {Mode} mode
 */
export function cleanHeaders(headers, mode) {
  for (const name in headers) {
    if (NOT_FROM_CLIENTS.test(name) && !(mode === "development" && DEVELOPMENT_TOOLS.test(name))) delete headers[name];
  }
}

/**
 * Who asks: the peer, or with trusted proxies the address that the farthest of them saw. Each proxy adds its peer at the
 * end of X-Forwarded-For; what stands before the trusted ones' entries is the client's own tale.
 * @param {string | undefined} peer the socket's address
 * @param {string | string[] | undefined} forwardedFor the X-Forwarded-For header
 * @param {number} proxies
 * @returns {string} an IP address, or "unknown"
 */
export function clientAddress(peer, forwardedFor, proxies) {
  const nearest = bareAddress(peer ?? "") ?? "unknown";
  if (proxies === 0 || forwardedFor === undefined) return nearest;
  // Fewer entries than proxies: the request came in past the outer ones, and the first entry is still a proxy's.
  const seen = String(forwardedFor).split(",").slice(-proxies);
  return bareAddress(seen[0] ?? "") ?? nearest;
}

/** @param {string} text an IP address, perhaps with a port, brackets or a zone @returns {string | null} */
function bareAddress(text) {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/%.*$/, "");
  return isIP(address) === 0 ? null : address.toLowerCase();
}

/** For everything that is not a page: nothing in it may run or load anything. */
export const CLOSED_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** @param {string} nonce @param {Mode} mode */
export function pagePolicy(nonce, mode) {
  const dev = mode === "development";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // Next's development overlay writes style elements of its own, without a nonce.
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const DENIED_FEATURES =
  "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=(), accelerometer=(), gyroscope=(), magnetometer=(), publickey-credentials-get=(), xr-spatial-tracking=()";

/** On every answer, whatever its status. */
export const FIXED_HEADERS = Object.freeze({
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": `${DENIED_FEATURES}, fullscreen=(self), autoplay=(self), screen-wake-lock=(self)`,
  "X-Robots-Tag": "noindex, nofollow",
});

/** @param {string} path */
export function referrerPolicy(path) {
  return /^\/(wall|s)(\/|$)/.test(path) ? "no-referrer" : "same-origin";
}

/** Beside FIXED_HEADERS where people open us over https: their browsers never come without it again. */
export const ENCRYPTED_HEADERS = Object.freeze({ "Strict-Transport-Security": "max-age=31536000" });

/**
 * What the answer must say about being kept. Hashed files keep Next's word; an API answer may ask to be revalidated;
 * a picture or font says for itself; all else is for nobody's disk.
 * @param {Kind} kind @param {number} status @param {string} cacheControl what the answer says so far
 * @param {string} contentType
 */
export function cacheControlFor(kind, status, cacheControl, contentType) {
  const NEVER = "private, no-store";
  if (status >= 400) return NEVER;
  if (kind === "static") return cacheControl;
  if (kind === "file") return "public, max-age=3600";
  if (kind === "api") return /^private\b/.test(cacheControl) ? cacheControl : NEVER;
  return /^(image|font)\//.test(contentType) && cacheControl !== "" ? cacheControl : NEVER;
}
