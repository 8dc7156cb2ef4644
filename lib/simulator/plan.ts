import { CONVERSATIONS } from "@/lib/simulator/conversations";
import type { Conversation } from "@/lib/simulator/conversations/conversation";
import { type Agent, agentOfDesk, type Customer, customerOf } from "@/lib/simulator/people";
import { Random } from "@/lib/simulator/random";

/** What goes wrong in a call, on purpose. `none` is the common case. */
export type Plot =
  | "none"
  | "stuck"
  | "caller_alone"
  | "agent_silent"
  | "dead_air"
  | "ringing_long"
  | "long_call"
  | "repeats"
  | "upset"
  | "transfer";

export type FinalStatus = "completed" | "failed" | "cancelled" | "no_answer" | "busy";

/** The light half of a call: enough for a list row and its filters. The heavy half is written by script.ts. */
export type Plan = {
  key: string;
  id: string;
  createdMs: number;
  /** null: it starts when it is created */
  scheduledMs: number | null;
  conversation: Conversation;
  plot: Plot;
  /** for a staged call: when its plot sets in, ms after creation */
  incidentMs: number | null;
  agent: Agent;
  customer: Customer;
  finalStatus: FinalStatus;
  failureReason: string | null;
  /** false: it ends before anybody speaks */
  answered: boolean;
  metadata: Record<string, unknown> | null;
};

export type PlanOrder = {
  key: string;
  /** its id begins with this, so that no other order of this key has the same */
  idMark?: string;
  createdMs: number;
  plot: Plot;
  scheduledMs?: number;
  incidentMs?: number;
  outbound?: boolean;
  /** only talks in English: what a newcomer meets first */
  english?: boolean;
};

const RECURRING: readonly Plot[] = [
  "upset",
  "agent_silent",
  "transfer",
  "ringing_long",
  "dead_air",
  "stuck",
  "repeats",
  "caller_alone",
];

/** Plots recur evenly through every cycle of `cycle` calls, so that each is seen again and again; most calls have none. */
export function plotOf(position: number, cycle: number): Plot {
  const within = ((position % cycle) + cycle) % cycle;
  const part = cycle / RECURRING.length;
  const slot = Math.floor(within / part);
  return within === Math.floor((slot + 0.5) * part) ? (RECURRING[slot] ?? "none") : "none";
}

export function planCall(seed: number, order: PlanOrder): Plan {
  const random = new Random(seed, "plan", order.key);
  const conversation = random.pick(candidates(order, random.chance(OUTBOUND_SHARE)));
  const ending = endingOf(order.plot, conversation, random);
  return {
    key: order.key,
    id: `call_${`${order.idMark ?? ""}${new Random(seed, "id", order.key).text(12)}`.slice(0, 12)}`,
    createdMs: order.createdMs,
    scheduledMs: order.scheduledMs ?? null,
    conversation,
    plot: order.plot,
    incidentMs: order.incidentMs ?? null,
    agent: agentOfDesk(conversation.desk),
    customer: customerOf(conversation.language, new Random(seed, "customer", order.key)),
    metadata: null,
    ...ending,
  };
}

const ordinary = CONVERSATIONS.filter((one) => one.trait === undefined || one.trait === "voicemail");
/** Most callers speak English. */
const ORDINARY = ordinary.flatMap((one) => (one.language === "en" ? [one, one] : [one]));
const withTrait = (trait: Conversation["trait"]) => CONVERSATIONS.filter((one) => one.trait === trait);
const BY_PLOT: Partial<Record<Plot, readonly Conversation[]>> = {
  upset: withTrait("upset"),
  repeats: withTrait("repeats"),
  transfer: withTrait("transfer"),
  long_call: CONVERSATIONS.filter((one) => (one.segments?.length ?? 0) >= 10),
  ringing_long: ORDINARY.filter((one) => one.direction === "outbound"),
  stuck: ORDINARY.filter((one) => one.trait !== "voicemail"),
  caller_alone: ORDINARY.filter((one) => one.trait !== "voicemail"),
  agent_silent: ORDINARY.filter((one) => one.trait !== "voicemail"),
  dead_air: ORDINARY.filter((one) => one.trait !== "voicemail"),
};
const OUTBOUND = ORDINARY.filter((one) => one.direction === "outbound");
const INBOUND = ORDINARY.filter((one) => one.direction === "inbound");
const OUTBOUND_SHARE = 0.42;

function candidates(order: PlanOrder, outbound: boolean): readonly Conversation[] {
  const fitting = BY_PLOT[order.plot] ?? (order.outbound === true || outbound ? OUTBOUND : INBOUND);
  return order.english === true ? fitting.filter((one) => one.language === "en") : fitting;
}

type Ending = Pick<Plan, "finalStatus" | "failureReason" | "answered">;

function endingOf(plot: Plot, conversation: Conversation, random: Random): Ending {
  const ending = (finalStatus: FinalStatus, failureReason: string | null, answered: boolean): Ending => ({
    finalStatus,
    failureReason,
    answered,
  });
  if (plot === "stuck") return ending("failed", "room_error", true);
  if (plot === "caller_alone") return ending("failed", "agent_error", true);
  if (plot === "ringing_long") {
    return random.chance(0.65) ? ending("no_answer", "no_answer", false) : ending("completed", null, true);
  }
  if (plot !== "none" || conversation.trait === "voicemail") return ending("completed", null, true);
  if (conversation.direction === "inbound") {
    return random.weighted([
      [90, ending("completed", null, true)],
      [4, ending("cancelled", "caller_hung_up", false)],
      [3, ending("failed", "network_error", true)],
      [2, ending("failed", "agent_unavailable", false)],
      [1, ending("failed", "timeout", false)],
    ]);
  }
  return random.weighted([
    [60, ending("completed", null, true)],
    [18, ending("no_answer", "no_answer", false)],
    [7, ending("busy", "busy", false)],
    [3, ending("failed", "invalid_number", false)],
    [3, ending("failed", "rejected", false)],
    [2, ending("failed", "machine_detected", true)],
    [2, ending("failed", "sip_error", false)],
    [1, ending("failed", "network_error", true)],
    [2, ending("cancelled", "cancelled_by_user", false)],
    [2, ending("cancelled", "cancelled_by_user", true)],
  ]);
}

export type ScheduledOrder = {
  key: string;
  createdMs: number;
  scheduledMs: number | null;
  agent: Agent;
  phone: string;
  name: string | null;
  email: string | null;
  metadata: Record<string, unknown>;
};

/** A call that somebody ordered through the API: it rings, is answered or not, and talks like any other outbound call. */
export function planScheduled(seed: number, order: ScheduledOrder): Plan {
  const own = OUTBOUND.filter((one) => one.desk === order.agent.desk);
  const { key, createdMs, scheduledMs, agent, metadata } = order;
  const conversation = new Random(seed, "plan", key).pick(own.length > 0 ? own : OUTBOUND);
  const customer = customerOf(conversation.language, new Random(seed, "customer", key));
  const [first = customer.first, ...rest] = (order.name ?? "").split(" ").filter((word) => word !== "");
  const last = order.name === null ? customer.last : rest.join(" ");
  return {
    ...planCall(seed, { key, createdMs, plot: "none", outbound: true }),
    ...endingOf("none", conversation, new Random(seed, "ending", key)),
    conversation,
    scheduledMs,
    agent,
    customer: { first, last, phone: order.phone, email: order.email, company: null },
    metadata,
  };
}
