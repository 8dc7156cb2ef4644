"use client";
import clsx from "clsx";
import { memo } from "react";
import { AttentionWord } from "@/components/shell/attention-list";
import { Direction, NumberTail } from "@/components/shell/call-marks";
import { RibbonStrip } from "@/components/shell/ribbon";
import { SaidText } from "@/components/shell/said-text";
import { SpeakerMark } from "@/components/shell/speaker";
import { Link } from "@/components/ui/link";
import { callTitle } from "@/lib/calls/call-title";
import { speakerOf } from "@/lib/calls/speaker";
import { failureSentence } from "@/lib/calls/status";
import { formatResponse } from "@/lib/format/duration";
import { callPagePath } from "@/lib/wire/paths";
import type { BoardItemProps } from "./call-card";
import { MoreReasons, PeekButton, UnreadableMark } from "./call-parts";
import { goesOn, reasonsOf } from "./call-words";
import { HitLine } from "./hit-line";
import { RowAges, RowAsOf, StageBadge } from "./row-stage";
import { CallTimer } from "./timer";

const CELL = "max-w-32 truncate px-2";

/** One call as a table row. `place`: its number among all rows, the head included. */
export const CallRow = memo(function CallRow({
  call,
  tabbable,
  peeked,
  gone,
  place,
}: BoardItemProps & { place: number }) {
  const live = goesOn(call) && !gone;
  const attention = live ? reasonsOf(call) : [];
  const [first] = attention;
  const last = call.lastMessages.at(-1);
  const title = callTitle(call);
  return (
    <RowAges call={call}>
      <tr
        data-call-id={call.id}
        data-severity={first?.severity}
        data-peeked={peeked || undefined}
        aria-rowindex={place}
        className={clsx(
          "relative h-11 scroll-mt-36 border-line border-b bg-surface last:border-b-0 hover:bg-raised has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-focus has-[a:focus-visible]:-outline-offset-2",
          peeked && "bg-raised",
          !live && "text-muted",
        )}
      >
        <td className="whitespace-nowrap pr-2 pl-3">
          <StageBadge call={call} gone={gone} className="align-middle" />
        </td>
        <td className="whitespace-nowrap px-2 font-semibold text-sm">
          <CallTimer call={call} />
          <RowAsOf call={call} className="ml-1.5 font-normal text-faint text-xs" />
        </td>
        <th scope="row" className="max-w-72 min-w-48 px-2 font-medium text-sm">
          <span className="flex items-center gap-1.5">
            <Direction direction={call.direction} />
            <Link
              href={callPagePath(call.id)}
              tabIndex={tabbable ? 0 : -1}
              data-open-call
              className="wrap-anywhere line-clamp-2 min-w-0 leading-4.5 outline-none after:absolute after:inset-0"
            >
              <bdi>{title.who}</bdi>
            </Link>
            {title.tail === null ? null : (
              <span className="shrink-0 whitespace-nowrap font-normal text-xs">
                <NumberTail tail={title.tail} />
              </span>
            )}
          </span>
        </th>
        <td className="max-w-32 px-2">
          {/* Names of agents that begin alike differ further on. */}
          <bdi title={call.agent.name ?? undefined} className="wrap-anywhere line-clamp-2 leading-4.5">
            {call.agent.name ?? "—"}
          </bdi>
        </td>
        <td className="max-w-56 px-2">
          {first ? (
            <span className="flex items-center gap-1.5">
              <AttentionWord attention={first} />
              <MoreReasons count={attention.length - 1} />
            </span>
          ) : live ? (
            "—"
          ) : (
            (failureSentence(call.failureReason) ?? "—")
          )}
        </td>
        <td className="w-28 px-2">
          <RibbonStrip ribbon={call.ribbon} live={live} className="w-24" />
        </td>
        <td className="max-w-48 px-2">
          <HitLine callId={call.id} lines={1}>
            {last ? (
              <span className="flex items-center gap-1.5">
                <SpeakerMark kind={speakerOf(last.role)} />
                <bdi className="truncate">
                  <SaidText text={last.content} />
                </bdi>
              </span>
            ) : (
              "—"
            )}
          </HitLine>
        </td>
        <td className="px-2">
          {call.phase === "starting" ? "—" : call.messageCount} <UnreadableMark count={call.unreadable} />
        </td>
        <td className="px-2">{call.numParticipants ?? "—"}</td>
        <td className="whitespace-nowrap px-2">{formatResponse(call.agentResponseMedianMs)}</td>
        <td className={CELL}>
          <bdi>{call.campaignId ?? "—"}</bdi>
        </td>
        <td className="sticky right-0 bg-inherit pr-2 shadow-[-10px_0_8px_-8px_var(--line)] @min-[87rem]:shadow-none">
          <PeekButton who={title.who} className="size-7 hover:bg-line" />
        </td>
      </tr>
    </RowAges>
  );
});
