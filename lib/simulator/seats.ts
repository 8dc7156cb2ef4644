import type { Facts } from "@/lib/simulator/conversations/conversation";
import type { Plan } from "@/lib/simulator/plan";
import type { Talk } from "@/lib/simulator/plots";
import type { Random } from "@/lib/simulator/random";

/** Somebody's stay in the call's room. `countLagMs`: how long the room's count is behind its list after a change. */
export type Seat = {
  who: "agent" | "caller" | "colleague";
  identity: string;
  name: string;
  sid: string;
  joinMs: number;
  leaveMs: number;
  countLagMs: number;
};

type Stage = {
  plan: Plan;
  talk: Talk;
  facts: Facts;
  ringingMs: number;
  readyMs: number;
  endedMs: number;
  rich: boolean;
  random: Random;
};

/** Who is in the room and when: agent first, the caller's line from the ringing on, a colleague after a transfer. */
export function seatsOf({ plan, talk, facts, ringingMs, readyMs, endedMs, rich, random }: Stage): Seat[] {
  const sid = () => `PA_${random.text(12, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789")}`;
  const lag = () => (random.chance(0.2) ? random.whole(1_500, 3_500) : 0);
  const goneMs = talk.roomGoneMs ?? endedMs;
  const dialled = plan.conversation.direction === "outbound";
  const firstColleague = talk.lines.find((line) => line.voice === "colleague");
  const agentLeaves = firstColleague === undefined ? (talk.agentGoneMs ?? goneMs) : firstColleague.endMs + 1_500;
  const seats: Seat[] = [
    {
      who: "agent",
      identity: rich
        ? `agent-AJ_${random.text(12, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789")}`
        : "agent",
      name: plan.agent.name,
      sid: sid(),
      joinMs: Math.min(ringingMs, readyMs) - (dialled ? 500 : 200),
      leaveMs: Math.min(agentLeaves, endedMs),
      countLagMs: lag(),
    },
    {
      who: "caller",
      identity: rich ? `sip_${plan.customer.phone}` : "caller",
      name: plan.customer.phone,
      sid: sid(),
      joinMs: dialled ? ringingMs + 300 : Math.min(ringingMs, readyMs) - 600,
      leaveMs: goneMs,
      countLagMs: lag(),
    },
  ];
  if (firstColleague !== undefined) {
    const name = facts.colleague ?? "Colleague";
    seats.push({
      who: "colleague",
      identity: `supervisor-${name.toLowerCase().replace(/[^a-z]+/g, "-")}`,
      name,
      sid: sid(),
      joinMs: firstColleague.atMs - 2_200,
      leaveMs: goneMs,
      countLagMs: lag(),
    });
  }
  return seats;
}
