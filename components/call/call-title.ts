import type { Call } from "@/lib/calls/call";
import { statusFacts } from "@/lib/calls/status";

/** The tab's title: status and agent, nothing of the caller. The page puts the reasons for attention before it. */
export function callTitle(call: Pick<Call, "status" | "agent">): string {
  return `${statusFacts(call.status).label} · ${call.agent?.name?.trim() || "Call"}`;
}
