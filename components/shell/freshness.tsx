"use client";

import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { onTick, useAgeText } from "@/components/ui/clock";
import { CircleHelp, CirclePause, CloudOff, History, type Icon, Radio, Timer } from "@/components/ui/icons";
import { type AnswerFreshness, ageingNowMs, type FreshnessKind, freshnessState } from "@/lib/queries/freshness";
import { pageHiddenLately } from "@/lib/queries/polled";
import type { FetchError } from "@/lib/wire/fetch-json";
import { usePause } from "./pause";
import { useServerClock } from "./server-clock";

const LOOKS: Record<FreshnessKind, { icon: Icon; className: string }> = {
  live: { icon: Radio, className: "text-muted" },
  slow: { icon: Timer, className: "text-amber" },
  stale: { icon: History, className: "bg-critical-wash text-red" },
  offline: { icon: CloudOff, className: "bg-critical-wash text-red" },
  paused: { icon: CirclePause, className: "bg-raised text-text" },
  unknown: { icon: CircleHelp, className: "text-quiet" },
};

const RECOVERED_MS = 5_000;

type FreshnessInput = { freshness: AnswerFreshness | null; error?: FetchError | null };

function stateNow({ freshness, error }: FreshnessInput, paused: boolean, firstPaint = false) {
  return freshnessState({
    freshness,
    nowMs: firstPaint ? null : ageingNowMs(),
    online: firstPaint || navigator.onLine,
    paused,
    hidden: !firstPaint && pageHiddenLately(),
    lastError: error ?? null,
  });
}

/**
 * What kind of fresh the data is. Renders only when the kind or its explanation changes, not each second: for dimming
 * a page whose data is `old`. `standsAtMs`: where its ages then stand still, because nothing later is known.
 */
export function useFreshnessKind(input: FreshnessInput): {
  kind: FreshnessKind;
  detail: string;
  old: boolean;
  standsAtMs: number | null;
} {
  const { paused } = usePause();
  const { freshness, error } = input;
  const [seen, setSeen] = useState(() => stateNow(input, paused, true));
  const latest = useRef(() => {});
  useEffect(() => {
    latest.current = () => {
      const next = stateNow({ freshness, error }, paused);
      setSeen((known) => (known.kind === next.kind && known.detail === next.detail ? known : next));
    };
    latest.current();
  }, [freshness, error, paused]);
  // Apart from the above: who listens is the same from poll to poll.
  useEffect(() => {
    const look = () => latest.current();
    const stop = onTick(look);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      stop();
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  const old = seen.kind === "stale" || seen.kind === "offline";
  return { kind: seen.kind, detail: seen.detail, old, standsAtMs: old ? (freshness?.asOfMs ?? null) : null };
}

/**
 * The age of what is on the screen, in the same corner of every page; pressed, it says what that means. Keeps the page's
 * clock on the server's, too.
 */
export function FreshnessIndicator({ freshness, error, className }: FreshnessInput & { className?: string }) {
  const { paused } = usePause();
  const { kind, detail } = useFreshnessKind({ freshness, error });
  const ref = useAgeText(() => partsOf(stateNow({ freshness, error }, paused).text).age);
  useServerClock(freshness);
  const [open, setOpen] = useState(false);
  const { icon: Icon, className: look } = LOOKS[kind];
  const recovered = useRecovered(kind);
  const { age, ago, why } = partsOf(stateNow({ freshness, error }, paused, true).text);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape on its way up from the button
    <div
      data-freshness={kind}
      className={clsx("relative inline-flex min-w-0", className)}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      onBlur={() => setOpen(false)}
    >
      <button
        type="button"
        title={detail}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={clsx(
          "inline-flex min-w-0 flex-1 items-center gap-1.5 rounded-full px-1 sm:justify-end sm:px-2 py-1 font-medium text-xs pointer-coarse:min-h-11",
          recovered ? "text-green" : look,
        )}
      >
        <Icon aria-hidden className="size-3.5 shrink-0 max-[379px]:hidden" strokeWidth={2.25} />
        <span className="truncate">
          <span ref={ref} suppressHydrationWarning>
            {age}
          </span>
          {ago ? <span className="max-sm:sr-only">{ago}</span> : null}
        </span>
        {why ? <span className="truncate max-xl:sr-only">{why}</span> : null}
      </button>
      {open ? (
        <p className="absolute top-full right-0 z-50 mt-1.5 w-max max-w-64 rounded-lg border border-line bg-surface px-3 py-2 text-sm text-text shadow-float">
          {detail}
        </p>
      ) : null}
      <FreshnessNews kind={kind} detail={detail} />
    </div>
  );
}

/** Live again after a time that was not: for a moment, the one change for the better that has a colour here. */
function useRecovered(kind: FreshnessKind): boolean {
  const [known, setKnown] = useState({ kind, recovered: false });
  if (known.kind !== kind) {
    setKnown({ kind, recovered: kind === "live" && known.kind !== "unknown" && known.kind !== "paused" });
  }
  useEffect(() => {
    if (!known.recovered) return;
    const timer = setTimeout(() => setKnown((now) => ({ ...now, recovered: false })), RECOVERED_MS);
    return () => clearTimeout(timer);
  }, [known.recovered]);
  return known.recovered;
}

/** "Slow · 18 s ago (request budget)" in three: a phone has room for the first, a small desk for two. */
function partsOf(text: string): { age: string; ago: string; why: string } {
  const [, age = text, ago = "", why = ""] = /^(.*?)( ago)?(?: (\(.*))?$/.exec(text) ?? [];
  return { age, ago, why };
}

const NEWS: Partial<Record<FreshnessKind, string>> = {
  live: "Live again.",
  stale: "The data is old.",
  offline: "Offline.",
  paused: "Paused.",
};

/** Tells a screen reader when the kind changes, and never the age. Data that is live from the start is no news. */
function FreshnessNews({ kind, detail }: { kind: FreshnessKind; detail: string }) {
  const [told, setTold] = useState({ kind, text: "" });
  if (told.kind !== kind) {
    const arrived = told.kind === "unknown" && kind === "live";
    setTold({ kind, text: NEWS[kind] && !arrived ? `${NEWS[kind]} ${detail}` : "" });
  }
  return (
    <span role="status" className="sr-only">
      {told.text}
    </span>
  );
}
