"use client";
import clsx from "clsx";
import { Bot, Phone, User } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AttentionList } from "@/components/shell/attention-list";
import { ClockTime } from "@/components/shell/clock-time";
import { RibbonStrip } from "@/components/shell/ribbon";
import { SaidText } from "@/components/shell/said-text";
import { SpeakerMark } from "@/components/shell/speaker";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Drawer } from "@/components/ui/drawer";
import type { BoardCall, BoardParticipant } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { speakerOf } from "@/lib/calls/speech";
import { failureSentence } from "@/lib/calls/status";
import { unreadableWords } from "@/lib/calls/unreadable";
import { formatResponse } from "@/lib/format/duration";
import { callPagePath } from "@/lib/wire/paths";
import { noLinesWords } from "./call-parts";
import { goesOn, keyedLines, reasonsOf } from "./call-words";
import { RowAges, RowAsOf, StageBadge } from "./row-stage";
import { CallTimer } from "./timer";

/** A value that is far too long is cut instead of pushing what stands beside it off the screen. */
const VALUE = "wrap-anywhere line-clamp-3 min-w-0";

const PLACE = "lg:top-28 lg:h-[calc(100dvh-8rem)] lg:w-88 lg:shrink-0";

const PARTICIPANT_ICONS = { agent: Bot, caller: Phone, other: User };

/** A look at one call beside the board, from what the board already knows: no request of its own. */
export function Peek({
  call,
  gone,
  masked,
  onClose,
  className,
}: {
  call: BoardCall;
  masked: boolean;
  /** it left the board: this is the last that was seen of it */
  gone: boolean;
  onClose: () => void;
  className?: string | undefined;
}) {
  const live = goesOn(call) && !gone;
  const failure = failureSentence(call.failureReason);
  return (
    <Drawer
      label={`Call with ${callTitle(call).who}`}
      title={
        <h2 className="truncate font-semibold text-sm">
          <bdi>{callTitle(call).who}</bdi>
        </h2>
      }
      onClose={onClose}
      className={clsx(PLACE, className)}
      footer={<OpenCall id={call.id} />}
    >
      <RowAges call={call}>
        <div className="space-y-4">
          <div className="flex items-center gap-2">
            <StageBadge call={call} gone={gone} size="md" />
            <RowAsOf call={call} className="ml-auto text-faint text-xs" />
            {gone ? null : (
              <CallTimer call={call} className={clsx("font-semibold text-lg", call.standsAt === null && "ml-auto")} />
            )}
          </div>
          <RibbonStrip ribbon={call.ribbon} live={live} height={28} />
          {gone ? <p className="text-muted">The last the board knew of it. Its own page says how it ended.</p> : null}
          {failure ? <p className="text-muted">{failure}</p> : null}
          {gone ? null : <AttentionList attention={reasonsOf(call)} />}
          <Section title="Last lines">
            {call.lastMessages.length === 0 ? <p className="text-muted">{noLinesWords(call, live)}.</p> : null}
            <ol className="space-y-2">
              {keyedLines(call.lastMessages).map(({ key, line }) => (
                <li key={key} className="flex gap-2">
                  <SpeakerMark kind={speakerOf(line.role)} className="mt-1.5" />
                  <bdi className="wrap-anywhere min-w-0">
                    <SaidText text={line.content} />
                  </bdi>
                </li>
              ))}
            </ol>
          </Section>
          <Section title="In the room">
            <Participants call={call} />
          </Section>
          <Section title="Facts">
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
          </Section>
        </div>
      </RowAges>
    </Drawer>
  );
}

/** An address can name a call that the board has not, or has no longer. */
export function PeekUnknown({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <Drawer label="A call that is not on the board" onClose={onClose} className={PLACE} footer={<OpenCall id={id} />}>
      <p className="text-muted">
        There is no call <bdi className="wrap-anywhere font-medium text-text">{id}</bdi> on the board. It may have
        ended; its own page says so.
      </p>
    </Drawer>
  );
}

function OpenCall({ id }: { id: string }) {
  return (
    <Link href={callPagePath(id)} prefetch={false} className={`${buttonClass("primary")} w-full`}>
      Open the call
    </Link>
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

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-muted text-xs">{title}</h3>
      {children}
    </section>
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
