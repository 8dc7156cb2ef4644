import { AGENTS } from "@/lib/simulator/people";
import {
  type CancelOutcome,
  type Entry,
  iso,
  type WireCall,
  type WireMessage,
  type WireRow,
} from "@/lib/simulator/wire";

/** What a test may send: any field of a call or of its row. Values are kept as sent, hostile ones included. */
export type CallFields = Partial<WireCall> & Partial<Omit<WireRow, keyof WireCall>>;
export type CallChange = CallFields & {
  /** messages to add at the end; a missing timestamp becomes now */
  append?: Partial<WireMessage>[];
  /** ends the call now */
  end?: { status: string; failureReason?: string | null; summary?: string | null };
};
type Injected = { call: WireCall; rowFields: Partial<WireRow> };

const FINAL = ["completed", "failed", "cancelled", "no_answer", "busy"];
const WITH_ROOM = ["connecting", "ringing", "active"];
const ROW_ONLY = ["scheduledAt", "outcome", "twilioCallSid", "contact"] as const;

/** Calls that a test put there: they stand beside the world's own, or in place of one with the same id. */
export class InjectedCalls {
  #calls = new Map<string, Injected>();

  constructor(readonly now: () => number) {}

  get(id: string): Injected | undefined {
    return this.#calls.get(id);
  }

  put(id: string, fields: CallFields): WireCall {
    const { call, rowFields } = split(fields);
    const made = { call: { ...this.#defaults(id, call.status ?? "active"), ...call, id }, rowFields };
    this.#calls.set(id, made);
    return made.call;
  }

  /** Returns the changed call, or null when it was never injected. */
  change(id: string, { append, end, ...fields }: CallChange): WireCall | null {
    const known = this.#calls.get(id);
    if (known === undefined) return null;
    const nowIso = iso(this.now());
    const { call, rowFields } = split(fields);
    const next: WireCall = { ...known.call, updatedAt: nowIso, ...call, id };
    if (append !== undefined) {
      const added = append.map((message) => ({ role: "assistant", content: "", timestamp: nowIso, ...message }));
      next.transcript = [...(next.transcript ?? []), ...added];
    }
    if (end !== undefined) {
      const startedMs = next.startedAt === null ? Number.NaN : Date.parse(next.startedAt);
      next.status = end.status;
      next.endedAt = nowIso;
      next.duration = Number.isFinite(startedMs) ? Math.round((this.now() - startedMs) / 1000) : null;
      next.failureReason = end.failureReason ?? null;
      next.summary = end.summary ?? null;
      next.liveRoomStatus = null;
    }
    this.#calls.set(id, { call: next, rowFields: { ...known.rowFields, ...rowFields } });
    return next;
  }

  remove(id: string): boolean {
    return this.#calls.delete(id);
  }

  clear(): void {
    this.#calls.clear();
  }

  cancel(id: string, cancellable: readonly string[]): CancelOutcome {
    const known = this.#calls.get(id);
    if (known === undefined) return "unknown";
    if (!cancellable.includes(known.call.status)) return "refused";
    this.change(id, { end: { status: "cancelled", failureReason: "cancelled_by_user" } });
    return "cancelled";
  }

  listed(): Entry[] {
    return [...this.#calls.values()].map(({ call, rowFields }) => {
      const row = rowOf(call, rowFields);
      return {
        id: call.id,
        status: call.status,
        direction: call.direction,
        agentId: call.agent?.id ?? "",
        phones: [call.phoneNumber],
        createdMs: Date.parse(call.createdAt) || this.now(),
        scheduledMs: row.scheduledAt === null ? null : Date.parse(row.scheduledAt),
        row: () => row,
      };
    });
  }

  #defaults(id: string, status: string): WireCall {
    const agent = AGENTS[0] ?? { id: "", name: "" };
    const nowIso = iso(this.now());
    const phoneNumber = "+14155550199";
    const final = FINAL.includes(status);
    const answered = status === "active" || status === "completed";
    const participants = [
      { identity: "agent", name: agent.name },
      { identity: "caller", name: phoneNumber },
    ];
    return {
      id,
      status,
      direction: "inbound",
      phoneNumber,
      duration: final && answered ? 0 : null,
      startedAt: answered ? nowIso : null,
      endedAt: final ? nowIso : null,
      failureReason: null,
      agent: { id: agent.id, name: agent.name, type: "voice" },
      summary: null,
      transcript: answered ? [] : null,
      metadata: {},
      roomId: answered ? `room_${id}` : null,
      jobId: answered ? `job_${id}` : null,
      sipParticipantId: answered ? `sip_${id}` : null,
      liveRoomStatus: WITH_ROOM.includes(status) ? { roomExists: true, numParticipants: 2, participants } : null,
      createdAt: nowIso,
      updatedAt: nowIso,
    };
  }
}

function split(fields: CallFields): { call: Partial<WireCall>; rowFields: Partial<WireRow> } {
  const call: Record<string, unknown> = { ...fields };
  const rowFields: Record<string, unknown> = {};
  for (const name of ROW_ONLY) {
    if (Object.hasOwn(call, name)) rowFields[name] = call[name];
    delete call[name];
  }
  return { call, rowFields };
}

function rowOf(call: WireCall, rowFields: Partial<WireRow>): WireRow {
  return {
    id: call.id,
    status: call.status,
    direction: call.direction,
    scheduledAt: null,
    duration: call.duration,
    outcome: null,
    twilioCallSid: null,
    agent: call.agent,
    contact: { phone: call.phoneNumber, name: null, email: null },
    phoneNumber: call.phoneNumber,
    createdAt: call.createdAt,
    ...rowFields,
  };
}
