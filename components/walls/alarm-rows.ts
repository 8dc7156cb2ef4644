/** A call that needs attention: how severe that is, 2 a warning, 3 critical. */
export type Alarm = { id: string; severity: 2 | 3 };

/**
 * Which call stands in which row of the alarm column. A new one takes the first free row, and when none is free that of
 * the least severe, if that is less severe than itself; the others keep their place. One that was over for a moment comes
 * back to its own row, as long as nobody has taken it.
 * @param before ids, as they stood; null: a free row
 * @param last who stood in each row last, free rows included
 * @param alarms every call that needs attention, the most urgent first
 * @returns as many rows as asked for; the same array where nothing changes
 */
export function alarmRows(
  before: readonly (string | null)[],
  alarms: readonly Alarm[],
  rows: number,
  last: readonly (string | null)[] = before,
): readonly (string | null)[] {
  const severities = new Map(alarms.map(({ id, severity }) => [id, severity]));
  const next: (string | null)[] = Array.from({ length: rows }, (_, row) => {
    const id = before[row] ?? null;
    return id !== null && severities.has(id) ? id : null;
  });
  for (const { id, severity } of alarms) {
    if (next.includes(id)) continue;
    const own = last.indexOf(id);
    let row = own >= 0 && next[own] === null ? own : next.indexOf(null);
    if (row < 0) row = leastSevere(next, severities, severity);
    if (row >= 0) next[row] = id;
  }
  return next.length === before.length && next.every((id, row) => id === before[row]) ? before : next;
}

/** The last row of those with the least severity below this one; -1 where there is none. */
function leastSevere(rows: readonly (string | null)[], severities: ReadonlyMap<string, number>, below: number): number {
  let [found, least] = [-1, below];
  for (const [row, id] of rows.entries()) {
    const severity = severities.get(id ?? "") ?? below;
    if (severity < least || (found >= 0 && severity === least)) [found, least] = [row, severity];
  }
  return found;
}
