import type { ShareGrant } from "@/lib/access/actor";
import type { Call } from "@/lib/calls/call";
import { isSpoken } from "@/lib/calls/speech";
import { isFinal } from "@/lib/calls/status";
import { talkMeasures } from "@/lib/calls/talk-measures";
import type { Unreadable } from "@/lib/calls/unreadable";
import type { CallAnswer } from "@/lib/wire/contract";
import type { SharedCall } from "@/lib/wire/sharing-contract";

/**
 * A call, masked as its link says, cut down to what the link grants. Field by field: what is not named here is not
 * shared. Null: the link waits for the call's end.
 */
export function sharedCall({ data: call, meta }: CallAnswer, grant: ShareGrant): SharedCall | null {
  if (!grant.live && !isFinal(call.status)) return null;
  return {
    status: call.status,
    direction: call.direction,
    agentName: call.agent?.name ?? null,
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    duration: call.duration,
    summary: grant.summary ? call.summary : null,
    unreadable: grantedUnreadable(meta.unreadable, grant),
    transcript: grant.transcript && call.transcript !== null ? lines(call.transcript, meta.omittedMessages) : null,
    participants: grant.participants
      ? {
          phoneNumber: call.phoneNumber,
          contactName: meta.contactName,
          roster: meta.roster,
          roomExists: call.liveRoomStatus?.roomExists ?? null,
          count: call.liveRoomStatus?.numParticipants ?? null,
        }
      : null,
    // Worked out here, because a link may grant them without the lines they come from.
    metrics: grant.metrics ? talkMeasures(call.transcript) : null,
  };
}

const ALWAYS = ["status", "direction", "agent", "createdAt", "startedAt", "endedAt", "duration"];

/** A link that does not show something says nothing of how well that was read. */
function grantedUnreadable({ messages, fields }: Unreadable, grant: ShareGrant): Unreadable {
  const shown = new Set([
    ...ALWAYS,
    ...(grant.transcript ? ["transcript"] : []),
    ...(grant.summary ? ["summary"] : []),
    ...(grant.participants ? ["phoneNumber", "liveRoomStatus"] : []),
  ]);
  return {
    messages: grant.transcript ? messages : 0,
    fields: fields.filter((field) => shown.has(field.split(".")[0] ?? "")),
  };
}

/** Only what is spoken, masked or not: what tools and the system say is for those who run the agent. */
function lines(transcript: NonNullable<Call["transcript"]>, omitted: number): SharedCall["transcript"] {
  const spoken = transcript.filter(isSpoken);
  return { lines: spoken.map(({ role, content, timestamp }) => ({ role, content, timestamp })), omitted };
}
