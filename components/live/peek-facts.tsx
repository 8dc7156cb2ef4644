"use client";
import type { ReactNode } from "react";
import { ClockTime } from "@/components/shell/clock-time";
import { CopyButton } from "@/components/ui/copy-button";
import { Bot, ChevronRight, Phone, User } from "@/components/ui/icons";
import type { BoardCall, BoardParticipant } from "@/lib/calls/board";
import { unreadableWords } from "@/lib/calls/unreadable";
import { formatResponse } from "@/lib/format/duration";

/** A value that is far too long is cut instead of pushing what stands beside it off the screen. */
const VALUE = "wrap-anywhere line-clamp-3 min-w-0";
const PARTICIPANT_ICONS = { agent: Bot, caller: Phone, other: User };

/** What is looked up rather than read, folded away: who is in the room, number, campaign, id. */
export function PeekFacts({ call, masked }: { call: BoardCall; masked: boolean }) {
  return (
    <details className="group">
      <summary className="flex min-h-6 w-fit cursor-pointer list-none items-center gap-1 rounded text-muted text-xs hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
        In the room and facts
      </summary>
      <div className="space-y-3 pt-2">
        <section>
          <h3 className="mb-1.5 font-medium text-muted text-xs">In the room</h3>
          <Participants call={call} />
        </section>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-0.5">
          <Fact name="Number">
            <bdi className={VALUE}>{call.phoneNumber ?? "—"}</bdi>
            {call.phoneNumber && !masked ? <CopyButton text={call.phoneNumber} label="number" /> : null}
          </Fact>
          <Fact name="Direction">
            <bdi className={VALUE}>{call.direction ?? "—"}</bdi>
          </Fact>
          <Fact name="Agent">
            <bdi className={VALUE}>{call.agent.name ?? "—"}</bdi>
          </Fact>
          <Fact name="Campaign">
            <bdi className={VALUE}>{call.campaignId ?? "—"}</bdi>
          </Fact>
          <Fact name="Started">
            <ClockTime at={call.startedAt} />
          </Fact>
          <Fact name="Lines">{call.phase === "starting" ? "—" : call.messageCount}</Fact>
          {call.unreadable > 0 ? <Fact name="Not read">{unreadableWords(call.unreadable)}</Fact> : null}
          <Fact name="Agent answers in">{formatResponse(call.agentResponseMedianMs)}</Fact>
          <Fact name="Call id">
            <bdi className="truncate">{call.id}</bdi>
            <CopyButton text={call.id} label="call id" />
          </Fact>
        </dl>
      </div>
    </details>
  );
}

function Participants({ call }: { call: BoardCall }) {
  if (call.participants.length === 0) {
    return <p className="text-muted">{call.numParticipants ? `${call.numParticipants}, not named` : "Nobody"}</p>;
  }
  return (
    <ul className="space-y-1">
      {call.participants.map((participant: BoardParticipant) => {
        const Icon = PARTICIPANT_ICONS[participant.kind];
        return (
          <li key={participant.identity} className="flex items-center gap-2">
            <Icon aria-hidden className="size-4 text-faint" />
            <bdi className="truncate">{participant.name ?? participant.identity}</bdi>
            <span className="ml-auto text-muted text-xs">{participant.kind}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-1">{children}</dd>
    </>
  );
}
