import type { View } from "@/lib/access/view";
import { agentFor } from "@/lib/access/visibility";
import { escapeText, unescapeText } from "@/lib/database/any-text";
import { type AnalyticsGroups, MOST_GROUPS } from "@/lib/wire/analytics-contract";
import { oneOf, type Tells } from "./opening";
import type { Counted, Dimension, Reading } from "./reading";
import { measuresOf, NO_MEASURES } from "./statements";

/** `other`: statuses that the reader may not be told. */
export function addStatus(byStatus: Record<string, number>, status: string, calls: number): void {
  byStatus[status] = (Object.hasOwn(byStatus, status) ? (byStatus[status] ?? 0) : 0) + calls;
}

/** Calls of each bucket, for every key. @param keys as they are stored */
export function trendsOf(rows: readonly Counted[], keys: readonly string[], buckets: number): Map<string, number[]> {
  const trends = new Map(keys.map((key) => [key, new Array<number>(buckets).fill(0)]));
  for (const { key, place, calls } of rows) {
    const trend = trends.get(key);
    if (trend !== undefined) trend[place] = calls;
  }
  return trends;
}

type Parts = { reading: Reading; view: View; tells: Tells; statusOf: (stored: string) => string; buckets: number };

/** By agent, campaign or direction: those with the most calls, as far as the reader may be told them. */
export async function groupsOf(dimension: Dimension, parts: Parts): Promise<AnalyticsGroups> {
  const { reading, view, tells, statusOf, buckets } = parts;
  const known = new Map<string, Record<string, number>>();
  let all = 0;
  for (const { key, status, calls } of await reading.groups(dimension)) {
    all += calls;
    if (key === null || !isTold(dimension, unescapeText(key), view, tells)) continue;
    const byStatus = known.get(key) ?? {};
    addStatus(byStatus, statusOf(status), calls);
    known.set(key, byStatus);
  }
  const callsOf = (byStatus: Record<string, number>) => Object.values(byStatus).reduce((sum, one) => sum + one, 0);
  const most = [...known]
    .map(([key, byStatus]) => ({ key, byStatus, calls: callsOf(byStatus) }))
    .sort((one, other) => other.calls - one.calls || (one.key < other.key ? -1 : 1))
    .slice(0, MOST_GROUPS);
  const keys = most.map(({ key }) => key);
  const measures = await reading.byKey(dimension, keys);
  const trends = trendsOf(await reading.trends(dimension, keys), keys, buckets);
  const names = new Map(dimension === "agent" ? (await reading.names(keys)).map(({ id, name }) => [id, name]) : []);
  const groups = most.map(({ key, byStatus }, place) => {
    const text = unescapeText(key);
    const stored = names.get(key) ?? null;
    // An agent without an id is known by its name alone.
    const agent = { id: text, name: stored === null ? text : unescapeText(stored) };
    return {
      key: text,
      name: dimension === "agent" ? agentFor(view, agent).name : null,
      ...measuresOf(byStatus, measures[place] ?? NO_MEASURES),
      trend: trends.get(key) ?? [],
      opens: oneOf(dimension, text),
    };
  });
  return { groups, of: known.size, otherCalls: all - groups.reduce((sum, { calls }) => sum + calls, 0) };
}

/** What the filter of this name finds, and this reader may find by. */
function isTold(dimension: Dimension, key: string, view: View, tells: Tells): boolean {
  if (dimension === "agent") return tells.isFindableAgent(view, key);
  if (dimension === "direction") return key === "inbound" || key === "outbound";
  return tells.isFindable(view, key);
}

/** Why calls failed, as far as the reader may be told. */
export async function failuresOf({ reading, view, tells, buckets }: Parts) {
  const rows = (await reading.failures()).map(({ key, calls }) => ({ key: unescapeText(key), calls }));
  const told = rows.filter(({ key }) => tells.isFindableFailure(view, key));
  const most = told
    .sort((one, other) => other.calls - one.calls || (one.key < other.key ? -1 : 1))
    .slice(0, MOST_GROUPS);
  const keys = most.map(({ key }) => escapeText(key));
  const trends = trendsOf(await reading.trends("failure", keys), keys, buckets);
  const sum = (some: readonly { calls: number }[]) => some.reduce((calls, one) => calls + one.calls, 0);
  return {
    groups: most.map((one) => ({
      ...one,
      trend: trends.get(escapeText(one.key)) ?? [],
      opens: oneOf("failure", one.key),
    })),
    of: told.length,
    otherCalls: sum(rows) - sum(most),
  };
}
