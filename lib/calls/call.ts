import { z } from "zod";
import { CALL_ID } from "./id";
import { timeMs } from "./time";

/**
 * The upstream's shapes, read tolerantly: a missing or unreadable field becomes null, an unknown status stays itself,
 * an unknown field is kept. One bad field never loses a call; only a call without a usable id is refused.
 */

/** A number as its digits; one beyond 2^53 has lost some on its way, and a wrong id is worse than none. */
const digits = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);

const id = z.preprocess(digits, z.string().regex(CALL_ID));

const textOrNull = z.preprocess(digits, z.string().nullable()).catch(null);

const numberOrNull = z.number().finite().nullable().catch(null);

/** ISO 8601 text that a clock can read, else null. The text itself is kept, so that it round-trips. */
const timeOrNull = z
  .string()
  .refine((value) => timeMs(value) !== null)
  .nullable()
  .catch(null);

const recordOrEmpty = z.record(z.string(), z.unknown()).catch(() => ({}));

/** An array whose unreadable members are dropped, never the whole list. Not an array: null. */
function tolerantArray<T extends z.ZodType>(member: T) {
  return z
    .array(z.unknown())
    .transform((items) =>
      items.flatMap((item) => {
        const read = member.safeParse(item);
        return read.success ? [read.data] : [];
      }),
    )
    .nullable()
    .catch(null);
}

/** Text, or the list of parts that chat models use: the parts that are text, joined. */
const contentText = z.preprocess(
  (value) => (Array.isArray(value) ? value.map(partText).join(" ").trim() : value),
  z.string(),
);

function partText(part: unknown): string {
  if (typeof part === "string") return part;
  const text = typeof part === "object" && part !== null && "text" in part ? part.text : "";
  return typeof text === "string" ? text : "";
}

const messageSchema = z.looseObject({
  /** assistant | user | tool | system, or whatever comes */
  role: z.string().catch("unknown"),
  content: contentText.catch(""),
  timestamp: timeOrNull.default(null),
});

const participantSchema = z.looseObject({
  identity: z.preprocess(digits, z.string()),
  name: textOrNull.default(null),
});

const roomSchema = z.looseObject({
  roomExists: z.boolean().nullable().catch(null).default(null),
  numParticipants: z.number().int().nonnegative().nullable().catch(null).default(null),
  participants: tolerantArray(participantSchema)
    .default([])
    .transform((list) => list ?? []),
});

const agentRefSchema = z.looseObject({ id: textOrNull.default(null), name: textOrNull.default(null) });

/** `GET /calls/{callId}` as upstream sends it, inside `data`. */
export const callSchema = z.looseObject({
  id,
  status: z.string().catch("unknown"),
  direction: textOrNull.default(null),
  phoneNumber: textOrNull.default(null),
  /** seconds, null until the call has ended */
  duration: numberOrNull.default(null),
  startedAt: timeOrNull.default(null),
  endedAt: timeOrNull.default(null),
  failureReason: textOrNull.default(null),
  agent: agentRefSchema.nullable().catch(null).default(null),
  summary: textOrNull.default(null),
  transcript: tolerantArray(messageSchema).default(null),
  metadata: recordOrEmpty.default({}),
  roomId: textOrNull.default(null),
  jobId: textOrNull.default(null),
  sipParticipantId: textOrNull.default(null),
  liveRoomStatus: roomSchema.nullable().catch(null).default(null),
  createdAt: timeOrNull.default(null),
  updatedAt: timeOrNull.default(null),
});

/** A row of `GET /calls`: no transcript, no participants, no `startedAt`, no summary. */
export const callListItemSchema = z.looseObject({
  id,
  status: z.string().catch("unknown"),
  direction: textOrNull.default(null),
  scheduledAt: timeOrNull.default(null),
  duration: numberOrNull.default(null),
  outcome: textOrNull.default(null),
  twilioCallSid: textOrNull.default(null),
  agent: agentRefSchema.nullable().catch(null).default(null),
  contact: z
    .looseObject({ phone: textOrNull.default(null), name: textOrNull.default(null), email: textOrNull.default(null) })
    .nullable()
    .catch(null)
    .default(null),
  phoneNumber: textOrNull.default(null),
  createdAt: timeOrNull.default(null),
});

export type Message = z.output<typeof messageSchema>;
export type Participant = z.output<typeof participantSchema>;
export type LiveRoomStatus = z.output<typeof roomSchema>;
export type Call = z.output<typeof callSchema>;
export type CallListItem = z.output<typeof callListItemSchema>;
