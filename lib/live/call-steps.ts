import type { CallListItem } from "@/lib/calls/call";
import { type CallRead, isAfter, type Reading } from "@/lib/calls/merge";
import { type Details, detailsAfter } from "./details";
import { confirmed, denied, type Listing, leavesAtMs, missed, named, offBoard, unnamed } from "./listing";
import { answered, begun, failed, hurried, type Pace, postponed, resumed } from "./pace";
import type { SourceFault } from "./source";

/**
 * Where a call is in its life. unknown: nothing was read of it. waiting: planned, and not on the list of live calls.
 * starting, running, ending, ended: as on the board (`BoardCall.phase`). settled: it ended, and nothing more is expected.
 */
export type Stage = "unknown" | "waiting" | "starting" | "running" | "ending" | "ended" | "settled";

/** What has happened, as far as one call is concerned; all times by our clock, `atMs` is when we learned it. */
export type Input =
  /** somebody wants an answer as soon as the budget allows */
  | { kind: "hurried"; atMs: number }
  /** somebody looks again after a time when nobody did */
  | { kind: "resumed"; atMs: number }
  | { kind: "tried"; atMs: number }
  /** the attempt was not made: its token was gone */
  | { kind: "postponed"; atMs: number }
  /** its details were read. `skewMs`: what the call service's clock is ahead; `listAsOfMs`: when the list was read last */
  | { kind: "read"; read: CallRead; skewMs: number; listAsOfMs: number | null; atMs: number }
  | { kind: "failed"; fault: SourceFault; jitter: number; atMs: number }
  /** a round of the list named it as live */
  | { kind: "named"; item: CallListItem; read: Reading; atMs: number }
  /** a round does not name it as live any more. `item`: its row where that says how it ended; `isAway`: nobody looked meanwhile */
  | { kind: "unnamed"; item: CallListItem | null; read: Reading; isAway: boolean; atMs: number }
  /** a complete sweep did not name it */
  | { kind: "missed"; atMs: number }
  /** time alone */
  | { kind: "passed"; atMs: number }
  /** the list told who is at the other end; null: it does not know */
  | { kind: "identified"; name: string | null; atMs: number }
  /** it could not be asked for that */
  | { kind: "unidentified"; atMs: number };

/** Who is at the other end, from the list; kept when the list has long forgotten the call. */
type Contact = Readonly<{
  name: string | null;
  /** the list was asked; that it may not know is an answer, too */
  isKnown: boolean;
  /** when asking failed last */
  failedAtMs: number | null;
}>;

/** What a call's life consists of; all else is worked out of it (call-life.ts). */
export type Parts = Readonly<{ details: Details | null; listing: Listing | null; contact: Contact; pace: Pace }>;

type Of<Kind extends Input["kind"]> = Extract<Input, { kind: Kind }>;
type Step<Kind extends Input["kind"]> = (parts: Parts, input: Of<Kind>) => Partial<Parts>;

/** A list that goes on naming an ended call is asked about again this often: ids can come back to life on a retry. */
const REVIVAL_CHECK_MS = 10_000;
/** Of a list that was not read for so long nothing follows any more. */
const LIST_LAPSE_MS = 60_000;
const NOTHING: Partial<Parts> = {};

const stay = () => NOTHING;
const hurry: Step<"hurried"> = ({ pace }, { atMs }) => ({ pace: hurried(pace, atMs) });
const resume: Step<"resumed"> = ({ pace }) => ({ pace: resumed(pace) });
const begin: Step<"tried"> = ({ pace }, { atMs }) => ({ pace: begun(pace, atMs) });
const postpone: Step<"postponed"> = ({ pace }) => ({ pace: postponed(pace) });

/** The details are the newest word on its end, except that alone they bring no call back that the list does not name. */
const learn: Step<"read"> = (parts, { read, skewMs, listAsOfMs, atMs }) => {
  const details = detailsAfter(parts.details, read, skewMs);
  const hasEnded = details.endedAtMs !== null;
  // Nor does what a list said that nobody reads any more keep a call away that lives.
  const isLapsed = !hasEnded && parts.listing?.leftListAtMs != null && read.beganMs - (listAsOfMs ?? 0) > LIST_LAPSE_MS;
  const listing = parts.listing && !isLapsed ? confirmed(parts.listing, hasEnded, atMs) : null;
  return { details, listing, pace: answered(parts.pace, details) };
};

const fail: Step<"failed"> = ({ pace }, { fault, jitter }) => ({ pace: failed(pace, fault, jitter) });

/** Whoever is not on the list and is not known to the upstream leaves the board. */
const failOrLeave: Step<"failed"> = (parts, input) => ({
  ...fail(parts, input),
  listing: parts.listing && input.fault.kind === "not_found" ? denied(parts.listing) : parts.listing,
});

/** One that is named as live although its details say that it has ended is read again, now and then. */
const list: Step<"named"> = ({ details, listing, contact, pace }, { item, read, atMs }) => {
  const isDenied = details !== null && details.endedAtMs !== null && isAfter(read, details.knowledge);
  const isDue = isDenied && atMs - (pace.triedAtMs ?? 0) >= REVIVAL_CHECK_MS;
  return {
    listing: named(listing, details, item, read),
    contact: identifiedAs(contact, item.contact?.name ?? null),
    pace: isDue ? hurried(pace, atMs) : pace,
  };
};

/** How it ended is to be learned now; after a time when nobody looked it is no news and goes at once. */
const delist: Step<"unnamed"> = ({ listing, pace }, { item, read, isAway, atMs }) => {
  if (listing === null || !listing.isOnBoard) return NOTHING;
  const gone = unnamed(listing, item, read, atMs);
  if (isAway) return { listing: offBoard(gone) };
  return { listing: gone, pace: listing.endedAtMs === null ? hurried(pace, atMs) : pace };
};

const count: Step<"missed"> = ({ listing }, { atMs }) =>
  listing?.isOnBoard ? { listing: missed(listing, atMs) } : NOTHING;

const release: Step<"passed"> = ({ listing, pace }, { atMs }) => {
  const leavesMs = listing && leavesAtMs(listing, pace.fault !== null);
  return listing !== null && leavesMs !== null && leavesMs <= atMs ? { listing: offBoard(listing) } : NOTHING;
};

const identify: Step<"identified"> = ({ contact }, { name }) => ({ contact: identifiedAs(contact, name) });
const misidentify: Step<"unidentified"> = ({ contact }, { atMs }) => ({ contact: { ...contact, failedAtMs: atMs } });

/** A name once known stays. */
function identifiedAs(contact: Contact, name: string | null): Contact {
  if (contact.isKnown && (name === null || name === contact.name)) return contact;
  return { ...contact, isKnown: true, name: name ?? contact.name };
}

/** How reading goes and who is at the other end have nothing to do with where the call is. */
const ANYWHERE = {
  hurried: hurry,
  resumed: resume,
  tried: begin,
  postponed: postpone,
  identified: identify,
  unidentified: misidentify,
  read: learn,
};

/** What each stage does with each input. Where that leads is worked out of the parts, never set. */
export const STEPS: Record<Stage, { [Kind in Input["kind"]]: Step<Kind> }> = {
  unknown: { ...ANYWHERE, failed: fail, named: list, unnamed: stay, missed: stay, passed: stay },
  waiting: { ...ANYWHERE, failed: fail, named: list, unnamed: stay, missed: stay, passed: stay },
  starting: { ...ANYWHERE, failed: fail, named: list, unnamed: delist, missed: stay, passed: stay },
  running: { ...ANYWHERE, failed: fail, named: list, unnamed: delist, missed: stay, passed: stay },
  ending: { ...ANYWHERE, failed: failOrLeave, named: list, unnamed: delist, missed: count, passed: release },
  ended: { ...ANYWHERE, failed: failOrLeave, named: list, unnamed: delist, missed: count, passed: release },
  settled: { ...ANYWHERE, failed: failOrLeave, named: list, unnamed: delist, missed: count, passed: release },
};
