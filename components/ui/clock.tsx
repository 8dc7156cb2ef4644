"use client";

import { createContext, type ReactNode, type RefObject, useCallback, useContext, useEffect, useRef } from "react";
import { ageClock, clock } from "./clock-core";

export const serverNowMs = () => clock.nowMs();
export const setServerOffset = (offsetMs: number) => clock.setOffset(offsetMs);
export const freezeClock = (frozen: boolean) => clock.freeze(frozen);
export const showNoEarlierThan = (serverMs: number) => clock.noEarlierThan(serverMs);
/** Each second, paused or not. */
export const onTick = (callback: (nowMs: number) => void) => ageClock.onTick(callback);

const StandsAt = createContext<number | null>(null);

/**
 * Every age below stands still at `at` (server's time, epoch milliseconds): nothing later is known of what it is the age
 * of. Null: they run, or stand where a part around this one says.
 */
export function AgesStand({ at, children }: { at: number | null; children: ReactNode }) {
  const around = useContext(StandsAt);
  const earliest = at === null ? around : Math.min(at, around ?? at);
  return <StandsAt value={earliest}>{children}</StandsAt>;
}

/** For what is no age of old data: it runs, whatever stands still around it. */
export function AgesRun({ children }: { children: ReactNode }) {
  return <StandsAt value={null}>{children}</StandsAt>;
}

/** The moment that ages are told at: now, or where they stand still. Epoch milliseconds, the server's time. */
export function useNow(): () => number {
  const standsAt = useContext(StandsAt);
  return useCallback(() => heldAt(standsAt, clock.nowMs()), [standsAt]);
}

const heldAt = (standsAt: number | null, nowMs: number) => (standsAt === null ? nowMs : Math.min(nowMs, standsAt));

/**
 * Runs `run` on an element as soon as it is there, then once a second while it is on screen, past React: no render per
 * tick. `nowMs` is the server's time in milliseconds since the epoch, or where ages stand still.
 */
export function useEachSecond<T extends Element>(run: (element: T, nowMs: number) => void): RefObject<T | null> {
  const standsAt = useContext(StandsAt);
  return useWatched<T>((element, nowMs) => run(element, heldAt(standsAt, nowMs)), clock);
}

function useWatched<T extends Element>(run: (element: T, nowMs: number) => void, by: typeof clock) {
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

/** Keeps an element's text true to the age of the page's data, which grows while everything else stands still, too. */
export function useAgeText(compute: () => string): RefObject<HTMLSpanElement | null> {
  return useWatched<HTMLSpanElement>((element) => writeText(element, compute()), ageClock);
}

/** Text that follows the clock. The server's own rendering stands until the page is alive. */
export function ClockText({
  compute,
  className,
  title,
}: {
  compute: (nowMs: number) => string;
  className?: string | undefined;
  title?: string;
}) {
  const now = useNow();
  const ref = useEachSecond<HTMLSpanElement>((element, nowMs) => writeText(element, compute(nowMs)));
  return (
    <span ref={ref} className={className} title={title} suppressHydrationWarning>
      {compute(now())}
    </span>
  );
}

/** Writes only what changed, into the text node React made, so that React and the clock share it. */
export function writeText(element: HTMLElement, text: string) {
  const node = element.firstChild;
  if (node instanceof Text) {
    if (node.nodeValue !== text) node.nodeValue = text;
  } else element.textContent = text;
}
