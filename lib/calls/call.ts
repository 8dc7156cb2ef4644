/**
 * The call API's shapes with its own field names, as they were read (read-call.ts): a missing or unreadable field is null, an
 * unknown status stays itself, an unknown field is kept. Times are texts that `timeMs` reads.
 */

/** A line of a transcript. */
export type Message = {
  /** assistant | user | tool | system, or whatever comes */
  role: string;
  /** what was said; "" for nothing */
  content: string;
  timestamp: string | null;
  /** what happened beside the words or instead of them, told by name: "Tool · lookup_order" */
  event?: string;
  [field: string]: unknown;
};

export type Participant = { identity: string; name: string | null; [field: string]: unknown };

export type LiveRoomStatus = {
  roomExists: boolean | null;
  numParticipants: number | null;
  participants: Participant[];
  [field: string]: unknown;
};

type AgentRef = { id: string | null; name: string | null; [field: string]: unknown };

/** `GET /calls/{callId}`, inside `data`. */
export type Call = {
  id: string;
  status: string;
  direction: string | null;
  phoneNumber: string | null;
  /** seconds, null until the call has ended */
  duration: number | null;
  startedAt: string | null;
  endedAt: string | null;
  failureReason: string | null;
  agent: AgentRef | null;
  summary: string | null;
  transcript: Message[] | null;
  metadata: Record<string, unknown>;
  roomId: string | null;
  jobId: string | null;
  sipParticipantId: string | null;
  liveRoomStatus: LiveRoomStatus | null;
  createdAt: string | null;
  updatedAt: string | null;
  [field: string]: unknown;
};

/** A row of `GET /calls`: no transcript, no participants, no `startedAt`, no summary. */
export type CallListItem = {
  id: string;
  status: string;
  direction: string | null;
  scheduledAt: string | null;
  duration: number | null;
  outcome: string | null;
  twilioCallSid: string | null;
  agent: AgentRef | null;
  contact: { phone: string | null; name: string | null; email: string | null; [field: string]: unknown } | null;
  phoneNumber: string | null;
  createdAt: string | null;
  [field: string]: unknown;
};
