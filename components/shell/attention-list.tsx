"use client";

import clsx from "clsx";
import { ClockText } from "@/components/ui/clock";
import {
  Ear,
  Hourglass,
  type Icon,
  MessageSquareWarning,
  PhoneIncoming,
  Repeat,
  Unplug,
  UserRound,
  VolumeX,
} from "@/components/ui/icons";
import { attentionSentence } from "@/lib/calls/attention-said";
import type { Attention, AttentionReason } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import { formatDuration } from "@/lib/format/duration";
import { ATTENTION_WORDS, attentionWords } from "./attention-words";
import { SeverityIcon } from "./severity-icon";

/** A shape for each reason; its words stand in attention-words.ts. */
const REASON_ICONS: Record<AttentionReason, Icon> = {
  stuck: Unplug,
  caller_alone: UserRound,
  agent_silent: Ear,
  dead_air: VolumeX,
  ringing_long: PhoneIncoming,
  long_call: Hourglass,
  agent_repeats: Repeat,
  caller_upset: MessageSquareWarning,
};

/**
 * One reason in a line of one height, whatever it says: solid when critical, washed when a warning, its age at the end.
 * A long call's age is the call's own timer, which stands above.
 */
export function AttentionLine({ attention, className }: { attention: Attention; className?: string }) {
  const critical = attention.severity === "critical";
  const sinceMs = attention.reason === "long_call" ? null : timeMs(attention.since);
  return (
    <span
      className={clsx(
        "flex h-6 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-sm forced-colors:border",
        critical ? "bg-critical font-medium text-on-critical" : "bg-warning-wash text-text",
        className,
      )}
    >
      <SeverityIcon severity={attention.severity} className={critical ? undefined : "text-warning"} />
      <span className="sr-only">{critical ? "Critical: " : "Warning: "}</span>
      <span className="min-w-0 truncate">{attentionWords(attention)}</span>
      {sinceMs === null ? null : (
        <ClockText
          className="ml-auto shrink-0 pl-1"
          compute={(nowMs) => formatDuration(Math.max(0, nowMs - sinceMs))}
        />
      )}
    </span>
  );
}

/** One reason in a few words and since when, for a cell: "Pause · 0:34". */
export function AttentionWord({ attention }: { attention: Attention }) {
  const critical = attention.severity === "critical";
  // A long call's age is its timer, which stands in the same row.
  const sinceMs = attention.reason === "long_call" ? null : timeMs(attention.since);
  return (
    <span
      title={`${critical ? "Critical" : "Warning"}: ${attention.sentence}`}
      className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap rounded-md px-1.5 py-0.5 text-xs", {
        "bg-critical font-medium text-on-critical": critical,
        "bg-warning-wash text-text": !critical,
      })}
    >
      <SeverityIcon severity={attention.severity} className={critical ? undefined : "text-warning"} />
      <span className="sr-only">{critical ? "Critical: " : "Warning: "}</span>
      {ATTENTION_WORDS[attention.reason]}
      {sinceMs === null ? null : <ClockText compute={(nowMs) => `· ${formatDuration(Math.max(0, nowMs - sinceMs))}`} />}
    </span>
  );
}

/** Why a call needs a person, most urgent first, each in a sentence whose age keeps running. */
export function AttentionList({ attention }: { attention: readonly Attention[] }) {
  if (attention.length === 0) return null;
  return (
    <ul className="space-y-1.5">
      {attention.map((entry) => {
        const critical = entry.severity === "critical";
        const Icon = REASON_ICONS[entry.reason];
        return (
          <li
            key={entry.reason}
            data-severity={entry.severity}
            className={clsx("flex gap-2.5 rounded-lg border-l-4 px-3 py-2", {
              "border-critical bg-critical-wash": critical,
              "border-warning bg-warning-wash": !critical,
            })}
          >
            <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", critical ? "text-critical" : "text-warning")} />
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-x-2 font-medium text-sm">
                {ATTENTION_WORDS[entry.reason]}
                <span
                  className={clsx(
                    "inline-flex items-center gap-1 font-semibold text-xs",
                    critical ? "text-critical" : "text-warning",
                  )}
                >
                  <SeverityIcon severity={entry.severity} className="size-3" />
                  {critical ? "Critical" : "Warning"}
                </span>
              </div>
              <ClockText className="text-muted text-sm" compute={(nowMs) => attentionSentence(entry, nowMs)} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
