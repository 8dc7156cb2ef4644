import type { Call } from "@/lib/calls/call";
import { statusFacts } from "@/lib/calls/status";

/** The tab's title: status and agent, nothing of the caller. `alarms` counts the reasons for attention. */
export function callTitle(call: Pick<Call, "status" | "agent">, alarms = 0): string {
  const agent = call.agent?.name?.trim() || "Call";
  return `${alarms > 0 ? `(${alarms}!) ` : ""}${statusFacts(call.status).label} · ${agent}`;
}
