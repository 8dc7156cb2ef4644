"use client";
import clsx from "clsx";
import { memo, useState } from "react";
import { AttentionLine } from "@/components/shell/attention-list";
import { Direction } from "@/components/shell/call-marks";
import { RibbonStrip } from "@/components/shell/ribbon";
import { serverNowMs } from "@/components/ui/clock";
import { Link } from "@/components/ui/link";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { timeMs } from "@/lib/calls/time";
import { callPagePath } from "@/lib/wire/paths";
import { AgentName, endWords, Facts, LastLines, MoreReasons, PeekButton, UnreadableMark } from "./call-parts";
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

/** One call: a card while it goes on; once it has ended a small one in the same place. */
export const CallCard = memo(function CallCard(item: BoardItemProps) {
  return (
    <RowAges call={item.call}>
      {goesOn(item.call) && !item.gone ? <LiveCard {...item} /> : <EndedCard {...item} />}
    </RowAges>
  );
});

const FRAME =
  "contain-content relative flex flex-col overflow-hidden rounded-xl border px-3 py-2 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-focus has-[a:focus-visible]:outline-offset-1";
/** Not in the colour of the focus, which would not be seen on it. */
const PEEKED = "outline-2 outline-muted -outline-offset-1";

/** About 320 × 184 px: who, how long, with which agent, the last two lines, the ribbon, and why it needs a person. */
function LiveCard({ call, tabbable, peeked }: BoardItemProps) {
  const { who } = callTitle(call);
  const { direction } = call;
  const attention = reasonsOf(call);
  const [first] = attention;
  const [isNew] = useState(() => serverNowMs() - (timeMs(call.createdAt) ?? 0) < NEW_WITHIN_MS);
  return (
    <article
      suppressHydrationWarning
      title={attention.map((entry) => entry.sentence).join("\n") || undefined}
      data-severity={first?.severity}
      className={clsx(
        FRAME,
        "h-full bg-surface",
        first?.severity === "critical"
          ? "border-critical"
          : first
            ? "border-warning/80"
            : "border-line hover:border-line-strong/70",
        peeked && PEEKED,
        isNew && "animate-fade-in",
      )}
    >
      <header className="flex items-start gap-2">
        <CallLink id={call.id} {...{ who, direction, tabbable }} className="line-clamp-2 text-text" />
        <RowAsOf call={call} className="ml-auto shrink-0 text-faint text-xs leading-5" />
        <CallTimer
          call={call}
          className={clsx("shrink-0 font-semibold text-sm leading-5", call.standsAt === null && "ml-auto")}
        />
        <PeekButton who={who} className="-mt-0.5 -mr-1.5 -ml-1 size-6 hover:bg-raised" />
      </header>
      <div className="flex h-5 shrink-0 items-center gap-2 text-muted text-xs">
        <AgentName call={call} />
        <UnreadableMark count={call.unreadable} className="ml-auto" />
        <StageBadge call={call} className={clsx("shrink-0", call.unreadable === 0 && "ml-auto")} />
      </div>
      <HitLine callId={call.id}>
        <LastLines call={call} />
      </HitLine>
      <RibbonStrip ribbon={call.ribbon} live className="my-1.5 shrink-0" />
      <footer className="flex h-6 shrink-0 items-center gap-1.5 text-muted text-xs">
        {first ? (
          <>
            <AttentionLine attention={first} className="flex-1" />
            <MoreReasons count={attention.length - 1} />
          </>
        ) : (
          <Facts call={call} />
        )}
      </footer>
    </article>
  );
}

/**
 * What is over is small: how it ended, and the way to it. In a single column nothing stands beside the room it leaves, and
 * closing it would move what is below: there it keeps what was said last.
 */
function EndedCard({ call, tabbable, peeked, gone }: BoardItemProps) {
  const { who } = callTitle(call);
  const { direction } = call;
  return (
    <article className={clsx(FRAME, "h-full border-line text-muted sm:h-15 sm:justify-between", peeked && PEEKED)}>
      <header className="flex items-center gap-2">
        <CallLink id={call.id} {...{ who, direction, tabbable }} className="truncate" />
        <CallTimer call={call} className="ml-auto shrink-0 font-semibold text-sm" />
        <PeekButton who={who} className="-mr-1.5 -ml-1 size-6 hover:bg-raised" />
      </header>
      <div className="flex items-center gap-2 text-xs">
        <StageBadge call={call} gone={gone} className="shrink-0" />
        <UnreadableMark count={call.unreadable} />
        <span className="ml-auto min-w-0 truncate">{endWords(call)}</span>
      </div>
      <div className="flex min-h-0 flex-1 flex-col sm:hidden">
        <HitLine callId={call.id}>
          <LastLines call={call} />
        </HitLine>
        <RibbonStrip ribbon={call.ribbon} live={false} className="my-1.5 shrink-0" />
      </div>
    </article>
  );
}

/** Its title, and the whole card to press. Told in words and not by the call, which is another with every line. */
const CallLink = memo(function CallLink({
  id,
  who,
  direction,
  tabbable,
  className,
}: Pick<BoardCall, "id" | "direction"> & { who: string; tabbable: boolean; className: string }) {
  return (
    <>
      <Direction direction={direction} />
      <Link
        href={callPagePath(id)}
        tabIndex={tabbable ? 0 : -1}
        data-open-call
        className={clsx(
          "wrap-anywhere min-w-0 font-medium leading-5 outline-none after:absolute after:inset-0",
          className,
        )}
      >
        <bdi>{who}</bdi>
      </Link>
    </>
  );
});
