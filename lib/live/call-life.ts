import { isDeepStrictEqual } from "node:util";
import { type AttentionSettings, judge, type Reason, type Verdict } from "@/lib/calls/attention";
import type { Call } from "@/lib/calls/call";
import { isFinal, statusFacts } from "@/lib/calls/status";
import { type Input, type Parts, STEPS, type Stage } from "./call-steps";
import { isSettled } from "./details";
import { knownStatus, listedOnly } from "./listing";
import { newPace } from "./pace";

/** A reason, and the beginning of the read that made it true first, by our clock. */
export type OpenReason = Reason & { openedAtMs: number };
/** A verdict on a snapshot that was true at `judgedMs`, by the call service's clock. */
type Judged = Pick<Verdict, "nextMs"> & {
  reasons: readonly OpenReason[];
  judgedMs: number;
  /** changes when a reason comes, goes or gets worse, not when its age grows */
  signature: string;
};

/**
 * All that is known of one call, and how reading it has gone: one value, made by `lifeAfter` and by nothing else. What is
 * worked out of its parts stands beside them, so that everybody sees the same.
 */
export type CallLife = Parts &
  Readonly<{
    id: string;
    /** tells this life from an earlier one of the same call that was let go */
    born: number;
    stage: Stage;
    /** the call as the newest of details and list have it: the same object as long as nothing in it changes; null: unknown */
    known: Call | null;
    /** why it needs a person: what is ending or has ended needs nobody, and of a call whose details were never read nothing is known */
    verdict: Judged;
    /** grows with every change that a person could see */
    version: number;
  }>;

const UNJUDGED: Judged = {
  reasons: [],
  nextMs: Number.POSITIVE_INFINITY,
  judgedMs: Number.NEGATIVE_INFINITY,
  signature: "",
};

let births = 0;

/** A call nothing is known of yet: it is wanted now. */
export function newLife(id: string, nowMs: number): CallLife {
  births += 1;
  return {
    id,
    born: births,
    stage: "unknown",
    known: null,
    verdict: UNJUDGED,
    version: 0,
    details: null,
    listing: null,
    contact: { name: null, isKnown: false, failedAtMs: null },
    pace: newPace(nowMs),
  };
}

/**
 * The life of a call after something more has happened; the same object when that changes nothing.
 * @throws Error when details of another call were read
 */
export function lifeAfter(before: CallLife, input: Input, settings: AttentionSettings): CallLife {
  const step = STEPS[before.stage][input.kind] as (parts: Parts, input: Input) => Partial<Parts>;
  const changed = step(before, input);
  const parts = { ...pick(before), ...changed };
  const { details, listing, contact, pace } = parts;
  if (details === before.details && listing === before.listing) {
    if (contact === before.contact && pace === before.pace) return before;
    const isNamed = contact.name !== before.contact.name;
    return { ...before, contact, pace, version: before.version + Number(isNamed) };
  }
  const known = knownAfter(before, parts);
  const stage = stageOf(parts, known);
  const verdict = verdictAfter(before, parts, stage, known, settings);
  const isSeen =
    known !== before.known ||
    stage !== before.stage ||
    contact.name !== before.contact.name ||
    details?.changedAtMs !== before.details?.changedAtMs ||
    verdict.signature !== before.verdict.signature;
  return { ...before, ...parts, known, stage, verdict, version: before.version + Number(isSeen) };
}

const pick = ({ details, listing, contact, pace }: Parts): Parts => ({ details, listing, contact, pace });

function stageOf({ details, listing }: Parts, known: Call | null): Stage {
  if (known === null) return "unknown";
  if (isFinal(known.status) || listing?.endedAtMs != null) return isSettled(details) ? "settled" : "ended";
  if (listing?.leftListAtMs != null) return "ending";
  if (listing === null && statusFacts(known.status).phase === "waiting") return "waiting";
  return details === null ? "starting" : "running";
}

function knownAfter(before: CallLife, { details, listing }: Parts): Call | null {
  const status = knownStatus(details, listing);
  if (status === null) return null;
  const { known } = before;
  if (details !== null) {
    const isSame = details.call === before.details?.call && known !== null && status === known.status;
    if (isSame) return known;
    return status === details.call.status ? details.call : { ...details.call, status };
  }
  if (listing === null) return null;
  const listed = listedOnly(listing.item);
  return isDeepStrictEqual(known, listed) ? known : listed;
}

/**
 * Judged at the moment its snapshot was true, so it is judged again when something new was read, or when a read that brought
 * nothing new has passed the moment until which the verdict stands. Time without reads changes nothing.
 */
function verdictAfter(
  before: CallLife,
  { details }: Parts,
  stage: Stage,
  known: Call | null,
  settings: AttentionSettings,
): Judged {
  if (stage !== "running" || details === null || known === null) return UNJUDGED;
  const judgedMs = details.asOfMs + details.skewMs;
  const { verdict } = before;
  const isSame =
    before.stage === stage && before.known === known && before.details?.observation === details.observation;
  if (isSame && judgedMs >= verdict.judgedMs && judgedMs < verdict.nextMs) return verdict;
  const { observation, asOfMs } = details;
  const { reasons, nextMs } = judge({ call: known, observation, staleForMs: 0, nowMs: judgedMs }, settings);
  const opened = new Map(verdict.reasons.map(({ reason, openedAtMs }) => [reason, openedAtMs]));
  return {
    ...{ nextMs, judgedMs },
    reasons: reasons.map((one) => ({ ...one, openedAtMs: opened.get(one.reason) ?? asOfMs })),
    signature: reasons.map(({ reason, severity, since }) => `${reason}:${severity}:${since ?? ""}`).join(","),
  };
}
