import type { Attention, BoardCall, BoardTotals, RosterEntry } from "./board";
import type { Call, CallListItem, LiveRoomStatus, Message, Participant } from "./call";
import { byTime } from "./time";

/** Believable defaults for tests and the simulator, at fixed times: a call answered at noon UTC on 1 December 2025. */
export const BUILD_START_MS = Date.UTC(2025, 11, 1, 12, 0, 0);

const AGENT = { id: "550e8400-e29b-41d4-a716-446655440000", name: "Customer Support Agent" };
const CALLER_NUMBER = "+14155552671";

/** ISO time `offsetMs` after the built call's start. */
export const at = (offsetMs: number) => new Date(BUILD_START_MS + offsetMs).toISOString();

/** A line of talk, by the caller five seconds into the call unless told otherwise. */
export function aMessage(overrides: Partial<Message> = {}): Message {
  return { role: "user", content: "Hi, I wanted to check on my order.", timestamp: at(5000), ...overrides };
}

export function aParticipant(overrides: Partial<Participant> = {}): Participant {
  return { identity: "caller", name: CALLER_NUMBER, ...overrides };
}

/** A room with the agent and the caller in it; `numParticipants` follows the list. */
export function aRoom(overrides: Partial<LiveRoomStatus> = {}): LiveRoomStatus {
  const participants = overrides.participants ?? [
    aParticipant({ identity: "agent", name: AGENT.name }),
    aParticipant(),
  ];
  return { roomExists: true, numParticipants: participants.length, participants, ...overrides };
}

/** An active outbound call, as `GET /calls/{callId}` gives it. */
export function aCall(overrides: Partial<Call> = {}): Call {
  return {
    id: "call_abc123",
    status: "active",
    direction: "outbound",
    phoneNumber: CALLER_NUMBER,
    duration: null,
    startedAt: at(0),
    endedAt: null,
    failureReason: null,
    agent: { ...AGENT, type: "voice" },
    summary: null,
    transcript: [
      aMessage({ role: "assistant", content: "Hello! How can I help you today?", timestamp: at(1000) }),
      aMessage(),
    ],
    metadata: {},
    roomId: "room_xyz789",
    jobId: "job_123",
    sipParticipantId: "sip_456",
    liveRoomStatus: aRoom(),
    createdAt: at(-10_000),
    updatedAt: at(5000),
    ...overrides,
  };
}

/** The same call as a row of `GET /calls`. */
export function aListItem(overrides: Partial<CallListItem> = {}): CallListItem {
  return {
    id: "call_abc123",
    status: "active",
    direction: "outbound",
    scheduledAt: null,
    duration: null,
    outcome: null,
    twilioCallSid: null,
    agent: { ...AGENT },
    contact: { phone: CALLER_NUMBER, name: "Jane Smith", email: null },
    phoneNumber: CALLER_NUMBER,
    createdAt: at(-10_000),
    ...overrides,
  };
}

/** The same call as it stands on the board. */
export function aBoardCall(overrides: Partial<BoardCall> = {}): BoardCall {
  return {
    id: "call_abc123",
    status: "active",
    direction: "outbound",
    phoneNumber: CALLER_NUMBER,
    agent: { ...AGENT },
    contactName: "Jane Smith",
    campaignId: null,
    createdAt: at(-10_000),
    startedAt: at(0),
    endedAt: null,
    duration: null,
    failureReason: null,
    roomExists: true,
    numParticipants: 2,
    participants: [
      { identity: "agent", name: AGENT.name, kind: "agent" },
      { identity: "caller", name: CALLER_NUMBER, kind: "caller" },
    ],
    lastMessages: [{ role: "user", content: "Hi, I wanted to check on my order.", timestamp: at(5000) }],
    messageCount: 2,
    unreadable: 0,
    agentResponseMedianMs: null,
    ribbon: {
      start: at(0),
      end: null,
      segments: [
        [0, 10, 23],
        [1, 50, 25],
      ],
    },
    attention: [],
    phase: "running",
    standsAt: null,
    changedAt: at(5500),
    ...overrides,
  };
}

/** A reason for attention: the caller waits for the agent. */
export function anAttention(overrides: Partial<Attention> = {}): Attention {
  return {
    reason: "agent_silent",
    severity: "warning",
    sentence: "Caller spoke 12 s ago, the agent has not answered",
    since: at(5000),
    ...overrides,
  };
}

export function aRosterEntry(overrides: Partial<RosterEntry> = {}): RosterEntry {
  const stay = { joinedAt: at(0), joinedTold: true, leftAt: null, leftTold: false };
  return { identity: "caller", name: CALLER_NUMBER, kind: "caller", ...stay, ...overrides };
}

/** The answer of `GET /api/v1/live` (lib/wire/contract.ts, Board). Totals are counted from the calls unless given. */
export function aBoard(
  overrides: { calls?: BoardCall[]; totals?: Partial<BoardTotals>; meta?: Partial<BoardMeta> } = {},
) {
  const calls = overrides.calls ?? [aBoardCall()];
  const meta: BoardMeta = {
    demo: false,
    masked: false,
    scoped: false,
    droppedRows: 0,
    budget: {
      maxRequestsPerMinute: 600,
      allowedRequestsPerMinute: 600,
      detailIntervalMs: 2000,
      askedDetailIntervalMs: 2000,
    },
    ...overrides.meta,
  };
  return { data: { calls, totals: { ...totalsOf(calls), ...overrides.totals } }, meta };
}

type BoardMeta = {
  demo: boolean;
  masked: boolean;
  scoped: boolean;
  droppedRows: number;
  budget: {
    maxRequestsPerMinute: number;
    allowedRequestsPerMinute: number;
    detailIntervalMs: number;
    askedDetailIntervalMs: number;
  };
};

function totalsOf(calls: BoardCall[]): BoardTotals {
  const live = calls.filter((call) => ["initiated", "connecting", "ringing", "active"].includes(call.status));
  const active = live.filter((call) => call.status === "active");
  const attended = live.filter((call) => call.attention.length > 0);
  const longest = active
    .filter((call) => call.startedAt !== null)
    .sort((a, b) => byTime(a.startedAt, b.startedAt))
    .at(0);
  return {
    active: active.length,
    ringing: live.length - active.length,
    attention: attended.length,
    critical: attended.filter((call) => call.attention.some(({ severity }) => severity === "critical")).length,
    longestCallId: longest?.id ?? null,
    longestStartedAt: longest?.startedAt ?? null,
    answeredToday: null,
    answeredSince: null,
    agentResponseMedianMs: null,
    history: [],
  };
}
