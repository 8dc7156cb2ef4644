"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useEachSecond, useNow, writeText } from "@/components/ui/clock";
import { formatClock, formatDay, formatExactly } from "@/lib/format/clock";

type Moment = string | number | null;

/** Beyond this a Date is none. */
const LAST_MS = 8.64e15;

function isoOf(moment: Moment): string | undefined {
  if (typeof moment !== "number") return moment ?? undefined;
  return Math.abs(moment) <= LAST_MS ? new Date(moment).toISOString() : undefined;
}

/**
 * A time of day as the reader's clock has it, "13:09:05", wherever it stands on the page; its title tells day and zone,
 * too. `timeZone` where it is not the reader's own that counts.
 */
export function ClockTime({ at, timeZone, className }: { at: Moment; timeZone?: string; className?: string }) {
  const ref = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    if (ref.current) write(ref.current, formatClock(at, timeZone), formatExactly(at, timeZone));
  });
  return <Time ref={ref} at={at} text={formatClock(at, timeZone)} className={className} />;
}

/** Day and time as the reader's clock has them: "Today, 13:09:05". */
export function DayTime({ at, className }: { at: Moment; className?: string }) {
  const now = useNow();
  const text = (nowMs: number) => `${formatDay(at, nowMs)}, ${formatClock(at)}`;
  const ref = useEachSecond<HTMLTimeElement>((element, nowMs) => write(element, text(nowMs), formatExactly(at)));
  return <Time ref={ref} at={at} text={text(now())} className={className} />;
}

/** The server writes its own zone; the reader's takes its place as soon as the page is alive, seen or not. */
function Time(props: {
  ref: RefObject<HTMLTimeElement | null>;
  at: Moment;
  text: string;
  className?: string | undefined;
}) {
  return (
    <time ref={props.ref} dateTime={isoOf(props.at)} className={props.className} suppressHydrationWarning>
      {props.text}
    </time>
  );
}

/** The title, too, past React: it is of the reader's zone, which the server does not know. */
function write(element: HTMLElement, text: string, title: string) {
  writeText(element, text);
  if (element.title !== title) element.title = title;
}
