import type { BoardCall } from "@/lib/calls/board";
import { statusFacts } from "@/lib/calls/status";
import { cutText } from "@/lib/format/cut-text";
import { visible } from "@/lib/format/visible";
import { UNANSWERED } from "./board-order";
import type { BoardSettings } from "./use-live-view";

/** A tab has little room, and what is typed or called has no limit. */
const MOST_CHARACTERS = 24;
const short = (text: string) => cutText(visible(text), MOST_CHARACTERS);

type Narrowing = Pick<BoardSettings["params"], "q" | "agent" | "direction" | "status" | "attention">;

/** What the tab calls the board: "Live", or with what narrows it "Live: critical, Ostrelle Returns, “refund”". */
export function viewName(params: Narrowing, calls: readonly BoardCall[]): string {
  const { q, agent, direction, status, attention } = params;
  const agentName = calls.find((call) => call.agent.id === agent)?.agent.name ?? "one agent";
  const parts = [
    attention === "" ? null : attention === "critical" ? "critical" : "needs attention",
    agent === "" ? null : short(agentName),
    direction === "" ? null : short(direction),
    status === "" ? null : short(status === UNANSWERED ? "unanswered" : statusFacts(status).label.toLowerCase()),
    visible(q) === "" ? null : `“${short(q)}”`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "Live" : `Live: ${parts.join(", ")}`;
}
