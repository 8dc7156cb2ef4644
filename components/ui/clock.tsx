"use client";

import { type RefObject, useEffect, useRef } from "react";
import { ageClock, clock } from "./clock-core";

export const serverNowMs = () => clock.nowMs();
export const setServerOffset = (offsetMs: number) => clock.setOffset(offsetMs);
export const freezeClock = (frozen: boolean) => clock.freeze(frozen);
export const showNoEarlierThan = (serverMs: number) => clock.noEarlierThan(serverMs);
/** Each second, paused or not. */
export const onTick = (callback: (nowMs: number) => void) => ageClock.onTick(callback);

/**
 * Runs `run` on an element once a second, only while it is on screen, past React: no render per tick. `nowMs` is the
 * server's time in milliseconds since the epoch.
 */
export function useEachSecond<T extends Element>(
  run: (element: T, nowMs: number) => void,
  by = clock,
): RefObject<T | null> {
  const ref = useRef<T | null>(null);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
    if (ref.current) by.refresh(ref.current);
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return by.watch(element, (nowMs) => latest.current(element, nowMs));
  }, [by]);
  return ref;
}

/** Keeps an element's text true to the clock. */
function useClockText(compute: (nowMs: number) => string): RefObject<HTMLSpanElement | null> {
  return useEachSecond<HTMLSpanElement>((element, nowMs) => writeText(element, compute(nowMs)));
}

/** Keeps an element's text true to the age of something, which grows while the page is paused, too. */
export function useAgeText(compute: () => string): RefObject<HTMLSpanElement | null> {
  return useEachSecond<HTMLSpanElement>((element) => writeText(element, compute()), ageClock);
}

/** Text that follows the clock. The server's own rendering stands until the browser's first tick. */
export function ClockText({
  compute,
  className,
  title,
}: {
  compute: (nowMs: number) => string;
  className?: string;
  title?: string;
}) {
  const ref = useClockText(compute);
  return (
    <span ref={ref} className={className} title={title} suppressHydrationWarning>
      {compute(clock.nowMs())}
    </span>
  );
}

/** Writes only what changed, into the text node React made, so that React and the clock share it. */
function writeText(element: HTMLElement, text: string) {
  const node = element.firstChild;
  if (node instanceof Text) {
    if (node.nodeValue !== text) node.nodeValue = text;
  } else element.textContent = text;
}
