const NAME = /^[a-z][A-Za-z0-9_]{0,30}$/;
const MOST_PARTS = 20;
const MOST_CHARACTERS = 500;
/** What only this moment has: a view that is looked at again another day does not name one call, line or page of a list. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(["peek", "line", "after"]);

/**
 * What an address says behind its "?" in one form: names in order, each once, nothing that holds for this moment only. Two
 * addresses that show the same are the same text.
 * @returns null for what is no page's query
 */
export function plainQuery(text: string): string | null {
  const parts = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (OF_THE_MOMENT.has(name)) continue;
    if (!NAME.test(name) || value.length > MOST_CHARACTERS || /\p{Cc}/u.test(value)) return null;
    if (value !== "" && !parts.has(name)) parts.set(name, value);
  }
  if (parts.size > MOST_PARTS) return null;
  return new URLSearchParams([...parts].sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

/** The query of a page as its address has it, from what Next gives a page of it. */
export function queryTextOf(search: Readonly<Record<string, string | string[] | undefined>>): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    [value ?? []].flat().map((text): [string, string] => [name, text]),
  );
  return new URLSearchParams(given).toString();
}
