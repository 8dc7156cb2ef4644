import type { Fault } from "@/lib/simulator/faults";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Applies a body fault to an answer's JSON; the original stays as it is. */
export function spoil(body: unknown, fault: Fault): unknown {
  if (!isFields(body) || !isFields(body.data)) return body;
  const { data } = body;
  const rows = data.calls;
  if (fault.kind === "giant") return { ...body, data: gigantic(data, fault) };
  if (fault.kind === "one_bad_row") {
    return { ...body, data: Array.isArray(rows) ? { ...data, calls: withBadMember(rows) } : withBadParts(data) };
  }
  const change = (call: unknown, at: number) => (isFields(call) ? drifted(call, at, fault) : call);
  return {
    ...body,
    data: Array.isArray(rows) ? { ...data, calls: rows.map(change), schemaVersion: 3 } : change(data, 0),
  };
}

/** Different damage for each place in a list, so that one answer shows every kind. */
const DAMAGES: readonly ((call: Fields) => Fields)[] = [
  (call) => ({ ...call, status: "in_wrap_up", sentimentScore: 0.4 }),
  (call) => ({ ...call, duration: "245", createdAt: 1_764_597_595_000, phoneNumber: 14155552671 }),
  (call) => ({ ...call, agent: null, contact: null, direction: "sideways" }),
  (call) => Object.fromEntries(Object.entries(call).filter(([name]) => name === "id" || name === "status")),
  (call) => ({ ...call, id: Number.parseInt(String(call.id).replace(/\D/g, "") || "7", 10) }),
  (call) => Object.fromEntries(Object.entries(call).map(([name, value]) => [name, name === "id" ? value : null])),
];

function drifted(call: Fields, at: number, fault: Fault): Fields {
  if (fault.set !== undefined || fault.remove !== undefined) {
    const changed: Fields = { ...call, ...fault.set };
    for (const name of fault.remove ?? []) delete changed[name];
    return changed;
  }
  const damaged = (DAMAGES[at % DAMAGES.length] ?? ((same: Fields) => same))(call);
  if (!Array.isArray(call.transcript)) return damaged;
  return {
    ...damaged,
    duration: "about four minutes",
    updatedAt: "yesterday",
    metadata: ["not", "an", "object"],
    transcript: call.transcript.map((message: Fields, index) => {
      if (index % 4 === 1) return { ...message, role: "moderator", confidence: 0.98 };
      if (index % 4 === 2) return { role: message.role, content: message.content };
      return index % 4 === 3 ? { ...message, timestamp: "soon" } : message;
    }),
    liveRoomStatus: isFields(call.liveRoomStatus)
      ? { ...call.liveRoomStatus, numParticipants: "two", egress: {} }
      : "none",
  };
}

function withBadMember(rows: readonly unknown[]): unknown[] {
  return [...rows.slice(0, 1), { id: null, status: 7, createdAt: {} }, ...rows.slice(2)];
}

function withBadParts(call: Fields): Fields {
  const room = call.liveRoomStatus;
  return {
    ...call,
    transcript: Array.isArray(call.transcript) ? [...call.transcript, "not a message", null, 7] : call.transcript,
    liveRoomStatus:
      isFields(room) && Array.isArray(room.participants)
        ? { ...room, participants: [...room.participants, { name: "nobody" }, null] }
        : room,
  };
}

const FILLER = [
  "I'm reading the terms to you now, as you asked. Please stop me whenever something is unclear.",
  "Go on, I'm taking notes.",
  "The next paragraph is about notice periods: four weeks to the end of a month, in writing or by email.",
  "Understood. And the one after that?",
];

/** Lengthens one call's transcript to the wanted number of messages or megabytes, a message a second. */
function gigantic(call: Fields, fault: Fault): Fields {
  if (!Array.isArray(call.transcript)) return call;
  const startMs = Date.parse(String(call.startedAt ?? call.createdAt)) || 0;
  const bytes = (fault.megabytes ?? 0) * 1_048_576;
  const count = fault.messages ?? (bytes > 0 ? Math.ceil(bytes / 190) : 10_000);
  const transcript = Array.from({ length: count }, (_, at) => ({
    role: at % 2 === 0 ? "assistant" : "user",
    content: `${at + 1}. ${FILLER[at % FILLER.length]}${bytes > 0 ? ".".repeat(Math.max(0, Math.round(bytes / count) - 150)) : ""}`,
    timestamp: new Date(startMs + at * 1000).toISOString(),
  }));
  return { ...call, transcript };
}
