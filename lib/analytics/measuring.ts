import { type PartOf, valuesBy } from "./parts";
import { quantilesOf } from "./quantiles";
import type { MeasuresRow } from "./statements";
import { ASKED_FOR_PERSON, ENDED_BY_PERSON, PERSON_JOINED, WATCHED, type Window } from "./window";

type Counted =
  | ("handlingKnown" | "responseKnown" | "pausesKnown" | "shareKnown" | "endedByPerson" | "watched")
  | ("neededAttention" | "reasons" | "containmentKnown" | "contained" | "times");
type Counts = Record<Counted | "seconds" | "pauses" | "agentShare" | "callerShare", number>;
const NOTHING: Counts = {
  ...{ handlingKnown: 0, responseKnown: 0, pausesKnown: 0, shareKnown: 0, endedByPerson: 0, watched: 0 },
  ...{ neededAttention: 0, reasons: 0, containmentKnown: 0, contained: 0, times: 0 },
  ...{ seconds: 0, pauses: 0, agentShare: 0, callerShare: 0 },
};

/** What of a call's texts its measures rest on. */
type Told = {
  isCompleted: (window: Window, call: number) => boolean;
  reasonsOf: (window: Window, call: number) => number;
};

/**
 * Measures of groups of calls, each exact: values are put into one place by group and not by window. A step a window and a
 * group: between two of them others may have their turn.
 */
export function* measuresBy(
  windows: readonly Window[],
  groups: number,
  groupOf: PartOf,
  told: Told,
): Generator<undefined, MeasuresRow[]> {
  const counts = Array.from({ length: groups }, () => ({ ...NOTHING }));
  for (const window of windows) {
    for (let call = 0; call < window.count; call += 1) {
      const group = counts[groupOf(window, call)];
      if (group !== undefined) count(group, window, call, told);
    }
    yield;
  }
  const handling = yield* valuesBy(windows, groups, groupOf, (window, call) =>
    told.isCompleted(window, call) ? (window.seconds[call] ?? Number.NaN) : Number.NaN,
  );
  const response = yield* valuesBy(windows, groups, groupOf, ({ responseMs }, call) => responseMs[call] ?? Number.NaN);
  const rows: MeasuresRow[] = [];
  for (const [group, one] of counts.entries()) {
    rows.push(rowOf(one, handling[group], response[group]));
    yield;
  }
  return rows;
}

function count(group: Counts, window: Window, call: number, { isCompleted, reasonsOf }: Told): void {
  const flags = window.flags[call] ?? 0;
  const isWatched = (flags & WATCHED) !== 0;
  const seconds = window.seconds[call] ?? Number.NaN;
  const completed = isCompleted(window, call);
  if (completed && !Number.isNaN(seconds)) {
    group.handlingKnown += 1;
    group.seconds += seconds;
  }
  if (!Number.isNaN(window.responseMs[call] ?? Number.NaN)) group.responseKnown += 1;
  const pausesMs = window.pausesMs[call] ?? Number.NaN;
  if (!Number.isNaN(pausesMs)) {
    group.pausesKnown += 1;
    group.pauses += pausesMs;
  }
  const agentShare = window.agentShare[call] ?? Number.NaN;
  if (!Number.isNaN(agentShare)) {
    group.shareKnown += 1;
    group.agentShare += agentShare;
    group.callerShare += window.callerShare[call] ?? 0;
  }
  if ((flags & ENDED_BY_PERSON) !== 0) group.endedByPerson += 1;
  if ((window.untilMs[call] ?? 0) > (window.sinceMs[call] ?? 0)) group.times += 1;
  if (!isWatched) return;
  group.watched += 1;
  const reasons = reasonsOf(window, call);
  group.reasons += reasons;
  if (reasons > 0) group.neededAttention += 1;
  if (!completed) return;
  group.containmentKnown += 1;
  if ((flags & (PERSON_JOINED | ASKED_FOR_PERSON)) === 0) group.contained += 1;
}

const FRACTIONS = [0.5, 0.95];

function rowOf(counts: Counts, handling: Float64Array = NO_VALUES, response: Float64Array = NO_VALUES): MeasuresRow {
  const { seconds, pauses, agentShare, callerShare, ...counted } = counts;
  const mean = (sum: number, known: number) => (known === 0 ? null : sum / known);
  return {
    ...counted,
    handlingMean: mean(seconds, counts.handlingKnown),
    handling: quantilesOf(handling, FRACTIONS),
    response: quantilesOf(response, FRACTIONS),
    pauses: mean(pauses, counts.pausesKnown),
    agentShare: mean(agentShare, counts.shareKnown),
    callerShare: mean(callerShare, counts.shareKnown),
  };
}

const NO_VALUES = new Float64Array();
