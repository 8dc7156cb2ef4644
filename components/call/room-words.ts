import type { Call } from "@/lib/calls/call";
import { isFinal, statusFacts } from "@/lib/calls/status";
import { ALL_READ, isUnreadable, type Unreadable } from "@/lib/calls/unreadable";

/** What to say of the room beside or instead of a list of people; null when the list says it all. */
export function roomWords(call: Call, known: number, unreadable: Unreadable = ALL_READ): string | null {
  const room = call.liveRoomStatus;
  if (isFinal(call.status)) {
    return known === 0 ? "Not known: Earshot did not see this call while it ran." : null;
  }
  if (statusFacts(call.status).phase === "waiting") return "The room opens when the call begins.";
  const isUnread = isUnreadable(unreadable, "liveRoomStatus");
  if (isUnread && (room === null || room.participants.length === 0)) return "Who is in the room could not be read.";
  if (room === null) return "The call service does not say who is in the room.";
  if (room.roomExists === false) return "The room is gone.";
  if (room.participants.length === 0) {
    if (room.numParticipants === null) return "The call service does not say who is in the room.";
    return room.numParticipants > 0 ? `${room.numParticipants} in the room, none named.` : "The room is empty.";
  }
  return null;
}
