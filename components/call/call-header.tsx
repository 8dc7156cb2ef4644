"use client";

import clsx from "clsx";
import type { ReactNode, RefObject } from "react";
import { StatusBadge } from "@/components/shell/status-badge";
import { buttonClass } from "@/components/ui/button";
import { ClockText } from "@/components/ui/clock";
import { CopyButton } from "@/components/ui/copy-button";
import { ArrowLeft, PhoneIncoming, PhoneOutgoing } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { Call } from "@/lib/calls/call";
import { callTitle } from "@/lib/calls/call-title";
import { elapsedMs, waitingSinceMs } from "@/lib/calls/elapsed";
import { formatClock, formatDay } from "@/lib/format/clock";
import { formatDuration } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";
import { livePagePath } from "@/lib/wire/paths";
import type { CallPageState } from "./call-view";

type Meta = Pick<CallAnswer["meta"], "contactName" | "attention" | "masked">;

/** Which call this is and where it stands: two lines, one where the window is low. Each part keeps its place. */
export function CallHeader({
  call,
  meta,
  view,
  heading,
  actions,
  reveal,
  chip,
}: {
  call: Call;
  meta: Meta;
  view: CallPageState;
  heading: RefObject<HTMLHeadingElement | null>;
  actions: ReactNode;
  /** beside the number: whether it is masked, and the way to change that */
  reveal: ReactNode;
  /** whether the call is shared */
  chip: ReactNode;
}) {
  const { who, agent } = callTitle({ ...call, contactName: meta.contactName });
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] sm:gap-x-4 short:flex short:flex-nowrap">
      <Link
        href={livePagePath}
        aria-label="Back to the live board"
        className={clsx(buttonClass("ghost", "icon"), "-mx-2 sm:row-span-2")}
      >
        <ArrowLeft aria-hidden />
      </Link>
      <h1
        ref={heading}
        tabIndex={-1}
        className="line-clamp-2 min-w-0 font-semibold text-lg leading-tight outline-none max-sm:text-base short:line-clamp-1 short:text-base"
      >
        <bdi data-contact>{who}</bdi>
        <span className="font-normal text-muted">
          {" · "}
          <bdi>{agent ?? "unknown agent"}</bdi>
        </span>
      </h1>
      <Timer call={call} meta={meta} view={view} />
      <div className="col-span-2 flex min-w-0 flex-wrap items-center gap-x-3 text-muted sm:col-span-1 sm:col-start-2 sm:row-start-2 short:order-1 short:flex-nowrap short:overflow-hidden">
        <span data-status={call.status} className="inline-flex min-w-0 short:shrink-0">
          <StatusBadge status={call.status} size="md" />
        </span>
        <Direction direction={call.direction} />
        <span className="inline-flex min-w-0 items-center gap-0.5">
          {call.phoneNumber ? (
            <>
              <bdi className="truncate" data-number>
                {call.phoneNumber}
              </bdi>
              {meta.masked ? null : <CopyButton text={call.phoneNumber} label="number" />}
            </>
          ) : (
            "Number not known"
          )}
          {reveal}
        </span>
        {chip}
      </div>
      <div className="flex items-center justify-end gap-2 sm:col-span-1 sm:col-start-4 sm:row-span-2 sm:row-start-1 short:order-3 short:ml-auto">
        {actions}
      </div>
    </div>
  );
}

function Direction({ direction }: { direction: string | null }) {
  if (direction === null) return null;
  const Icon = direction === "inbound" ? PhoneIncoming : direction === "outbound" ? PhoneOutgoing : null;
  const word = direction === "inbound" ? "Inbound" : direction === "outbound" ? "Outbound" : direction;
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      {Icon ? <Icon aria-hidden className="size-3.5 shrink-0" /> : null}
      <bdi className="truncate max-sm:sr-only short:max-lg:sr-only">{word}</bdi>
    </span>
  );
}

/** The one big number: how long it talks, rings, waits, or took. */
function Timer({ call, meta, view }: { call: Call; meta: Meta; view: CallPageState }) {
  const { label, compute } = timerOf(call, meta, view);
  return (
    <div
      className="min-w-16 shrink-0 text-right sm:row-span-2 short:order-2 short:flex short:items-baseline short:gap-1.5"
      data-timer
    >
      <ClockText className="block font-semibold text-lg leading-none sm:text-xl short:text-lg" compute={compute} />
      <span className="text-muted text-xs short:max-lg:sr-only">{label}</span>
    </div>
  );
}

function timerOf(call: Call, meta: Meta, view: CallPageState): { label: string; compute: (nowMs: number) => string } {
  if (view.kind === "waiting") {
    const { dueMs } = view;
    if (dueMs === null) return { label: "no time given", compute: () => "—" };
    return { label: "due", compute: (nowMs) => `${formatDay(dueMs, nowMs)}, ${formatClock(dueMs).slice(0, 5)}` };
  }
  if (view.kind === "setting_up") {
    const label = { initiated: "since it was placed", ringing: "ringing", connecting: "connecting" }[view.step];
    const waitedMs = (nowMs: number) => {
      const sinceMs = waitingSinceMs(call, nowMs, meta.attention);
      return sinceMs === null ? null : Math.max(0, nowMs - sinceMs);
    };
    return { label, compute: (nowMs) => formatDuration(waitedMs(nowMs)) };
  }
  const label = view.kind === "talking" ? "elapsed" : "duration";
  return { label, compute: (nowMs) => formatDuration(elapsedMs(call, nowMs)) };
}
