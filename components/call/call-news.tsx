"use client";

import { useEffect, useRef, useState } from "react";
import type { RosterEntry } from "@/lib/calls/board";
import { statusFacts } from "@/lib/calls/status";
import type { CallPageState } from "./call-view";

/** Tells a screen reader what happened to the call: its status, who came and went, the summary. Never on opening. */
export function CallNews({
  view,
  status,
  roster,
}: {
  view: CallPageState;
  status: string;
  roster: readonly RosterEntry[];
}) {
  const summary = view.kind === "ended" ? view.summary.kind : "none";
  const present = roster.filter((entry) => entry.leftAt === null).map((entry) => entry.name ?? entry.identity);
  const presentText = present.join(", ");
  const before = useRef({ status, summary, presentText });
  const [news, setNews] = useState("");
  useEffect(() => {
    const old = before.current;
    before.current = { status, summary, presentText };
    if (old.status !== status) setNews(`The call is now: ${statusFacts(status).label}.`);
    else if (old.summary !== summary && summary === "here") setNews("The summary has come.");
    else if (old.presentText !== presentText) setNews(`In the room now: ${presentText || "nobody"}.`);
  }, [status, summary, presentText]);
  return (
    <div role="status" className="sr-only" data-call-news>
      {news}
    </div>
  );
}
