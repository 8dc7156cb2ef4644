/** They name things of ours, which stand beside the call for everybody to see. */
const NAMES_OF_THINGS = /^(?:agent|campaign|(?:agent|campaign|file|host|event|template|voice|model)[\s_-]?name)$/i;
const NAME_KEY = /name/i;
const MOST_NAMES = 12;
const LONGEST_NAME = 80;
const DEEPEST = 4;
/** By the metadata as it came: a call is polled far more often than it changes. */
const held = new WeakMap<object, string[]>();

/**
 * What the metadata of a call gives away of who is at the other end: every text under a key that speaks of a name, whole
 * or in parts ({"name": {"first": …}}). At most twelve, the first found.
 */
export function metadataNames(metadata: Record<string, unknown>): string[] {
  const known = held.get(metadata);
  if (known !== undefined) return known;
  const names = new Set<string>();
  collect(metadata, false, 0, names);
  const found = [...names].slice(0, MOST_NAMES);
  held.set(metadata, found);
  return found;
}

function collect(value: unknown, isNamed: boolean, depth: number, names: Set<string>): void {
  if (names.size >= MOST_NAMES || depth > DEEPEST) return;
  if (typeof value === "string") {
    const name = value.trim();
    if (isNamed && name.length <= LONGEST_NAME && /\p{L}/u.test(name)) names.add(name);
  } else if (Array.isArray(value)) {
    for (const part of value) collect(part, isNamed, depth + 1, names);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      if (NAMES_OF_THINGS.test(key)) continue;
      collect(part, isNamed || NAME_KEY.test(key), depth + 1, names);
    }
  }
}
