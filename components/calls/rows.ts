import type { ArchivedCall, UnkeptCall } from "@/lib/wire/archive-contract";

/** A row of the list: a call that is kept, or one that only the call service's list has. */
export type CallsRow = {
  id: string;
  isKept: boolean;
  status: string;
  direction: string | null;
  agent: { id: string | null; name: string | null };
  campaignId: string | null;
  phoneNumber: string | null;
  contactName: string | null;
  happenedAt: string | null;
  /** seconds */
  duration: number | null;
  failureReason: string | null;
  summary: string | null;
  messageCount: number | null;
  /** null: nobody watched it */
  attention: ArchivedCall["attention"];
  /** null: not known */
  endedByPerson: boolean | null;
  /** false: what was said is not here */
  hasTalk: boolean;
  hits: ArchivedCall["hits"];
};

export const keptRow = ({ createdAt: _c, startedAt: _s, endedAt: _e, ...call }: ArchivedCall): CallsRow => ({
  ...call,
  isKept: true,
});

const listedRow = ({ outcome, ...call }: UnkeptCall): CallsRow => ({
  ...call,
  ...{ isKept: false, campaignId: null, failureReason: null, summary: outcome, messageCount: null },
  ...{ attention: null, endedByPerson: null, hasTalk: false, hits: [] },
});

/**
 * What is kept and what is only listed in one list, newest first. The kept ones stay in their order; a listed one stands
 * before the first kept one that is older.
 */
export function mergedRows(kept: readonly CallsRow[], listed: readonly UnkeptCall[]): CallsRow[] {
  const ms = (row: CallsRow) => (row.happenedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(row.happenedAt));
  const known = new Set(kept.map(({ id }) => id));
  const waiting = listed
    .filter(({ id }) => !known.has(id))
    .map(listedRow)
    .sort((one, other) => ms(other) - ms(one));
  const rows: CallsRow[] = [];
  for (const row of kept) {
    for (let next = waiting[0]; next !== undefined && ms(next) > ms(row); next = waiting[0]) {
      rows.push(next);
      waiting.shift();
    }
    rows.push(row);
  }
  return [...rows, ...waiting];
}

/** A place where something was found: a call, and the line of it. */
export type HitPlace = { callId: string; line: number | null };

const hitPlaces = (rows: readonly CallsRow[]): HitPlace[] =>
  rows.flatMap(({ id, hits }) => hits.map(({ line }) => ({ callId: id, line })));

/**
 * The hit before or after the one somebody is at: first among those of the same call, then of the next calls.
 * @param within keys of all lines of the call at hand in which something was found; null: not known
 * @returns null: there is none on this page
 */
export function nextHit(
  rows: readonly CallsRow[],
  at: HitPlace | null,
  step: 1 | -1,
  within: readonly number[] | null,
): HitPlace | null {
  const places = hitPlaces(rows);
  if (at === null) return (step === 1 ? places[0] : places.at(-1)) ?? null;
  const own = within?.length
    ? [...places.filter(({ callId, line }) => callId === at.callId && line === null), ...within.map(placeIn(at.callId))]
    : places.filter(({ callId }) => callId === at.callId);
  const place = own.findIndex(({ line }) => line === at.line);
  const near = own[place === -1 && step === -1 ? own.length - 1 : place + step];
  if (near !== undefined && near.line !== at.line) return near;
  const order = rows.map(({ id }) => id);
  const from = order.indexOf(at.callId);
  const others = places.filter(({ callId }) =>
    step === 1 ? order.indexOf(callId) > from : order.indexOf(callId) < from,
  );
  return (step === 1 ? others[0] : others.at(-1)) ?? null;
}

const placeIn = (callId: string) => (line: number) => ({ callId, line });
