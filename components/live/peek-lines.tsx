"use client";

import clsx from "clsx";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { attentionWords } from "@/components/shell/attention-words";
import { ClockTime } from "@/components/shell/clock-time";
import { SaidText } from "@/components/shell/said-text";
import { SeverityIcon } from "@/components/shell/severity-icon";
import { SpeakerMark } from "@/components/shell/speaker";
import { Button } from "@/components/ui/button";
import { ArrowDown } from "@/components/ui/icons";
import type { Attention } from "@/lib/calls/board";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { evidenceOf } from "./evidence";

const LINES = 15;
/** Nearer to the end than this, the reader is there. */
const AT_END_PX = 24;

/**
 * The last fifteen lines, following the call while the reader is at the end; where the reader has scrolled up, none of
 * those that are shown is taken away.
 */
export function PeekLines({
  rows,
  attention,
  empty,
}: {
  rows: readonly TranscriptRow[];
  attention: readonly Attention[];
  /** why there are none */
  empty: string;
}) {
  const box = useRef<HTMLElement>(null);
  /** the first line shown when the reader left the end; null: the reader is there */
  const [heldKey, setHeldKey] = useState<string | null>(null);
  const shown = useMemo(() => {
    const told = rows.filter((row) => row.kind !== "empty");
    const from = heldKey === null ? -1 : told.findIndex((row) => row.key === heldKey);
    return from === -1 ? told.slice(-LINES) : told.slice(from);
  }, [rows, heldKey]);
  const evidence = useMemo(() => evidenceOf(shown, attention), [shown, attention]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: lines that have come are what moves the end
  useLayoutEffect(() => {
    if (heldKey === null && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [shown, heldKey]);

  const look = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    const atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    setHeldKey((known) => (atEnd ? null : (known ?? shown[0]?.key ?? null)));
  };
  return (
    <div className="relative flex min-h-28 flex-1 flex-col">
      <section
        ref={box}
        aria-label="Last lines"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself
        tabIndex={0}
        onScroll={look}
        className="mt-3 min-h-0 flex-1 overflow-y-auto border-line border-t px-4 py-3 focus-visible:-outline-offset-2"
      >
        {shown.length === 0 ? <p className="text-muted">{empty}</p> : null}
        <ol className="space-y-2">
          {shown.map((row) => (
            <PeekLine key={row.key} row={row} evidence={evidence.get(row.key) ?? null} />
          ))}
        </ol>
      </section>
      {heldKey === null ? null : (
        <Button
          size="sm"
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-float"
          onClick={() => setHeldKey(null)}
        >
          <ArrowDown aria-hidden />
          Latest line
        </Button>
      )}
    </div>
  );
}

/** Who, when and what; a line that a reason for attention rests on says for which. */
function PeekLine({ row, evidence }: { row: TranscriptRow; evidence: Attention | null }) {
  const critical = evidence?.severity === "critical";
  return (
    <li
      data-evidence={evidence?.reason}
      className={clsx(
        "flex gap-2 leading-5",
        row.kind === "event" && "text-faint text-xs",
        evidence && "-mx-2 rounded-r-md border-l-4 py-1 pr-2 pl-1.5",
        evidence && (critical ? "border-critical bg-critical-wash" : "border-warning bg-warning-wash"),
      )}
    >
      {row.kind === "event" ? null : <SpeakerMark kind={row.speaker} className="mt-[0.3125rem]" />}
      <div className="min-w-0 flex-1">
        {evidence ? (
          <p className="flex items-center gap-1.5 font-medium text-xs">
            <SeverityIcon severity={evidence.severity} className={critical ? "text-critical" : "text-warning"} />
            {attentionWords(evidence)}
          </p>
        ) : null}
        <bdi className={clsx("wrap-anywhere line-clamp-6", row.kind === "event" && "line-clamp-2")}>
          {row.kind === "event" ? <span className="font-medium">{row.event ?? row.role} </span> : null}
          <SaidText text={row.content} />
        </bdi>
      </div>
      <ClockTime at={row.atMs} className="shrink-0 text-faint text-xs leading-5" />
    </li>
  );
}
