import { SENTIMENT_EDGE } from "@/lib/wire/analytics-contract";
import { type PartsOf, valuesBy } from "./parts";
import type { QualityRow } from "./quality";
import { quantilesOf } from "./quantiles";
import type { MeasuresRow } from "./statements";
import { ASKED_FOR_PERSON, COMPLETED, ENDED_BY_PERSON, PERSON_JOINED, WATCHED, type Window } from "./window";

/** Sums of a group stand beside each other among plain numbers: objects take several times as long. */
const SUMS = [
  ...(["handlingKnown", "handling", "responseKnown", "pausesKnown", "pauses", "shareKnown", "agentShare"] as const),
  ...(["callerShare", "endedByPerson", "watched", "neededAttention", "reasons", "containmentKnown"] as const),
  ...(["contained", "times", "qualityKnown", "quality", "sentimentKnown"] as const),
  ...(["sentimentNegative", "sentimentPositive"] as const),
];
const WIDTH = SUMS.length;
const AT = Object.fromEntries(SUMS.map((name, place) => [name, place])) as Record<(typeof SUMS)[number], number>;

/**
 * Measures of groups of calls, each exact: values are put into one place by group and not by window. A step a window and a
 * group: between two of them others may have their turn.
 * @param reasonsOf how many kinds of reasons the calls of each list have
 */
export function* measuresBy(
  windows: readonly Window[],
  groups: number,
  groupsOf: PartsOf,
  reasonsOf: Uint8Array,
): Generator<undefined, MeasuresRow[]> {
  const sums = new Float64Array(groups * WIDTH);
  for (const window of windows) {
    addUp(window, groupsOf(window), reasonsOf, sums);
    yield;
  }
  const handling = yield* valuesBy(windows, groups, groupsOf, (window) => window.handling);
  const response = yield* valuesBy(windows, groups, groupsOf, (window) => window.responseMs);
  const score = yield* valuesBy(windows, groups, groupsOf, (window) => window.score);
  const rows: MeasuresRow[] = [];
  for (let group = 0; group < groups; group += 1) {
    const own = sums.subarray(group * WIDTH, (group + 1) * WIDTH);
    rows.push({ ...rowOf(own, handling[group], response[group]), ...qualityRowOf(own, score[group]) });
    yield;
  }
  return rows;
}

function addUp(window: Window, groups: Int32Array, reasonsOf: Uint8Array, sums: Float64Array): void {
  const { handling, responseMs, pausesMs, agentShare, callerShare, flags, sinceMs, untilMs, reasons } = window;
  const { score, sentiment } = window;
  for (let call = 0; call < groups.length; call += 1) {
    const group = groups[call] ?? -1;
    if (group === -1) continue;
    const place = group * WIDTH;
    addKnown(sums, place + AT.handlingKnown, place + AT.handling, handling[call]);
    addKnown(sums, place + AT.pausesKnown, place + AT.pauses, pausesMs[call]);
    addKnown(sums, place + AT.shareKnown, place + AT.agentShare, agentShare[call]);
    if (!Number.isNaN(callerShare[call])) add(sums, place + AT.callerShare, callerShare[call] ?? 0);
    if (!Number.isNaN(responseMs[call])) add(sums, place + AT.responseKnown, 1);
    addKnown(sums, place + AT.qualityKnown, place + AT.quality, score[call]);
    addSound(sums, place, sentiment[call]);
    const seen = flags[call] ?? 0;
    if ((seen & ENDED_BY_PERSON) !== 0) add(sums, place + AT.endedByPerson, 1);
    if ((untilMs[call] ?? 0) > (sinceMs[call] ?? 0)) add(sums, place + AT.times, 1);
    if ((seen & WATCHED) === 0) continue;
    add(sums, place + AT.watched, 1);
    const kinds = reasonsOf[reasons[call] ?? 0] ?? 0;
    add(sums, place + AT.reasons, kinds);
    if (kinds > 0) add(sums, place + AT.neededAttention, 1);
    if ((seen & COMPLETED) === 0) continue;
    add(sums, place + AT.containmentKnown, 1);
    if ((seen & (PERSON_JOINED | ASKED_FOR_PERSON)) === 0) add(sums, place + AT.contained, 1);
  }
}

function add(sums: Float64Array, place: number, value: number): void {
  sums[place] = (sums[place] ?? 0) + value;
}

function addKnown(sums: Float64Array, known: number, sum: number, value = Number.NaN): void {
  if (Number.isNaN(value)) return;
  add(sums, known, 1);
  add(sums, sum, value);
}

function addSound(sums: Float64Array, place: number, sentiment = Number.NaN): void {
  if (Number.isNaN(sentiment)) return;
  add(sums, place + AT.sentimentKnown, 1);
  if (sentiment <= -SENTIMENT_EDGE) add(sums, place + AT.sentimentNegative, 1);
  else if (sentiment >= SENTIMENT_EDGE) add(sums, place + AT.sentimentPositive, 1);
}

const FRACTIONS = [0.5, 0.95];
const NO_VALUES: Float64Array = new Float64Array();

const ofSums =
  (sums: Float64Array) =>
  (name: (typeof SUMS)[number]): number =>
    sums[AT[name]] ?? 0;
const mean = (sum: number, known: number): number | null => (known === 0 ? null : sum / known);

function rowOf(sums: Float64Array, handling = NO_VALUES, response = NO_VALUES): Omit<MeasuresRow, keyof QualityRow> {
  const of = ofSums(sums);
  const [handlingKnown, pausesKnown, shareKnown] = [of("handlingKnown"), of("pausesKnown"), of("shareKnown")];
  return {
    ...{ handlingKnown, responseKnown: of("responseKnown"), pausesKnown, shareKnown },
    handlingMean: mean(of("handling"), handlingKnown),
    handling: quantilesOf(handling, FRACTIONS),
    response: quantilesOf(response, FRACTIONS),
    pauses: mean(of("pauses"), pausesKnown),
    agentShare: mean(of("agentShare"), shareKnown),
    callerShare: mean(of("callerShare"), shareKnown),
    ...{ endedByPerson: of("endedByPerson"), watched: of("watched"), neededAttention: of("neededAttention") },
    ...{ reasons: of("reasons"), containmentKnown: of("containmentKnown"), contained: of("contained") },
    times: of("times"),
  };
}

function qualityRowOf(sums: Float64Array, scores = NO_VALUES): QualityRow {
  const of = ofSums(sums);
  return {
    qualityKnown: of("qualityKnown"),
    qualityMean: mean(of("quality"), of("qualityKnown")),
    qualityMedian: quantilesOf(scores, [0.5])?.[0] ?? null,
    ...{ sentimentKnown: of("sentimentKnown"), sentimentNegative: of("sentimentNegative") },
    sentimentPositive: of("sentimentPositive"),
  };
}
