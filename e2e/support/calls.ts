import { randomUUID } from "node:crypto";
import type { CallFields, MessageFields } from "./upstream";

/** A call id that no other test uses: servers live as long as their worker and remember calls. */
export function newCallId(): string {
  return `call_${randomUUID().slice(0, 13)}`;
}

export const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

/** A line as the call service sends it, said so many seconds ago. */
export function said(by: "agent" | "caller" | string, content: string, ago = 0): Required<MessageFields> {
  const role = { agent: "assistant", caller: "user" }[by] ?? by;
  return { role, content, timestamp: secondsAgo(ago) };
}

/** Agents differ by id; a name may repeat. */
export const anAgent = (name: string) => ({ id: randomUUID(), name, type: "voice" });

/** A call that is talked on with nothing wrong: a minute old, created six seconds before it was answered. */
export function calmCall(fields: Partial<CallFields> = {}): CallFields & { id: string } {
  const startedAt = typeof fields.startedAt === "string" ? fields.startedAt : secondsAgo(60);
  return {
    id: newCallId(),
    status: "active",
    createdAt: new Date(Date.parse(startedAt) - 6_000).toISOString(),
    startedAt,
    transcript: [said("caller", "Where is my parcel?", 9), said("agent", "Let me look that up for you.", 3)],
    ...fields,
  };
}

/** A call that nobody has answered yet, for a few seconds. */
export function ringingCall(fields: Partial<CallFields> = {}) {
  return calmCall({ status: "ringing", createdAt: secondsAgo(4), startedAt: null, transcript: null, ...fields });
}

/** The caller has waited for the agent's answer for so many seconds: a warning from 10, critical from 20. */
export function waitingCall(seconds: number, fields: Partial<CallFields> = {}) {
  const transcript = [said("agent", "One moment, please.", seconds + 5), said("caller", "Are you there?", seconds)];
  return calmCall({ transcript, ...fields });
}
