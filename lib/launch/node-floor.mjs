/** The oldest Node that this runs on, as `engines` in package.json says it: major and minor. */
export const NODE_FLOOR = /** @type {const} */ ([20, 19]);

/** @param {string} version as `process.versions.node` says it @returns {string | null} one sentence when it is too old */
export function nodeFault(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [least, leastMinor] = NODE_FLOOR;
  if (major > least || (major === least && minor >= leastMinor)) return null;
  return `Earshot needs Node ${least}.${leastMinor} or newer, best 24; this is Node ${version}. See https://nodejs.org`;
}
