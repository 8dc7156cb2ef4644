import { type AttentionSettings, attentionOf } from "@/lib/calls/attention";
import type { Attention, RosterEntry } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { isLive } from "@/lib/calls/status";
import type { Unreadable } from "@/lib/calls/unreadable";
import { type CallWatch, isSettled } from "./call-watch";

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

/** Many people may ask for one call in the same moment; what it says is worked out twice a second at most. */
const VIEW_MS = 500;
const views = new WeakMap<CallWatch, { view: CallView; watchVersion: number; atMs: number }>();

type ViewInput = {
  watch: CallWatch;
  call: Call;
  settings: AttentionSettings;
  intervalMs: number;
  nowMs: number;
  skewMs: number;
};

/** @param input.isUnlisted a complete reading of the list does not name it any more: it needs nobody */
export function callView(input: ViewInput & { isUnlisted: boolean }): CallView {
  const { watch, call, nowMs } = input;
  const known = views.get(watch);
  if (known && known.watchVersion === watch.version && nowMs - known.atMs < VIEW_MS) return known.view;
  const attention = input.isUnlisted ? [] : watchAttention(input);
  const settled = isSettled(watch);
  const contactName = watch.contactName ?? contactOf(call);
  const view = {
    call,
    contactName,
    campaignId: campaignOf(call),
    omittedMessages: watch.omittedMessages,
    unreadable: watch.unreadable,
    attention,
    roster: watch.observation?.roster ?? [],
    settled,
    version: [watch.born, watch.version, settled, attentionSignature(attention), contactName].join("|"),
  };
  views.set(watch, { view, watchVersion: watch.version, atMs: nowMs });
  return view;
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

/**
 * Reasons for attention of a live call; a call that has ended needs nobody any more. What the call service's times say is
 * judged by the call service's clock.
 */
export function watchAttention(input: ViewInput): Attention[] {
  const { watch, call, settings, nowMs, skewMs } = input;
  if (!isLive(call.status)) return [];
  return attentionOf(
    {
      call,
      observation: watch.observation,
      staleForMs: watch.asOfMs === null ? null : nowMs - watch.asOfMs,
      nowMs: nowMs + skewMs,
    },
    settings,
  );
}

/** Changes when a reason comes, goes or gets worse, not when its age grows. */
export function attentionSignature(attention: Attention[]): string {
  return attention.map(({ reason, severity, since }) => `${reason}:${severity}:${since ?? ""}`).join(",");
}
