import type { Reason } from "@/lib/calls/attention";
import { attentionSentence } from "@/lib/calls/attention-said";
import type { Attention, RosterEntry } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import type { Unreadable } from "@/lib/calls/unreadable";
import type { CallLife } from "./call-life";
import { type Details, isSettled } from "./details";

/** One call as its page needs it. `version` changes with every change that a person could see. */
export type CallView = {
  call: Call;
  contactName: string | null;
  campaignId: string | null;
  omittedMessages: number;
  unreadable: Unreadable;
  attention: Attention[];
  roster: RosterEntry[];
  settled: boolean;
  version: string;
};

/** What was read of the call, as of now. @param skewMs what the call service's clock is ahead of ours */
export function callView(life: CallLife, details: Details, nowMs: number, skewMs: number): CallView {
  const { call, omittedMessages, unreadable, observation } = details;
  const { contact, verdict } = life;
  return {
    call,
    contactName: contact.name ?? contactOf(call),
    campaignId: campaignOf(call),
    omittedMessages,
    unreadable,
    attention: attentionNow(verdict.reasons, nowMs + skewMs),
    roster: observation.roster,
    settled: isSettled(details),
    version: `${life.born}.${life.version}.${isSettled(details)}`,
  };
}

/** Who is at the other end, as the metadata of a call made through the API tells it. */
export function contactOf({ metadata }: Pick<Call, "metadata">): string | null {
  const contact = metadata.contact;
  if (typeof contact !== "object" || contact === null) return null;
  const { firstName, lastName } = contact as { firstName?: unknown; lastName?: unknown };
  const name = [firstName, lastName].filter((part): part is string => typeof part === "string");
  return name.join(" ").trim() || null;
}

export function campaignOf({ metadata }: Pick<Call, "metadata">): string | null {
  return typeof metadata.campaignId === "string" && metadata.campaignId.trim() !== "" ? metadata.campaignId : null;
}

/** The reasons as somebody is told them at `nowMs`, by the call service's clock: their ages run on. */
export function attentionNow(reasons: readonly Reason[], nowMs: number): Attention[] {
  return reasons.map(({ reason, severity, since, sentence }) => ({
    ...{ reason, severity, since },
    sentence: attentionSentence({ reason, severity, since, sentence }, nowMs),
  }));
}
