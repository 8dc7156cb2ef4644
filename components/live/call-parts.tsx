"use client";
import clsx from "clsx";
import { memo } from "react";
import { NumberTail } from "@/components/shell/call-marks";
import { SaidText } from "@/components/shell/said-text";
import { SpeakerMark } from "@/components/shell/speaker";
import { FileQuestion, PanelRight, Users } from "@/components/ui/icons";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { speakerOf } from "@/lib/calls/speaker";
import { failureSentence } from "@/lib/calls/status";
import { unreadableWords } from "@/lib/calls/unreadable";
import { formatResponse } from "@/lib/format/duration";
import { keyedLines } from "./call-words";

/** The agent, and the end of the caller's number where the title does not tell it: the part that people know. */
export function AgentName({ call }: { call: BoardCall }) {
  const { agent, tail } = callTitle(call);
  return (
    <>
      <bdi title={agent ?? undefined} className="min-w-0 truncate">
        {agent ?? "No agent"}
      </bdi>
      {tail === null ? null : <NumberTail tail={tail} />}
    </>
  );
}

/** Shows the call of this title over the board's edge; the list it stands in listens (use-board-keys). Keys have Space instead. */
export const PeekButton = memo(function PeekButton({ who, className }: { who: string; className: string }) {
  return (
    <button
      type="button"
      data-peek
      tabIndex={-1}
      aria-label={`Peek at ${who}`}
      title="Peek (Space)"
      className={clsx(
        "relative z-10 grid shrink-0 place-items-center rounded-md text-faint hover:text-text pointer-coarse:-m-2.5 pointer-coarse:size-11",
        className,
      )}
    >
      <PanelRight className="size-3.5" aria-hidden />
    </button>
  );
});

/** That a call needs somebody for more reasons than the one beside it. */
export function MoreReasons({ count }: { count: number }) {
  if (count <= 0) return null;
  return (
    <span className="shrink-0 font-medium">
      +{count}
      <span className="sr-only"> more reasons</span>
    </span>
  );
}

/** That not all of a call could be read: a shape and a number, the words for readers. */
export function UnreadableMark({ count, className }: { count: number; className?: string }) {
  if (count === 0) return null;
  return (
    <span
      title={unreadableWords(count)}
      data-unreadable={count}
      className={clsx("inline-flex shrink-0 items-center gap-0.5 text-warning text-xs", className)}
    >
      <FileQuestion className="size-3.5" aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="sr-only">{unreadableWords(count)}</span>
    </span>
  );
}

/**
 * The last two lines, the newest over two rows where it needs them. The older one has the room that is left, or none:
 * from below a column is filled, and what does not fit begins another, out of sight.
 */
export function LastLines({ call }: { call: BoardCall }) {
  const lines = keyedLines(call.lastMessages);
  if (lines.length === 0) {
    return <p className="min-h-0 flex-1 content-end text-faint text-sm leading-5">{noLinesWords(call, true)}</p>;
  }
  return (
    <ol className="flex min-h-0 flex-1 flex-col-reverse flex-wrap overflow-hidden">
      {lines.map(({ key, line }, index) => {
        const newest = index === lines.length - 1;
        return (
          <li key={key} className={clsx("flex w-full shrink-0 gap-1.5 text-sm leading-5", newest && "-order-1")}>
            <SpeakerMark kind={speakerOf(line.role)} className="mt-[0.3125rem]" />
            <bdi className={clsx("min-w-0", newest ? "line-clamp-2 text-text" : "truncate text-muted")}>
              <SaidText text={line.content} />
            </bdi>
          </li>
        );
      })}
    </ol>
  );
}

/** What to say where there are no lines: nothing of what was said while nobody knows. */
export function noLinesWords({ phase, changedAt, unreadable }: BoardCall, live: boolean): string {
  if (phase === "starting" || changedAt === null) return "Details not read yet";
  if (unreadable > 0) return `No line is here: ${unreadableWords(unreadable)}`;
  if (phase === "ending") return "No lines were read";
  return live ? "Nobody has spoken yet" : "Nothing was said";
}

/** Of a call that is over: why it failed, else how much was said. */
export function endWords(call: BoardCall): string {
  const why = failureSentence(call.failureReason);
  if (why !== null) return why;
  if (call.messageCount === 0) return noLinesWords(call, false);
  return call.messageCount === 1 ? "1 line" : `${call.messageCount} lines`;
}

/** The foot of a calm card. */
export function Facts({ call }: { call: BoardCall }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <span className="flex items-center gap-1" title="People and agents in the room">
        <Users className="size-3.5 text-faint" aria-hidden />
        <span className="sr-only">Participants </span>
        {call.numParticipants ?? "—"}
      </span>
      <span title="Median time the agent takes to answer">
        {call.agentResponseMedianMs === null ? null : `answers in ${formatResponse(call.agentResponseMedianMs)}`}
      </span>
      {call.campaignId ? <bdi className="ml-auto min-w-0 truncate">{call.campaignId}</bdi> : null}
    </span>
  );
}
