import { statusFacts } from "@/lib/calls/status";
import type { CallAnswer } from "@/lib/http/contract";

type Titled = { data: Pick<CallAnswer["data"], "status" | "agent">; meta: { attention: readonly unknown[] } };

/** The tab's title: reasons for attention, status and agent, nothing of the caller. */
export function titleOf({ data: call, meta }: Titled): string {
  const alarms = meta.attention.length;
  const agent = call.agent?.name?.trim() || "Call";
  return `${alarms > 0 ? `(${alarms}!) ` : ""}${statusFacts(call.status).label} · ${agent}`;
}
