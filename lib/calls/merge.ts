import type { Call } from "./call";
import { isFinal } from "./status";
import { timeMs } from "./time";

/** One answer of the upstream and, if known, when it was read. */
type Snapshot = { call: Call; asOfMs: number | null };

/** Which snapshots a merged call is made of: the newest, the newest that had lines, the newest that had a summary. */
type Origins = { newest: Snapshot; transcript: Snapshot | null; summary: Snapshot | null };

/** Kept beside the calls, not in them: the call itself stays field for field as upstream. */
const originsOf = new WeakMap<Call, Origins>();

/**
 * What is known of a call after one more snapshot of it: the join of a semilattice (commutative, associative, idempotent),
 * so every arrival order of the same snapshots, repeated or not, ends in the same call.
 *
 * The newest snapshot wins as a whole: latest `updatedAt`, then ended before running, then latest `incomingAsOfMs`
 * (when we read it, ms since the epoch; pass it: room and participants change without `updatedAt` moving), then more
 * lines, later lines, more text, then an arbitrary but fixed order. Two exceptions, as an absence tells nothing: a null
 * `transcript` or `summary` never erases a known one. A shorter transcript does replace a longer one if newer: redacted.
 *
 * `known` must be null, a snapshot, or what mergeCall returned. Throws when the two are different calls.
 */
export function mergeCall(known: Call | null, incoming: Call, incomingAsOfMs: number | null = null): Call {
  const added = originsOf.get(incoming) ?? fromSnapshot({ call: incoming, asOfMs: incomingAsOfMs });
  if (known === null) return assemble(added);
  if (known.id !== incoming.id) throw new Error(`Cannot merge call ${incoming.id} into call ${known.id}.`);
  const before = originsOf.get(known) ?? fromSnapshot({ call: known, asOfMs: null });
  return assemble({
    newest: newer(before.newest, added.newest),
    transcript: newerOrNull(before.transcript, added.transcript),
    summary: newerOrNull(before.summary, added.summary),
  });
}

function fromSnapshot(snapshot: Snapshot): Origins {
  return {
    newest: snapshot,
    transcript: snapshot.call.transcript === null ? null : snapshot,
    summary: snapshot.call.summary === null ? null : snapshot,
  };
}

function assemble(origins: Origins): Call {
  const merged: Call = {
    ...origins.newest.call,
    transcript: origins.transcript?.call.transcript ?? null,
    summary: origins.summary?.call.summary ?? null,
  };
  originsOf.set(merged, origins);
  return merged;
}

function newerOrNull(a: Snapshot | null, b: Snapshot | null): Snapshot | null {
  return a && b ? newer(a, b) : (a ?? b);
}

function newer(a: Snapshot, b: Snapshot): Snapshot {
  if (a.call === b.call && a.asOfMs === b.asOfMs) return a;
  return compareSnapshots(a, b) >= 0 ? a : b;
}

/** Positive when `a` is the newer. Zero only for equal content and equal time of reading, so that the order is total. */
function compareSnapshots(a: Snapshot, b: Snapshot): number {
  return (
    compareNumbers(versionMs(a.call), versionMs(b.call)) ||
    compareNumbers(Number(isFinal(a.call.status)), Number(isFinal(b.call.status))) ||
    compareNumbers(a.asOfMs ?? Number.NEGATIVE_INFINITY, b.asOfMs ?? Number.NEGATIVE_INFINITY) ||
    compareNumbers(a.call.transcript?.length ?? -1, b.call.transcript?.length ?? -1) ||
    compareNumbers(lastLineMs(a.call), lastLineMs(b.call)) ||
    compareNumbers(characters(a.call), characters(b.call)) ||
    compareValues(a.call, b.call)
  );
}

/** `updatedAt`; where it is missing, the latest time the snapshot tells of. */
function versionMs(call: Call): number {
  const updatedMs = timeMs(call.updatedAt);
  if (updatedMs !== null) return updatedMs;
  const told = [call.createdAt, call.startedAt, call.endedAt].map((time) => timeMs(time) ?? Number.NEGATIVE_INFINITY);
  return Math.max(lastLineMs(call), ...told);
}

function lastLineMs(call: Call): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const message of call.transcript ?? []) last = Math.max(last, timeMs(message.timestamp) ?? last);
  return last;
}

function characters(call: Call): number {
  let total = 0;
  for (const message of call.transcript ?? []) total += message.content.length;
  return total;
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A total order on JSON values: by type, then by content; objects by their sorted keys. Zero only when deep-equal. */
function compareValues(a: unknown, b: unknown): number {
  if (Object.is(a, b)) return 0;
  const kinds = compareNumbers(kindRank(a), kindRank(b));
  if (kinds !== 0) return kinds;
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (isRecord(a) && isRecord(b)) {
    const keysA = Object.keys(a).sort();
    const keysB = Object.keys(b).sort();
    return (
      compareLists(keysA, keysB) ||
      compareLists(
        keysA.map((key) => a[key]),
        keysB.map((key) => b[key]),
      )
    );
  }
  return compareScalars(a, b);
}

function compareLists(a: unknown[], b: unknown[]): number {
  if (a.length !== b.length) return compareNumbers(a.length, b.length);
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareScalars(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b);
  return compareNumbers(Number(a), Number(b));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function kindRank(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (Array.isArray(value)) return 6;
  return { boolean: 2, number: 3, string: 4, object: 5 }[typeof value as string] ?? 7;
}
