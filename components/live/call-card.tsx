"use client";
import clsx from "clsx";
import Link from "next/link";
import { memo, useState } from "react";
import { AttentionLine } from "@/components/shell/attention-list";
import { RibbonStrip } from "@/components/shell/ribbon";
import { serverNowMs } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { timeMs } from "@/lib/calls/time";
import { callPagePath } from "@/lib/wire/paths";
import { Direction, Facts, LastLines, PeekButton, UnreadableMark } from "./call-parts";
import { goesOn, reasonsOf } from "./call-words";
import { HitLine } from "./hit-line";
import { RowAges, RowAsOf, StageBadge } from "./row-stage";
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
  const live = goesOn(call) && !gone;
  const attention = live ? reasonsOf(call) : [];
  const [first] = attention;
  const [isNew] = useState(() => serverNowMs() - (timeMs(call.createdAt) ?? 0) < NEW_WITHIN_MS);
  return (
    <RowAges call={call}>
      <article
        suppressHydrationWarning
        title={attention.map((entry) => entry.sentence).join("\n") || undefined}
        className={clsx(
          "group contain-content relative flex h-full flex-col gap-0.5 overflow-hidden rounded-xl border px-3 pt-2 pb-2",
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
          <StageBadge call={call} gone={gone} className="mr-auto" />
          <RowAsOf call={call} className="truncate text-faint text-xs" />
          <UnreadableMark count={call.unreadable} />
          <CallTimer call={call} className={clsx("font-semibold text-sm", live ? "text-text" : "text-muted")} />
          <PeekButton call={call} className="-mr-1.5 -ml-1 size-6 shrink-0 hover:bg-raised" />
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
            <bdi>{callTitle(call).who}</bdi>
          </Link>
          <span className="ml-auto min-w-0 shrink truncate pl-2 text-muted text-xs">
            <bdi>{call.agent.name ?? "No agent"}</bdi>
          </span>
        </div>
        <HitLine callId={call.id}>
          <LastLines call={call} live={live} />
        </HitLine>
        <RibbonStrip ribbon={call.ribbon} live={live} className="my-auto shrink-0" />
        <footer className="flex min-h-5.5 items-center gap-1.5 text-muted text-xs">
          {first ? (
            <>
              <AttentionLine attention={first} lines={2} className="flex-1" />
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
        </footer>
      </article>
    </RowAges>
  );
});
