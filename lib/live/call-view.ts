import { type AttentionSettings, attentionOf } from "@/lib/calls/attention";
import type { Attention, RosterEntry } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { isLive } from "@/lib/calls/status";
import { type CallWatch, isSettled } from "./call-watch";

/** One call as its page needs it. `version` changes with every change that a person could see. */
export type CallView = {
  call: Call;
  omittedMessages: number;
  attention: Attention[];
  roster: RosterEntry[];
  settled: boolean;
  version: string;
};

/** Many people may ask for one call in the same moment; what it says is worked out twice a second at most. */
const VIEW_MS = 500;
const views = new WeakMap<CallWatch, { view: CallView; watchVersion: number; atMs: number }>();

export function callView(
  watch: CallWatch,
  call: Call,
  settings: AttentionSettings,
  intervalMs: number,
  nowMs: number,
): CallView {
  const known = views.get(watch);
  if (known && known.watchVersion === watch.version && nowMs - known.atMs < VIEW_MS) return known.view;
  const attention = watchAttention(watch, call, settings, intervalMs, nowMs);
  const settled = isSettled(watch, nowMs);
  const view = {
    call,
    omittedMessages: watch.omittedMessages,
    attention,
    roster: watch.observation?.roster ?? [],
    settled,
    version: `${watch.version}.${settled ? 1 : 0}.${attentionSignature(attention)}`,
  };
  views.set(watch, { view, watchVersion: watch.version, atMs: nowMs });
  return view;
}

/** Reasons for attention of a live call; a call that has ended needs nobody any more. */
export function watchAttention(
  watch: CallWatch,
  call: Call,
  settings: AttentionSettings,
  intervalMs: number,
  nowMs: number,
): Attention[] {
  if (!isLive(call.status)) return [];
  return attentionOf(
    {
      call,
      observation: watch.observation,
      staleForMs: watch.asOfMs === null ? null : nowMs - watch.asOfMs,
      intervalMs: Math.max(intervalMs, watch.gapMs),
      nowMs,
    },
    settings,
  );
}

/** Changes when a reason comes, goes or gets worse, not when its age grows. */
export function attentionSignature(attention: Attention[]): string {
  return attention.map(({ reason, severity, since }) => `${reason}:${severity}:${since ?? ""}`).join(",");
}
