/** The upstream's wire shapes, written from its document not from our client. */
export type WireMessage = { role: string; content: string; timestamp: string };
export type WireParticipant = { identity: string; name: string; [extra: string]: unknown };
export type WireRoom = { roomExists: boolean; numParticipants: number; participants: WireParticipant[] };
export type WireCall = {
  id: string;
  status: string;
  direction: "inbound" | "outbound";
  phoneNumber: string;
  duration: number | null;
  startedAt: string | null;
  endedAt: string | null;
  failureReason: string | null;
  agent: { id: string; name: string; type: "voice" };
  summary: string | null;
  transcript: WireMessage[] | null;
  metadata: Record<string, unknown>;
  roomId: string | null;
  jobId: string | null;
  sipParticipantId: string | null;
  liveRoomStatus: WireRoom | null;
  createdAt: string;
  updatedAt: string;
};

export const iso = (ms: number): string => new Date(ms).toISOString();

/** A row of `GET /calls`, to the letter. */
export type WireRow = {
  id: string;
  status: string;
  direction: string;
  scheduledAt: string | null;
  duration: number | null;
  outcome: string | null;
  twilioCallSid: string | null;
  agent: { id: string; name: string };
  contact: { phone: string; name: string | null; email: string | null };
  phoneNumber: string;
  createdAt: string;
};

/** What filters and sorting look at, without writing a whole call. */
export type Entry = {
  id: string;
  status: string;
  direction: string;
  agentId: string;
  phones: readonly string[];
  createdMs: number;
  scheduledMs: number | null;
  row: () => WireRow;
};

export type CancelOutcome = "cancelled" | "unknown" | "refused";
