/**
 * What Next's router in the browser tells the server in headers. Next parses them and answers with a 500 and a stack in the
 * log when they are not what its own router writes, so they are read here first.
 * @typedef {import("./rules.mjs").Refusal} Refusal
 */

/** Next's own limit, and deeper than any page of ours. */
const LONGEST_TREE = 40_000;
const DEEPEST_TREE = 40;
const LONGEST_PATH = 4_096;
const PARAMETER_TYPES = /^(oc|(c|d)(i\((\.|\.\.|\.\.\.|\.\.\)\(\.\.)\))?)$/;
const REFRESHES = ["refetch", "inside-shared-layout", "metadata-only"];

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string";
/** @param {unknown} value */
const isSegment = (value) =>
  isText(value) ||
  (Array.isArray(value) &&
    value.length === 4 &&
    isText(value[0]) &&
    isText(value[1]) &&
    isText(value[2]) &&
    PARAMETER_TYPES.test(value[2]) &&
    (value[3] === null || (Array.isArray(value[3]) && value[3].every(isText))));
/** @param {unknown} value */
const isRefreshPlace = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);

/**
 * One segment of a page, those below it, and what is to be fetched anew.
 * @param {unknown} value @param {number} depth
 * @returns {boolean}
 */
function isTree(value, depth) {
  if (!Array.isArray(value) || value.length < 2 || value.length > 6 || depth > DEEPEST_TREE) return false;
  const [segment, below, place, refresh, hints, last] = value;
  if (!isSegment(segment) || typeof below !== "object" || below === null || Array.isArray(below)) return false;
  if (value.length > 2 && place !== null && !isRefreshPlace(place)) return false;
  if (value.length > 3 && refresh !== null && !REFRESHES.includes(refresh)) return false;
  if (value.length > 4 && hints !== null && typeof hints !== "number") return false;
  if (value.length > 5 && !isText(last)) return false;
  return Object.values(below).every((child) => isTree(child, depth + 1));
}

/** @param {string} text the header */
function isTreeHeader(text) {
  if (text.length > LONGEST_TREE) return false;
  try {
    return isTree(JSON.parse(decodeURIComponent(text)), 0);
  } catch {
    return false;
  }
}

/** @param {string} text */
const isPath = (text) => text.length <= LONGEST_PATH && /^\/[\x21-\x7e]*$/.test(text);

/** @type {Record<string, (text: string) => boolean>} */
const READ = {
  rsc: (text) => text === "1",
  "next-router-state-tree": isTreeHeader,
  "next-router-prefetch": (text) => /^[123]$/.test(text),
  "next-router-segment-prefetch": isPath,
  "next-url": isPath,
};

/**
 * Refuses what Next's router would never say. Sent twice, a header is two values with a comma between, and neither.
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @returns {Refusal | null}
 */
export function routerFault(headers) {
  for (const [name, isRead] of Object.entries(READ)) {
    const value = headers[name];
    if (value !== undefined && !isRead(String(value))) {
      return { status: 400, message: "The request's router headers cannot be read." };
    }
  }
  return null;
}
