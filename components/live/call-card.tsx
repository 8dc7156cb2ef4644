"use client";

import clsx from "clsx";
import { PanelRight, PhoneIncoming, PhoneOutgoing, Users } from "lucide-react";
import Link from "next/link";
import { memo, useState } from "react";
import { AttentionLine } from "@/components/shell/attention-list";
import { RibbonStrip } from "@/components/shell/ribbon";
import { SpeakerMark } from "@/components/shell/speaker";
import { StatusBadge } from "@/components/shell/status-badge";
import { serverNowMs } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import { failureSentence, isLive } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { speakerOf } from "@/lib/calls/transcript";
import { callPagePath } from "@/lib/http/paths";
import { callName, keyedLines, worstFirst } from "./call-words";
import { formatResponse } from "./tiles";
import { CallTimer } from "./timer";

/** A call younger than this fades in as it appears. */
const NEW_WITHIN_MS = 6000;

export type BoardItemProps = {
  call: BoardCall;
  /** the one card that Tab reaches */
  tabbable: boolean;
  /** shown in the drawer */
  peeked: boolean;
  /** no longer on the board; kept in place while the reader is busy */
  gone: boolean;
};

/** One call in about 320 × 168 px: who, how long, the last two lines, the ribbon and why it needs a person. */
export const CallCard = memo(function CallCard({ call, tabbable, peeked, gone }: BoardItemProps) {
  const live = isLive(call.status) && !gone;
  const attention = live ? worstFirst(call.attention) : [];
  const [first] = attention;
  const [isNew] = useState(() => serverNowMs() - (timeMs(call.createdAt) ?? 0) < NEW_WITHIN_MS);
  return (
    <article
      suppressHydrationWarning
      className={clsx(
        "group relative flex h-full flex-col gap-1 overflow-hidden rounded-xl border px-3 pt-2 pb-2",
        "has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-focus has-[a:focus-visible]:outline-offset-1",
        live ? "bg-surface" : "bg-transparent",
        first?.severity === "critical"
          ? "border-critical"
          : first
            ? "border-warning/70"
            : "border-line hover:border-line-strong/70",
        peeked && "outline-2 outline-focus -outline-offset-1",
        isNew && "animate-fade-in",
      )}
    >
      <header className="flex h-5 items-center gap-2">
        <StatusBadge status={call.status} />
        {gone ? <span className="text-muted text-xs">left the board</span> : null}
        <CallTimer call={call} className={clsx("ml-auto font-semibold text-sm", live ? "text-text" : "text-muted")} />
      </header>
      <div className="flex items-baseline gap-1.5">
        <Direction direction={call.direction} />
        <Link
          href={callPagePath(call.id)}
          prefetch={false}
          tabIndex={tabbable ? 0 : -1}
          data-open-call
          className={clsx(
            "min-w-0 truncate font-medium outline-none after:absolute after:inset-0",
            live ? "text-text" : "text-muted",
          )}
        >
          <bdi>{callName(call)}</bdi>
        </Link>
        <span className="ml-auto min-w-0 shrink truncate pl-2 text-muted text-xs">
          <bdi>{call.agent.name ?? "No agent"}</bdi>
        </span>
      </div>
      <LastLines call={call} live={live} />
      <RibbonStrip ribbon={call.ribbon} live={live} className="my-auto shrink-0" />
      <footer className="flex h-5.5 items-center gap-1.5 text-muted text-xs">
        {first ? (
          <>
            <AttentionLine attention={first} className="flex-1" />
            {attention.length > 1 ? (
              <span className="shrink-0 font-medium">
                +{attention.length - 1}
                <span className="sr-only"> more reasons</span>
              </span>
            ) : null}
          </>
        ) : (
          <Facts call={call} live={live} />
        )}
        <button
          type="button"
          data-peek
          tabIndex={-1}
          aria-label={`Peek at ${callName(call)}`}
          title="Peek (Space)"
          className="relative z-10 -mr-1 grid size-6 shrink-0 place-items-center rounded-md text-faint hover:bg-raised hover:text-text"
        >
          <PanelRight className="size-3.5" aria-hidden />
        </button>
      </footer>
    </article>
  );
});

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

/** The last two lines; one that stands alone may take both rows. */
function LastLines({ call, live }: { call: BoardCall; live: boolean }) {
  const lines = keyedLines(call.lastMessages);
  if (lines.length === 0) {
    const nothing =
      call.detailAsOf === null ? "Details not read yet" : live ? "Nobody has spoken yet" : "Nothing was said";
    return <p className="h-10 text-faint text-xs leading-5">{nothing}</p>;
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
            {line.content}
          </bdi>
        </li>
      ))}
    </ol>
  );
}

function Facts({ call, live }: { call: BoardCall; live: boolean }) {
  if (!live) {
    const why = failureSentence(call.failureReason);
    return <span className="min-w-0 flex-1 truncate">{why ?? `${call.messageCount} messages`}</span>;
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
