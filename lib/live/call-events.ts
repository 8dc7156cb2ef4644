import { isDeepStrictEqual } from "node:util";
import { lineChanges } from "@/lib/calls/line-changes";
import { rowsOf } from "@/lib/calls/transcript";
import { ALL_READ } from "@/lib/calls/unreadable";
import type { CallLife, OpenReason } from "./call-life";
import type { Stage } from "./call-steps";
import { contactOf } from "./call-view";
import type { CallEvent, CallState } from "./events";

type Mark = "call.started" | "call.ended" | "call.settled" | "call.revived";
/** changes: what differs is told. never: a life does not go this way. */
type Way = { changes: boolean; marks: readonly Mark[] } | "never";

const CHANGED: Way = { changes: true, marks: [] };
const STARTED: Way = { changes: false, marks: ["call.started"] };
const BEGUN: Way = { changes: true, marks: ["call.started"] };
const FOUND_ENDED: Way = { changes: false, marks: ["call.ended"] };
const FOUND_SETTLED: Way = { changes: false, marks: ["call.ended", "call.settled"] };
const ENDED: Way = { changes: true, marks: ["call.ended"] };
const ENDED_SETTLED: Way = { changes: true, marks: ["call.ended", "call.settled"] };
const SETTLED: Way = { changes: true, marks: ["call.settled"] };
const REVIVED: Way = { changes: true, marks: ["call.revived"] };

/** What is told of every way from one stage to another. */
export const WAYS: Record<Stage, Record<Stage, Way>> = {
  unknown: {
    ...{ unknown: "never", waiting: CHANGED, starting: STARTED, running: STARTED },
    ...{ ending: "never", ended: FOUND_ENDED, settled: FOUND_SETTLED },
  },
  waiting: {
    ...{ unknown: "never", waiting: CHANGED, starting: "never", running: BEGUN },
    ...{ ending: "never", ended: ENDED, settled: ENDED_SETTLED },
  },
  starting: {
    ...{ unknown: "never", waiting: "never", starting: CHANGED, running: CHANGED },
    ...{ ending: CHANGED, ended: ENDED, settled: ENDED_SETTLED },
  },
  running: {
    ...{ unknown: "never", waiting: CHANGED, starting: "never", running: CHANGED },
    ...{ ending: CHANGED, ended: ENDED, settled: ENDED_SETTLED },
  },
  ending: {
    ...{ unknown: "never", waiting: CHANGED, starting: CHANGED, running: CHANGED },
    ...{ ending: CHANGED, ended: ENDED, settled: ENDED_SETTLED },
  },
  ended: {
    ...{ unknown: "never", waiting: REVIVED, starting: REVIVED, running: REVIVED },
    ...{ ending: REVIVED, ended: CHANGED, settled: SETTLED },
  },
  settled: {
    ...{ unknown: "never", waiting: REVIVED, starting: "never", running: REVIVED },
    ...{ ending: REVIVED, ended: CHANGED, settled: CHANGED },
  },
};

/** An event before it has its place among all. */
export type Untold<Event> = Event extends unknown ? Omit<Event, "sequence" | "atMs"> : never;

/** What is to be told of a call that has gone on from one life to the next, in order. */
export function callEvents(before: CallLife, after: CallLife): Untold<CallEvent>[] {
  if (before.version === after.version) return [];
  const way = WAYS[before.stage][after.stage];
  const state = stateOf(after);
  if (way === "never" || state === null) return [];
  const { known } = before;
  const was = known === null ? null : { stage: before.stage, status: known.status };
  const common = { callId: after.id, state, before: was };
  const events: Untold<CallEvent>[] = [];
  if (way.changes && hasChanged(before, after))
    events.push({ ...common, type: "call.changed", ...changes(before, after) });
  for (const type of way.marks) {
    if (type === "call.ended") events.push({ ...common, type, endedAtMs: endedAtMs(after) });
    else events.push({ ...common, type });
  }
  return [...events, ...attentionEvents(before, after, common)];
}

/** What is known of a call; null: nothing yet. */
export function stateOf({ id, version, stage, known, contact, details, verdict }: CallLife): CallState | null {
  if (known === null) return null;
  return {
    ...{ callId: id, version, stage, call: known, asOfMs: details?.asOfMs ?? null },
    contactName: contact.name ?? contactOf(known),
    omittedMessages: details?.omittedMessages ?? 0,
    unreadable: details?.unreadable ?? ALL_READ,
    roster: details?.observation.roster ?? [],
    reasons: verdict.reasons,
  };
}

function hasChanged(before: CallLife, after: CallLife): boolean {
  return (
    before.known !== after.known ||
    before.stage !== after.stage ||
    before.contact.name !== after.contact.name ||
    before.details?.changedAtMs !== after.details?.changedAtMs
  );
}

function changes({ known: before }: CallLife, { known: after }: CallLife) {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const fields = [...names].filter((name) => name !== "transcript" && !isSame(before?.[name], after?.[name]));
  return { fields, lines: lineChanges(rowsOf(before?.transcript ?? null), rowsOf(after?.transcript ?? null)) };
}

const isSame = (a: unknown, b: unknown) =>
  Object.is(a, b) || (typeof a === "object" && typeof b === "object" && isDeepStrictEqual(a, b));

function endedAtMs({ details, listing }: CallLife): number {
  return details?.endedAtMs ?? listing?.endedAtMs ?? listing?.read.beganMs ?? details?.asOfMs ?? 0;
}

/** Those that are gone, those that are different, those that are new. */
function attentionEvents(
  before: CallLife,
  after: CallLife,
  common: Pick<CallEvent, "callId" | "state" | "before">,
): Untold<CallEvent>[] {
  const was = new Map(before.verdict.reasons.map((one) => [one.reason, one]));
  const is = new Map(after.verdict.reasons.map((one) => [one.reason, one]));
  const rows = rowsOf(after.known?.transcript ?? null);
  const told = (one: OpenReason) => ({
    ...{ ...common, reason: one.reason, sentence: one.sentence, openedAtMs: one.openedAtMs },
    line: one.lineKey === null ? null : (rows.find(({ key }) => key === one.lineKey) ?? null),
  });
  const why = after.stage === "running" ? "passed" : after.stage === "ending" ? "unlisted" : "ended";
  const clearedAtMs = Math.max(
    after.details?.asOfMs ?? 0,
    after.stage === "running" ? 0 : (after.listing?.read.beganMs ?? 0),
  );
  const cleared = [...was.values()].filter(({ reason }) => !is.has(reason));
  const changed = [...is.values()].flatMap((one) => {
    const old = was.get(one.reason);
    return old !== undefined && (old.severity !== one.severity || old.since !== one.since) ? [{ old, one }] : [];
  });
  const opened = [...is.values()].filter(({ reason }) => !was.has(reason));
  return [
    ...cleared.map((one) => ({
      ...{ ...told(one), type: "attention.cleared" as const, severity: one.severity, since: one.since },
      ...({ clearedAtMs, why } as const),
    })),
    ...changed.map(({ old, one }) => ({
      ...{ ...told(one), type: "attention.changed" as const },
      severity: { before: old.severity, after: one.severity },
      since: { before: old.since, after: one.since },
    })),
    ...opened.map((one) => ({
      ...{ ...told(one), type: "attention.opened" as const, severity: one.severity, since: one.since },
    })),
  ];
}
