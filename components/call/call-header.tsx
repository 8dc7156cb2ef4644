"use client";

import clsx from "clsx";
import { ArrowLeft, PhoneIncoming, PhoneOutgoing } from "lucide-react";
import Link from "next/link";
import type { ReactNode, RefObject } from "react";
import { StatusBadge } from "@/components/shell/status-badge";
import { buttonClass } from "@/components/ui/button";
import { ClockText } from "@/components/ui/clock";
import { CopyButton } from "@/components/ui/copy-button";
import type { Call } from "@/lib/calls/call";
import { elapsedMs, waitingSinceMs } from "@/lib/calls/metrics";
import { formatClock, formatDay } from "@/lib/format/clock";
import { formatDuration } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";
import { livePagePath } from "@/lib/wire/paths";
import type { CallPageState } from "./call-view";

type Meta = Pick<CallAnswer["meta"], "contactName" | "attention" | "masked">;

/** Which call this is and where it stands, in one line on a wide screen. */
export function CallHeader({
  call,
  meta,
  view,
  heading,
  actions,
}: {
  call: Call;
  meta: Meta;
  view: CallPageState;
  heading: RefObject<HTMLHeadingElement | null>;
  actions: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] sm:gap-x-4">
      <Link
        href={livePagePath}
        prefetch={false}
        aria-label="Back to the live board"
        className={clsx(buttonClass("ghost", "icon"), "-mx-2 sm:row-span-2")}
      >
        <ArrowLeft aria-hidden />
      </Link>
      <h1
        ref={heading}
        tabIndex={-1}
        className="line-clamp-2 font-semibold text-lg leading-tight outline-none sm:line-clamp-1"
      >
        <bdi>{call.agent?.name?.trim() || "Unknown agent"}</bdi>
      </h1>
      <Timer call={call} meta={meta} view={view} />
      <div className="col-span-3 flex flex-wrap items-center gap-x-3 text-muted sm:col-span-1 sm:col-start-2 sm:row-start-2">
        <span data-status={call.status} className="inline-flex min-w-0">
          <StatusBadge status={call.status} size="md" />
        </span>
        <Direction direction={call.direction} />
        <Contact name={meta.contactName} number={call.phoneNumber} masked={meta.masked} />
      </div>
      <div className="col-span-3 flex items-center justify-end gap-2 sm:col-span-1 sm:col-start-4 sm:row-span-2 sm:row-start-1">
        {actions}
      </div>
    </div>
  );
}

/** Who is at the other end: the name where one is known, and the number. */
function Contact({ name, number, masked }: { name: string | null; number: string | null; masked: boolean }) {
  return (
    <>
      {name ? (
        <bdi className="min-w-0 truncate font-medium text-text" data-contact>
          {name}
        </bdi>
      ) : null}
      {number ? (
        <span className="inline-flex min-w-0 items-center gap-0.5">
          <bdi className="truncate">{number}</bdi>
          {masked ? null : <CopyButton text={number} label="number" />}
        </span>
      ) : (
        <span>Number not known</span>
      )}
    </>
  );
}

function Direction({ direction }: { direction: string | null }) {
  if (direction === null) return null;
  const Icon = direction === "inbound" ? PhoneIncoming : direction === "outbound" ? PhoneOutgoing : null;
  const word = direction === "inbound" ? "Inbound" : direction === "outbound" ? "Outbound" : direction;
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      {Icon ? <Icon aria-hidden className="size-3.5 shrink-0" /> : null}
      <bdi className="truncate">{word}</bdi>
    </span>
  );
}

/** The one big number: how long it talks, rings, waits, or took. */
function Timer({ call, meta, view }: { call: Call; meta: Meta; view: CallPageState }) {
  const { label, compute } = timerOf(call, meta, view);
  return (
    <div className="text-right sm:row-span-2" data-timer>
      <ClockText className="block font-semibold text-lg leading-none sm:text-xl" compute={compute} />
      <span className="text-muted text-xs">{label}</span>
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
