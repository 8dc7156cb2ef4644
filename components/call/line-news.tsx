"use client";

import { useEffect, useRef, useState } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { newsNow, type Told } from "./news";

/** A line that has not grown for this long is taken as said. */
const SETTLED_AFTER_MS = 1_500;

/** Tells a screen reader each new line of speech once: the last when it has stopped growing, those before it at once. */
export function LineNews({ spoken, live }: { spoken: TranscriptRow[]; live: boolean }) {
  const last = spoken.at(-1);
  // What stands there on opening is read by whoever reads the transcript.
  const told = useRef<Told>({ key: last?.key ?? null });
  const latest = useRef(spoken);
  const [wasLive, setWasLive] = useState(live);
  if (live && !wasLive) setWasLive(true);
  const [news, setNews] = useState("");
  const tell = useRef((lastSettled: boolean) => {
    const next = newsNow(latest.current, told.current, lastSettled);
    told.current = next.told;
    if (next.text !== "") setNews(next.text);
  });
  useEffect(() => {
    latest.current = spoken;
    if (wasLive) tell.current(false);
  }, [spoken, wasLive]);
  // A line keeps its object until it changes, so that others that come do not make it wait anew.
  useEffect(() => {
    if (!wasLive || last === undefined) return;
    const timer = setTimeout(() => tell.current(true), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [last, wasLive]);
  return (
    <div aria-live="polite" className="sr-only" data-line-news>
      {news}
    </div>
  );
}
