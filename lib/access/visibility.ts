import type { BoardCall, RosterEntry } from "@/lib/calls/board";
import type { Call, CallListItem, LiveRoomStatus, Message } from "@/lib/calls/call";
import { lastLines } from "@/lib/calls/last-lines";
import { idWithoutNumbers, maskName, maskNumber, maskPeople, withoutNumbers } from "@/lib/calls/masking";
import { watchedKind } from "@/lib/calls/participants";
import { isSpoken } from "@/lib/calls/speech";
import { isFinal, isKnownFailure } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { inReadingOrder, rowsOf } from "@/lib/calls/transcript";
import { type Own, ownOf } from "@/lib/redaction/own-names-masking";
import { type LongPart, longPart, textFor, transcriptFor } from "@/lib/redaction/redact-call";
import { metadataNames } from "./metadata-names";

/** How much of a call somebody may see. Who may see how much is lib/access/view.ts. */
export type Visibility = {
  /** numbers and names as their last digits and initials; the caller's own in what was said, too */
  masked: boolean;
  /** personal data taken out of what was said, as far as it is found */
  redacted: boolean;
  /** what was said at all */
  lines: boolean;
  /** fields nobody has described, metadata, ids of the telephone line, words of the call service */
  raw: boolean;
};

type Line = { role: string; content: string; timestamp: string | null };

/**
 * A row of the board for one visibility.
 * @param recent the newest spoken lines, more than are shown, so that what is split over lines is found
 * @param metadata the call's, which may tell names that the row does not have
 */
export function boardCallFor(
  visibility: Visibility,
  call: BoardCall,
  recent: readonly Line[],
  metadata: Call["metadata"] = {},
): BoardCall {
  if (visibility.raw && visibility.lines) return call;
  const own = withNamesIn(metadata, ownOf({ ...call, people: call.participants }));
  const isGrowing = !isFinal(call.status);
  // What was asked above the lines that are here is not known: a number may already be being told in them.
  const startsCut = recent.length >= FEWEST_CUT_LINES && recent.length < call.messageCount;
  const lastMessages = visibility.lines
    ? lastLines(transcriptFor(visibility, own, recent, { isGrowing, startsCut }))
    : [];
  const described = { ...call, failureReason: knownFailure(visibility, call.failureReason), lastMessages };
  if (!visibility.masked) return described;
  return {
    ...described,
    status: withoutNumbers(call.status),
    direction: withoutNumbers(call.direction),
    phoneNumber: maskNumber(call.phoneNumber),
    contactName: maskName(call.contactName),
    campaignId: withoutNumbers(call.campaignId),
    agent: maskAgent(call.agent),
    participants: maskPeople(call.participants),
  };
}

const FEWEST_CUT_LINES = 8;

/** An agent as this view names it. @returns `id` null: it holds a number that may not be shown */
export const agentFor = ({ masked }: Visibility, agent: { id: string | null; name: string | null }) =>
  masked ? maskAgent(agent) : agent;

const maskAgent = ({ id, name }: { id: string | null; name: string | null }) => ({
  id: idWithoutNumbers(id),
  name: withoutNumbers(name),
});

function withNamesIn(metadata: Call["metadata"], own: Own): Own {
  return { ...own, names: [...new Set([...own.names, ...metadataNames(metadata)])] };
}

/** One call with what stands beside it. */
type WholeCall = { call: Call; contactName: string | null; campaignId: string | null; roster: RosterEntry[] };

/** A call for one visibility: whole, or only the fields that are described in lib/calls/call.ts. */
export function callFor(visibility: Visibility, whole: WholeCall): WholeCall {
  const { call, contactName, campaignId, roster } = whole;
  if (isWhole(visibility)) return whole;
  const own = ownOfWhole(whole);
  const transcript =
    visibility.lines && call.transcript !== null
      ? transcriptFor(visibility, own, call.transcript, stateOf(call))
      : null;
  const summary = summaryFor(visibility, whole);
  const described = { ...describedCall(call), transcript, summary };
  if (!visibility.masked) return { ...whole, call: described };
  const aliases = new Map<string, string>();
  const maskedRoster = maskPeople(roster, aliases);
  return {
    contactName: maskName(contactName),
    campaignId: withoutNumbers(campaignId),
    roster: maskedRoster,
    call: {
      ...described,
      status: withoutNumbers(call.status),
      direction: withoutNumbers(call.direction),
      phoneNumber: maskNumber(call.phoneNumber),
      agent: described.agent && maskAgent(described.agent),
      liveRoomStatus: call.liveRoomStatus && maskRoom(call.liveRoomStatus, whole, aliases),
    },
  };
}

/** The lines of a call that `callFor` shows, as they came, in the order in which it shows them. */
export function shownMessages(visibility: Visibility, { transcript }: Pick<Call, "transcript">): readonly Message[] {
  if (!visibility.lines || transcript === null) return [];
  if (!visibility.masked && !visibility.redacted) return transcript;
  const spoken = transcript.filter(isSpoken);
  return visibility.redacted ? inReadingOrder(spoken).map(({ message }) => message) : spoken;
}

/** What the call came to, for whoever sees the call so; null: there is nothing, or nothing that was said is shown. */
export function summaryFor(visibility: Visibility, whole: WholeCall): string | null {
  const { summary } = whole.call;
  if (!visibility.lines || summary === null || isWhole(visibility)) return visibility.lines ? summary : null;
  return textFor(visibility, ownOfWhole(whole), summary);
}

/** What a person here wrote about a call, for whoever sees that call so. */
export function noteFor(visibility: Visibility, whole: WholeCall, text: string): string {
  return isWhole(visibility) ? text : textFor(visibility, ownOfWhole(whole), text);
}

const isWhole = (visibility: Visibility) => visibility.raw && visibility.lines && !visibility.redacted;
const stateOf = ({ id, status }: Call) => ({ isGrowing: !isFinal(status), callId: id });

function ownOfWhole({ call, contactName, roster }: WholeCall): Own {
  return withNamesIn(call.metadata, ownOf({ contactName, phoneNumber: call.phoneNumber, people: roster }));
}

/**
 * What `callFor` and `saidFor` would have to do that takes long; null when nothing: see longPart in redact-call.ts.
 * @param longCharacters so many take long; left out: what one answer can bear
 */
export function longPartOfCall(
  visibility: Visibility,
  whole: WholeCall,
  longCharacters?: number | undefined,
): LongPart | null {
  const { call } = whole;
  if (isWhole(visibility) || !visibility.lines || call.transcript === null) return null;
  const more = longCharacters === undefined ? {} : { longCharacters };
  return longPart(visibility, ownOfWhole(whole), call.transcript, { ...stateOf(call), ...more });
}

const spokenRows = new WeakMap<readonly Line[], readonly Line[]>();

/** The spoken lines of a call in reading order, word for word as `callFor` shows them. */
export function saidFor(visibility: Visibility, whole: WholeCall): readonly Line[] {
  const { call } = whole;
  if (!visibility.lines || call.transcript === null) return NOT_SAID;
  if (!isWhole(visibility)) return transcriptFor(visibility, ownOfWhole(whole), call.transcript, stateOf(call));
  const rows = rowsOf(call.transcript);
  const spoken = spokenRows.get(rows) ?? rows.filter(isSpoken);
  spokenRows.set(rows, spoken);
  return spoken;
}

const NOT_SAID: readonly Line[] = [];

/** Changes with whom or what is masked in what was said; the same while nothing is. */
export const ownKeyOf = (whole: WholeCall): string => JSON.stringify(ownOfWhole(whole));

/** The described fields that say nothing of the line, field by field: a new field of the call service's is not among them. */
function describedCall(call: Call): Call {
  const room = call.liveRoomStatus;
  return {
    id: call.id,
    status: call.status,
    direction: call.direction,
    phoneNumber: call.phoneNumber,
    duration: call.duration,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    failureReason: isKnownFailure(call.failureReason) ? call.failureReason : null,
    agent: call.agent && { id: call.agent.id, name: call.agent.name },
    summary: null,
    transcript: null,
    metadata: describedMetadata(call),
    // The names of rooms and lines can hold the caller's number.
    roomId: null,
    jobId: null,
    sipParticipantId: null,
    liveRoomStatus: room && {
      roomExists: room.roomExists,
      numParticipants: room.numParticipants,
      participants: room.participants.map(({ identity, name }) => ({ identity, name })),
    },
    createdAt: call.createdAt,
    updatedAt: call.updatedAt,
  };
}

/** When the call is due is all that the page itself reads there. */
function describedMetadata({ scheduledAt, metadata }: Call): Record<string, unknown> {
  const due = [scheduledAt, metadata.scheduledAt].find((time) => typeof time === "string" && timeMs(time) !== null);
  return due === undefined ? {} : { scheduledAt: due };
}

function maskRoom(room: LiveRoomStatus, { call, roster }: WholeCall, aliases: Map<string, string>): LiveRoomStatus {
  const { roomExists, numParticipants } = room;
  const people = room.participants.map((participant) => {
    const { identity, name } = participant;
    return { identity, name, kind: watchedKind(participant, call, roster) };
  });
  const participants = maskPeople(people, aliases).map(({ identity, name }) => ({ identity, name }));
  return { roomExists, numParticipants, participants };
}

/** A row of the list for one visibility. */
export function listItemFor(visibility: Visibility, item: CallListItem): CallListItem {
  if (visibility.raw) return item;
  const { id, status, direction, scheduledAt, duration, outcome, agent, contact, phoneNumber, createdAt } = item;
  const own = ownOf({
    contactName: contact?.name ?? null,
    phoneNumber: phoneNumber ?? contact?.phone ?? null,
    people: [],
  });
  const told = outcome === null ? null : textFor({ ...visibility, redacted: true }, own, outcome);
  const described = {
    ...{ id, status, direction, scheduledAt, duration, outcome: told, twilioCallSid: null, phoneNumber, createdAt },
    agent: agent && { id: agent.id, name: agent.name },
    contact: contact && { phone: contact.phone, name: contact.name, email: contact.email },
  };
  if (!visibility.masked) return described;
  return {
    ...described,
    status: withoutNumbers(status),
    direction: withoutNumbers(direction),
    outcome: withoutNumbers(told),
    phoneNumber: maskNumber(phoneNumber),
    agent: agent && maskAgent(agent),
    contact: contact && {
      phone: maskNumber(contact.phone),
      name: maskName(contact.name),
      email: contact.email === null ? null : maskNumber(""),
    },
  };
}

/** What the call service says in its own words may quote a number or a name. */
function knownFailure(visibility: Visibility, reason: string | null): string | null {
  return visibility.raw || isKnownFailure(reason) ? reason : null;
}
