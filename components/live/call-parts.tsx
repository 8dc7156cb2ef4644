"use client";
import clsx from "clsx";
import { FileQuestion, PanelRight, PhoneIncoming, PhoneOutgoing, Users } from "lucide-react";
import { SaidText } from "@/components/shell/said-text";
import { SpeakerMark } from "@/components/shell/speaker";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { speakerOf } from "@/lib/calls/speech";
import { failureSentence } from "@/lib/calls/status";
import { unreadableWords } from "@/lib/calls/unreadable";
import { formatResponse } from "@/lib/format/duration";
import { keyedLines } from "./call-words";

/** Which way the call was made, as an arrow and a word. */
export function Direction({ direction }: { direction: string | null }) {
  if (direction !== "inbound" && direction !== "outbound") return null;
  const Icon = direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  return (
    <span className="self-center text-faint" title={direction === "inbound" ? "Inbound" : "Outbound"}>
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{direction}</span>
    </span>
  );
}

/** Shows the call beside the board; the list it stands in listens (use-board-keys). Keys have Space instead. */
export function PeekButton({ call, className }: { call: BoardCall; className: string }) {
  return (
    <button
      type="button"
      data-peek
      tabIndex={-1}
      aria-label={`Peek at ${callTitle(call).who}`}
      title="Peek (Space)"
      className={clsx("relative z-10 grid place-items-center rounded-md text-faint hover:text-text", className)}
    >
      <PanelRight className="size-3.5" aria-hidden />
    </button>
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

/** The last two lines; one that stands alone may take both rows. */
export function LastLines({ call, live }: { call: BoardCall; live: boolean }) {
  const lines = keyedLines(call.lastMessages);
  if (lines.length === 0) {
    return <p className="h-10 text-faint text-xs leading-5">{noLinesWords(call, live)}</p>;
  }
  return (
    <ol className="h-10">
      {lines.map(({ key, line }, index) => (
        <li key={key} className="flex gap-1.5 text-xs leading-5">
          <SpeakerMark kind={speakerOf(line.role)} className="mt-[0.3125rem]" />
          <bdi
            className={clsx(
              "min-w-0",
              lines.length === 1 ? "line-clamp-2" : "truncate",
              live && index === lines.length - 1 ? "text-text" : "text-muted",
            )}
          >
            <SaidText text={line.content} />
          </bdi>
        </li>
      ))}
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

/** The foot of a calm card; of an ended one, why it ended. */
export function Facts({ call, live }: { call: BoardCall; live: boolean }) {
  if (!live) {
    const why = failureSentence(call.failureReason);
    return (
      <span className="min-w-0 flex-1 truncate">
        {why ?? `${call.messageCount} ${call.messageCount === 1 ? "line" : "lines"}`}
      </span>
    );
  }
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
