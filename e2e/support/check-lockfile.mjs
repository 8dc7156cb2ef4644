/** Versions below these have known holes that this product would stand in; `optional` ones may be absent. */
const FLOORS = [
  { name: "next", floor: "16.4.5", optional: false },
  { name: "react", floor: "19.2.6", optional: false },
  { name: "react-dom", floor: "19.2.6", optional: false },
  { name: "sharp", floor: "0.35.5", optional: true },
];

/** @param {string} version @param {string} floor @returns {boolean} a pre-release counts as below its release */
function isBelow(version, floor) {
  const [numbers = "", preRelease] = version.split("-", 2);
  const have = numbers.split(".").map(Number);
  const need = floor.split(".").map(Number);
  for (let part = 0; part < 3; part++) {
    const difference = (have[part] ?? 0) - (need[part] ?? 0);
    if (Number.isNaN(difference) || difference < 0) return true;
    if (difference > 0) return false;
  }
  return preRelease !== undefined;
}

/**
 * What is wrong with the locked packages, one sentence each; every copy counts, also one deep inside another package.
 * @param {{ packages?: Record<string, { version?: string }> }} lock package-lock.json
 * @returns {string[]}
 */
export function lockfileFaults(lock) {
  const entries = Object.entries(lock.packages ?? {});
  return FLOORS.flatMap(({ name, floor, optional }) => {
    const copies = entries.filter(
      ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
    );
    if (copies.length === 0) return optional ? [] : [`${name} is not in the lock.`];
    return copies
      .filter(([, { version = "" }]) => isBelow(version, floor))
      .map(([path, { version }]) => `${path} is ${version}, below ${floor}.`);
  });
}
