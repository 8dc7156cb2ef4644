import type { Call } from "@/lib/calls/call";
import { isFinal, statusFacts } from "@/lib/calls/status";
import { ALL_READ, isUnreadable, type Unreadable } from "@/lib/calls/unreadable";

/**
 * What to say of the room beside or instead of a list of people; null when the list says it all.
 * @param watched the call is over, and was seen while it ran
 */
export function roomWords(
  call: Call,
  known: number,
  { unreadable = ALL_READ, watched = false }: { unreadable?: Unreadable; watched?: boolean } = {},
): string | null {
  const room = call.liveRoomStatus;
  if (isFinal(call.status)) {
    if (known > 0) return null;
    return watched ? "Nobody was seen in it." : "Not known: Earshot did not see this call while it ran.";
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
