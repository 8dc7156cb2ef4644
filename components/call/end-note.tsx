"use client";

import { type RefObject, useEffect, useState } from "react";
import { ArrowUp, Flag } from "@/components/ui/icons";
import type { CallPageState } from "./call-view";
import type { TranscriptHandle } from "./transcript-list";

/**
 * For whoever was reading when the call ended: that it did, and the way up to how, and to the summary. It lies over the
 * lines and moves none of them; gone once it was used, or closed by reaching the top.
 */
export function EndNote({ view, handle }: { view: CallPageState; handle: RefObject<TranscriptHandle | null> }) {
  const ended = view.kind === "ended";
  // Whoever opens a call that is over begins there.
  const [told, setTold] = useState(ended);
  const [isUp, setIsUp] = useState(true);
  useEffect(() => {
    const lead = document.querySelector("[data-lead]");
    if (!ended || told || lead === null) return;
    const seen = new IntersectionObserver(([entry]) => setIsUp(entry?.isIntersecting ?? true));
    seen.observe(lead);
    return () => seen.disconnect();
  }, [ended, told]);
  if (!ended || told || isUp) return null;
  const hasSummary = view.summary.kind === "here";
  return (
    <button
      type="button"
      data-end-note
      onClick={() => {
        setTold(true);
        handle.current?.toStart();
        handle.current?.focus();
      }}
      className="top-2 left-1/2 z-10 inline-flex h-8 -translate-x-1/2 animate-fade-in items-center gap-1.5 whitespace-nowrap rounded-full border border-line bg-surface px-3 font-medium text-xs shadow-float hover:bg-raised max-lg:fixed max-lg:top-32 pointer-coarse:h-11 lg:absolute"
    >
      <Flag aria-hidden className="size-3.5 text-muted" />
      {hasSummary ? "The call has ended. Summary" : "The call has ended"}
      <ArrowUp aria-hidden className="size-3.5" />
    </button>
  );
}
