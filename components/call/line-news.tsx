"use client";

import { useEffect, useRef, useState } from "react";
import { isSpoken, type TranscriptRow } from "@/lib/calls/transcript";
import { newsOf, type Told } from "./news";

/** A line that has not grown for this long is taken as said. */
const SETTLED_AFTER_MS = 1_500;

/** Tells a screen reader each new line once, when it has stopped growing; nothing is read twice. */
export function LineNews({ rows, live }: { rows: TranscriptRow[]; live: boolean }) {
  const told = useRef<Told>(null);
  const [news, setNews] = useState("");
  useEffect(() => {
    // What stands there on opening is read by whoever reads the transcript.
    if (told.current === null) told.current = { key: rows.at(-1)?.key ?? null };
    if (!live) return;
    const timer = setTimeout(() => {
      const next = newsOf(
        rows.filter((row) => isSpoken(row.role)),
        told.current,
      );
      told.current = next.told;
      if (next.text !== "") setNews(next.text);
    }, SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [rows, live]);
  return (
    <div aria-live="polite" className="sr-only" data-line-news>
      {news}
    </div>
  );
}
