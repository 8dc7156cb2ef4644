import { draftLines, fill } from "@/lib/simulator/conversations/conversation";
import { factsOf } from "@/lib/simulator/people";
import type { FinalStatus, Plan } from "@/lib/simulator/plan";
import { playTalk, type Talk } from "@/lib/simulator/plots";
import { Random } from "@/lib/simulator/random";
import { type Seat, seatsOf } from "@/lib/simulator/seats";
import type { SpokenLine } from "@/lib/simulator/timeline";

export type Status = "scheduled" | "queued" | "initiated" | "connecting" | "ringing" | "active" | FinalStatus;
export type Phase = { status: Status; atMs: number };

/** Everything a call will ever do, with epoch times; what is true at a moment is read off it by view.ts. */
export type Script = {
  plan: Plan;
  /** ascending, the last one final */
  phases: readonly Phase[];
  answeredMs: number | null;
  endedMs: number;
  failureReason: string | null;
  lines: readonly SpokenLine[];
  seats: readonly Seat[];
  /** the room vanished although the call goes on as active */
  roomGoneMs: number | null;
  summary: string | null;
  summaryMs: number | null;
  metadata: Record<string, unknown>;
  roomId: string;
  jobId: string;
  sipParticipantId: string;
  twilioCallSid: string;
  /** participants carry LiveKit's own fields, not just identity and name */
  richParticipants: boolean;
};

/** Writes the whole call: the same seed and plan give the same script, every time. */
export function writeScript(seed: number, plan: Plan): Script {
  const random = (part: string) => new Random(seed, part, plan.key);
  const chance = random("script");
  const facts = factsOf(
    plan.conversation.language,
    plan.customer,
    plan.agent,
    plan.scheduledMs ?? plan.createdMs,
    random("facts"),
  );
  const { phases, ringingMs, readyMs } = setupPhases(plan, chance);
  const richParticipants = chance.chance(0.65);

  let talk: Talk = { lines: [], cutMs: null, agentGoneMs: null, roomGoneMs: null, endMs: readyMs };
  if (plan.answered) {
    const segmentCount = plan.plot === "long_call" ? Number.POSITIVE_INFINITY : chance.whole(2, 6);
    const drafts = draftLines(plan.conversation, facts, random("words"), segmentCount);
    talk = playTalk(plan, drafts, readyMs, () => random("talk"));
    phases.push({ status: "active", atMs: readyMs });
  }
  const lastMs = talk.lines.at(-1)?.endMs ?? readyMs;
  const endedMs = Math.round(talk.endMs ?? lastMs + chance.between(900, 3_200));
  phases.push({ status: plan.finalStatus, atMs: endedMs });

  const summarised = plan.answered && plan.finalStatus === "completed" && chance.chance(0.94);
  return {
    plan,
    phases,
    answeredMs: plan.answered ? readyMs : null,
    endedMs,
    failureReason: plan.failureReason,
    lines: talk.lines.filter((line) => line.atMs < (talk.cutMs ?? Number.POSITIVE_INFINITY)),
    seats: seatsOf({ plan, talk, facts, ringingMs, readyMs, endedMs, rich: richParticipants, random: random("seats") }),
    roomGoneMs: talk.roomGoneMs,
    summary: summarised ? fill(plan.conversation.summary, facts, random("summary")) : null,
    summaryMs: summarised ? endedMs + chance.whole(3_000, 10_000) : null,
    metadata: plan.metadata ?? metadataOf(plan, chance),
    roomId: `room_${chance.text(10)}`,
    jobId: `job_${chance.text(10)}`,
    sipParticipantId: `sip_${chance.text(10)}`,
    twilioCallSid: `CA${chance.text(32, "0123456789abcdef")}`,
    richParticipants,
  };
}

/** The same call, ended early by somebody's hand. Nothing that had not happened yet happens. */
export function cutShort(script: Script, atMs: number, finalStatus: FinalStatus, failureReason: string): Script {
  return {
    ...script,
    plan: { ...script.plan, finalStatus, failureReason },
    phases: [...script.phases.filter((phase) => phase.atMs < atMs), { status: finalStatus, atMs }],
    answeredMs: script.answeredMs !== null && script.answeredMs < atMs ? script.answeredMs : null,
    endedMs: atMs,
    failureReason,
    lines: script.lines.filter((line) => line.atMs < atMs),
    summary: null,
    summaryMs: null,
  };
}

type Setup = { phases: Phase[]; ringingMs: number; readyMs: number };

/** From creation until somebody answers, or until it is clear that nobody will. */
function setupPhases(plan: Plan, random: Random): Setup {
  const outbound = plan.conversation.direction === "outbound";
  const phases: Phase[] = [];
  let atMs = plan.scheduledMs ?? plan.createdMs;
  const enter = (status: Status, lowMs: number, highMs: number) => {
    phases.push({ status, atMs });
    atMs = Math.round(atMs + random.between(lowMs, highMs));
  };
  if (plan.scheduledMs !== null && plan.scheduledMs > plan.createdMs)
    phases.push({ status: "scheduled", atMs: plan.createdMs });
  if (outbound && random.chance(0.25)) enter("queued", 700, 2_500);
  enter("initiated", 400, outbound ? 1_800 : 700);
  const reason = plan.failureReason;
  if (reason === "timeout") enter("connecting", 24_000, 31_000);
  else enter("connecting", 700, reason === "agent_unavailable" ? 9_000 : 2_800);
  const ringingMs = atMs;
  if (reason === "invalid_number" || reason === "sip_error" || reason === "timeout" || reason === "agent_unavailable") {
    return { phases, ringingMs, readyMs: atMs };
  }
  if (plan.plot === "ringing_long") enter("ringing", 62_000, 88_000);
  else if (reason === "no_answer") enter("ringing", 25_000, 38_000);
  else if (reason === "busy") enter("ringing", 1_800, 4_000);
  else enter("ringing", outbound ? 3_500 : 1_200, outbound ? 15_000 : 4_500);
  return { phases, ringingMs, readyMs: atMs };
}

function metadataOf(plan: Plan, random: Random): Record<string, unknown> {
  const { conversation, agent, customer } = plan;
  const language = conversation.language;
  const contact = {
    firstName: customer.first,
    lastName: customer.last,
    ...(customer.company === null ? {} : { company: customer.company }),
  };
  if (conversation.direction === "inbound") {
    return {
      caller_id: customer.phone,
      to_phone_number: agent.phoneNumbers[0],
      priority: 5,
      source: "inbound",
      language,
      contact,
    };
  }
  return {
    caller_id: agent.phoneNumbers[0],
    from_phone_number: agent.phoneNumbers[0],
    priority: random.whole(2, 8),
    source: conversation.campaign === undefined ? "api" : "api_batch",
    ...(conversation.campaign === undefined ? {} : { campaignId: conversation.campaign }),
    language,
    contact,
    ...(random.chance(0.3) ? { retryConfig: { maxRetries: 3, retryOnNoAnswer: true } } : {}),
  };
}
